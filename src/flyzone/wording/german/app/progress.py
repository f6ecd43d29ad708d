"""Progress."""

from __future__ import annotations

from typing import Final

PROGRESS: Final[dict[str, str]] = {
    "progress.title": "Fortschritt: {name}",
    "progress.heading": "Wirkt es?",
    "progress.call-faster": "Schneller",
    "progress.call-slower": "Langsamer",
    "progress.call-steady": "Keine Änderung, die zählt",
    "progress.call-cannot-tell": "Noch nicht zu sagen",
    "progress.choose": "Welche Zeiten zählen",
    "progress.series-fly": "Fliegende Sprints",
    "progress.series-start": "Starts aus dem Stand",
    "progress.series-name-fly": "Fliegend {length}",
    "progress.series-name-start": "Start über {length}",
    "progress.numbers": "In Zahlen",
    "progress.interval-lead": (
        "Die Klammern enthalten die Wahrheit in neun von zehn Fällen, wenn das Modell stimmt."
    ),
    "progress.between": "{low} bis {high}",
    "progress.level": "Stand jetzt",
    "progress.level-speed": "als Tempo",
    "progress.per-week": "Änderung je Woche; minus ist schneller",
    "progress.per-week-percent": "dasselbe in Prozent",
    "progress.p-gain": "Wahrscheinlichkeit eines Gewinns",
    "progress.p-gain-swc": "Wahrscheinlichkeit eines Gewinns, der zählt",
    "progress.swc": "mehr als {swc} %",
    "progress.plateau": "Wahrscheinlichkeit eines Plateaus",
    "progress.plateau-yes": "erkannt",
    "progress.plateau-no": "nicht erkannt",
    "progress.forecast": "wenn das Training so weitergeht",
    "progress.rep-sd": "von Lauf zu Lauf",
    "progress.from": "{sessions} Einheiten, {reps} Läufe, {weeks} Wochen",
    "progress.why": "Und wenn nicht, warum?",
    "progress.causes-lead": "Die wahrscheinlichsten Ursachen; zusammen ergeben sie 1.",
    "progress.both": "Pausen und Erholung beide zu kurz: Wahrscheinlichkeit {p}.",
    "progress.cause-rest_too_short": "Zu kurze Pausen zwischen den Läufen",
    "progress.cause-recovery_too_short": "Zu wenig Erholung zwischen den Einheiten",
    "progress.cause-not_maximal": "Läufe, die nicht maximal sind",
    "progress.cause-method_changed": "Anders gemessen als vorher",
    "progress.cause-wind": "Wind",
    "progress.cause-detraining": "Eine Trainingspause",
    "progress.cause-too_many_reps": "Zu viele Läufe in einer Einheit",
    "progress.cause-too_few_exposures": "Zu wenige Sprinteinheiten",
    "progress.cause-still_adapting": "Noch zu früh",
    "progress.cause-none": "Nichts: es wirkt, oder nichts spricht dagegen",
    "progress.cause-cannot_tell": "Aus diesen Aufzeichnungen nicht zu sagen",
    "progress.advice": "Was zu tun ist",
    "progress.looked-at": "Was angesehen wurde",
    "progress.not-measured": "Was nicht bekannt ist",
    "progress.bests": "Bestzeiten",
    "progress.bests-flying": "Fliegend",
    "progress.bests-standing": "Aus dem Stand",
    "progress.no-bests": (
        "Noch kein gemessener Sprint. Miss einen in einer Einheit oder aus einem Video."
    ),
    "progress.distance": "Strecke",
    "progress.time": "Zeit",
    "progress.when": "Wann",
    "progress.how": "Wie",
    "progress.error-unknown": "Fehler nicht angegeben",
    "progress.profile": "Kraft-Geschwindigkeits-Profil",
    "progress.profile-origin": "Gemessen mit",
    "progress.no-profile": (
        "Noch kein Kraft-Geschwindigkeits-Profil gespeichert. Es braucht Zwischenzeiten eines Sprints "
        "aus dem Stand (etwa Schranken bei 5, 10, 20 und 30 m), ein Radar oder einen Laser: Trainer "
        "oder Athlet senden es als Ergebnis der Art „profile“."
    ),
    "progress.value-between": "{value} ({low} bis {high})",
    "progress.value-alone": "{value} (Fehler nicht bekannt)",
    "progress.reserve": "Geschwindigkeitsreserve",
    "progress.reserve-asr": "Reserve: Spitzentempo weniger aerobes Tempo",
    "progress.reserve-srr": "Verhältnis: Spitzentempo durch aerobes Tempo",
    "progress.reserve-from-level": (
        "Als Spitzentempo gilt der Stand der fliegenden Zeiten ({mss}); es liegt nie darunter."
    ),
    "progress.reserve-from-profile": "Als Spitzentempo gilt das des letzten Profils ({mss}).",
    "progress.reserve-mas": (
        "Das aerobe Tempo ({mas}) ist wie eingetragen; sein Fehler ist nicht bekannt und nicht in "
        "diesen Zahlen."
    ),
    "progress.reserve-cost": (
        "Laufen im aeroben Tempo kostet {cost} des Spitzentempos; mit 2 % mehr Spitzentempo wären es "
        "{raised}. Das ist Arithmetik und kein Versprechen eines schnelleren Rennens."
    ),
    "progress.no-reserve-mas": (
        "Ohne maximales aerobes Tempo nicht bekannt. Miss es mit einem Pendellauf oder einem "
        "Sechs-Minuten-Lauf und trage es auf der Seite des Athleten ein."
    ),
    "progress.no-reserve-mss": (
        "Ohne Spitzentempo nicht bekannt. Miss fliegende 10 m in einigen Einheiten."
    ),
    "progress.no-reserve-order": (
        "Das aerobe Tempo steht über dem Spitzentempo: eines von beiden stimmt nicht. Prüfe die "
        "Einheit auf der Seite des Athleten."
    ),
    "progress.jumps": "Sprünge und Steifigkeit",
    "progress.no-jumps": (
        "Kein Sprung ist aufgezeichnet. Drei Sprünge mit Ausholbewegung vor jeder Einheit (Matte oder "
        "App) zeigen Bereitschaft und Schnellkraft; Pogos oder Drop-Jumps mit Kontaktzeit zeigen auch "
        "die Reaktivkraft (RSI) und, mit der Körpermasse, die Steifigkeit."
    ),
    "progress.jumps-lead": (
        "Der Mittelwert jedes Tages. Drei Sprünge oder mehr zeigen ihren Fehler selbst; hohle Punkte "
        "haben keinen."
    ),
    "progress.stiffness-missing": (
        "Die Steifigkeit im Sprint wird noch nicht gemessen: sie braucht Kontakt- und Flugzeiten aus "
        "einem Video."
    ),
    "progress.stiffness-caveat": (
        "Die Steifigkeit setzt eine sinusförmige Bodenkraft voraus. Vergleiche einen Athleten nur mit "
        "sich selbst."
    ),
    "progress.jump-countermovement": "Sprung mit Ausholbewegung",
    "progress.jump-squat": "Sprung aus der Hocke",
    "progress.jump-drop": "Drop-Jump",
    "progress.jump-hop": "Hüpfer",
    "progress.jump-pogo": "Pogo",
    "progress.jump-broad": "Standweitsprung",
    "progress.jump-bound": "Sprunglauf",
    "progress.jump-from": "{jump} von {drop} m",
    "progress.jump-of": "{jump}: {quantity}",
    "progress.of-height": "Höhe",
    "progress.of-distance": "Weite",
    "progress.of-rsi": "RSI",
    "progress.of-stiffness": "Steifigkeit",
    "progress.unit-height": "m",
    "progress.unit-distance": "m",
    "progress.unit-rsi": "m/s",
    "progress.unit-stiffness": "kN/m",
    "progress.jump-count": "Sprünge",
    "progress.load": "Was getan wurde, Tag für Tag",
    "progress.load-lead": (
        "Meter mit vollem Einsatz, Anläufe eingeschlossen; je dunkler, desto mehr. Nach einer maximalen "
        "Einheit wartet die nächste; {kept} von {gaps} Abständen waren lang genug, von Beginn zu Beginn."
    ),
    "progress.load-caption": "Die letzten zwölf Wochen, die neueste zuerst",
    "progress.load-week": "Woche ab",
    "progress.load-nothing": "nichts aufgezeichnet",
    "progress.load-no-gaps": "Keine zwei maximalen Einheiten in diesen Wochen.",
    "progress.load-kept": "{hours} h nach der letzten, genug ({needed} h)",
    "progress.load-broken": "erst {hours} h nach der letzten, {needed} h sind verlangt",
    "progress.load-legend-kept": "lang genug nach der letzten maximalen Einheit",
    "progress.load-legend-broken": "zu früh danach",
    "progress.load-legend-other": "anderes Training",
    "progress.chart-trend-axis": "{what} (s), weniger ist schneller",
    "progress.chart-level": "Stand, 90 %",
    "progress.chart-ahead": "wenn es so weitergeht",
    "progress.chart-session": "Einheit, 90 %",
    "progress.chart-session-tip": "{day}: {time} ({low} bis {high})",
    "progress.chart-trend-about": (
        "{what}: {sessions} Einheiten von {first} bis {last}, mit dem Stand und seinem 90-%-Band; der "
        "Stand jetzt ist {level}."
    ),
    "progress.chart-profile-about": "F0, V0 und Pmax von {n} Profilen über die Zeit.",
    "progress.chart-jumps-about": "{n} Reihen von Sprüngen über die Zeit.",
    "progress.chart-alt-trend": "Diagramm des Verlaufs; seine Zahlen stehen darüber.",
    "progress.chart-alt-profile": "Diagramm der Profile; ihre Zahlen stehen darunter.",
    "progress.chart-alt-jumps": "Diagramm der Sprünge; ihre Zahlen stehen darunter.",
    "progress.chart-failed": "Das Diagramm ließ sich nicht zeichnen. Seine Zahlen stehen daneben.",
    **{
        f"stimulus.{key}": text
        for key, text in {
            "acceleration": "Beschleunigung", "max-velocity": "maximales Tempo",
            "sprint-endurance": "Sprintausdauer", "speed-endurance": "Schnelligkeitsausdauer",
            "resisted": "Zugwiderstand", "assisted": "Zugunterstützung", "hill": "Bergsprints",
            "plyometrics": "Sprünge", "heavy-lift": "schweres Krafttraining", "race": "Wettkampf",
            "match": "Spiel", "tempo": "Tempoläufe", "interval-run": "Intervalle",
            "long-run": "langer Lauf", "easy-run": "lockerer Lauf", "skills": "Technik",
        }.items()
    },
}  # fmt: skip
