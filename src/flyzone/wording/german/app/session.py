"""Die laufende Einheit, und was auf dem Handy wartet."""

from __future__ import annotations

from typing import Final

SESSION: Final[dict[str, str]] = {
    "session.title": "Einheit",
    "session.who": "Wer läuft",
    "session.all-of": "Alle von {group}",
    "session.no-group": "Weitere",
    "session.order": "Reihenfolge",
    "session.order-help": "In dieser Reihenfolge werden die Zeiten eingegeben.",
    "session.nobody": "Wähle, wer läuft.",
    "session.earlier": "{name} nach vorn",
    "session.later": "{name} nach hinten",
    "session.zone": "Was gelaufen wird",
    "session.distance": "Zone ({unit})",
    "session.run-in": "Anlauf ({unit})",
    "session.run-in-help": "0 ist ein Start an der ersten Linie; leer ist nicht bekannt.",
    "session.method": "Gemessen mit",
    "session.method-gates": "Lichtschranken",
    "session.method-video": "Handyvideo",
    "session.method-hand": "Hand (Stoppuhr)",
    "session.method-error": "{method}, typisch ± {ms} ms",
    "session.stimulus": "Art der Arbeit",
    "session.stimulus-max-velocity": "fliegende Sprints",
    "session.stimulus-acceleration": "Antritte",
    "session.stimulus-sprint-endurance": "Sprintausdauer",
    "session.stimulus-speed-endurance": "Schnelligkeitsausdauer",
    "session.stimulus-resisted": "Sprints mit Widerstand",
    "session.stimulus-assisted": "Sprints mit Zug",
    "session.stimulus-hill": "Bergsprints",
    "session.start": "Beginnen",
    "session.needs-script": "Eine laufende Einheit braucht JavaScript, das hier ausgeschaltet ist.",
    "session.time": "Zeit",
    "session.time-of": "{name}, Lauf {number}",
    "session.time-help": "98 ist 0,98 s, 105 ist 1,05 s. Leer geht zum Nächsten.",
    "session.enter": "OK",
    "session.is": "ist {time}",
    "session.no-time": (
        "Erwartet wird eine Zeit wie 98 für 0,98 s, 1,05 oder 1:02,5. Gib sie noch einmal ein."
    ),
    "session.one-digit": (
        "{digit} kann {digit} s oder {digit} Hundertstel sein. Gib {digit},0 oder 0,0{digit} ein."
    ),
    "session.too-fast": (
        "{time} ist schneller als jeder Mensch: mindestens {least} über diese Zone. Prüfe Zeit "
        "und Zone."
    ),
    "session.too-slow": "{time} ist langsamer als Kriechen über diese Zone. Prüfe Zeit und Zone.",
    "session.rest": "Pause",
    "session.rest-of": "Pause von {name}",
    "session.rest-until": "bis {clock}",
    "session.rest-over": "Erholt: los",
    "session.over": "Die Einheit ist für ihn vorbei",
    "session.p-drop": "Wahrscheinlichkeit, dass er wirklich nachgelassen hat",
    "session.level": "Niveau von heute",
    "session.loss": "Darunter",
    "session.typical": "typisch für die Messung",
    "session.why": "Warum, und was dagegen spricht",
    "session.best-new": "Bestzeit: {time} {error}, vorher {old} {old_error}.",
    "session.best-equal": (
        "{time} {error} ist um weniger schneller als die Bestzeit {old} {old_error}, als die "
        "Fehler beider zu sagen erlauben: gleich im Rahmen des Fehlers."
    ),
    "session.best-check": "Eher ein Fehler der Uhr als eine Bestzeit: Sie zählt, wenn sie wiederholt wird.",
    "session.best-first": "Die erste Zeit über diese Zone.",
    "session.best-wind": "Der Wind war {wind} m/s.",
    "session.no-guard": (
        "Kein Urteil: Dieses Handy hat keinen Wächter für ihn. Er wird geladen, sobald es ein "
        "Signal gibt."
    ),
    "session.old-guard": (
        "Sein Wächter auf diesem Handy ist vom {day}: Was er seitdem getan hat, ist nicht darin."
    ),
    "session.guard-failed": "Der Wächter auf diesem Handy konnte diesen Lauf nicht beurteilen.",
    "session.server-differs": (
        "Der Server, der vielleicht mehr Läufe kennt, sagt: {verdict}. {text}"
    ),
    "session.confirmed": "Der Server sagt dasselbe.",
    "session.unsent": "Auf diesem Handy beurteilt; noch nicht gesendet.",
    "session.clip": "Video messen",
    "session.heart": "Brustgurt verbinden",
    "session.heart-is": "{bpm} Schläge in der Minute",
    "session.clip-kept": "Das Video ist auf diesem Telefon aufgehoben, damit der Server es genauer stoppt.",
    "session.clip-not-kept": "Auf diesem Telefon ist kein Platz, um das Video aufzuheben; seine Zeit zählt.",
    "session.clip-send": "Senden, sobald ein Signal da ist",
    "session.heart-lost": "Der Gurt ist weg. Verbinde ihn noch einmal.",
    "session.heart-none": "Kein Gurt wurde verbunden.",
    "session.heart-unverified": "Mit einer Nachbildung eines Gurts erprobt, nicht mit echten.",
    "session.before": "Vor dem nächsten Lauf",
    "session.before-of": "Vor dem nächsten Lauf von {name}",
    "session.ready": "Wie bereit fühlt er sich?",
    "session.ready-low": "gar nicht",
    "session.ready-high": "ganz",
    "session.wind": "Wind im nächsten Lauf (m/s, Rückenwind positiv)",
    "session.wind-wrong": "Der Wind ist eine Zahl in m/s, etwa 0,8 oder -1,2.",
    "session.undo": "Zurück",
    "session.undo-of": "Zurück {name}: {time}",
    "session.pain": "Schmerz",
    "session.pain-title": "Etwas tut weh",
    "session.pain-who": "Wer",
    "session.pain-place": "Wo",
    "session.pain-how": "Wie sehr?",
    "session.pain-low": "gar nicht",
    "session.pain-high": "am stärksten",
    "session.pain-stop": "Sofort Schluss für ihn",
    "session.pain-over": "Sofort Schluss: Schmerz {pain} von 10 ({place}), vor dem ersten Lauf.",
    "session.place-hamstring": "hinterer Oberschenkel",
    "session.place-achilles": "Achillessehne",
    "session.place-calf": "Wade",
    "session.place-quadriceps": "vorderer Oberschenkel",
    "session.place-groin": "Leiste",
    "session.place-hip": "Hüfte",
    "session.place-knee": "Knie",
    "session.place-shin": "Schienbein",
    "session.place-ankle": "Sprunggelenk",
    "session.place-foot": "Fuß",
    "session.place-back": "Rücken",
    "session.place-other": "anderswo",
    "session.cancel": "Abbrechen",
    "session.lanes": "Athleten",
    "session.lane-reps": "{n}×",
    "session.reps-of": "Läufe von {name}",
    "session.change": "Ändern",
    "session.change-of": "Lauf {number} von {name} ändern",
    "session.change-to": "Die richtige Zeit",
    "session.keep": "Behalten",
    "session.by-another": "von einem anderen Gerät",
    "session.end": "Einheit beenden",
    "session.end-why": "Warum",
    "session.end-planned": "so war es geplant",
    "session.end-athlete": "der Athlet will es",
    "session.end-coach": "der Trainer will es",
    "session.end-weather": "das Wetter",
    "session.end-help": "Wen Wächter oder Schmerz gestoppt haben, der ist dadurch beendet.",
    "session.was": "Was es war",
    "session.kind-speed": "Schnelligkeit",
    "session.kind-sub-maximal": "submaximale Arbeit",
    "session.kind-conditioning": "Kondition",
    "session.kind-mixed": "gemischt",
    "session.kind-too-short": "zu kurz, um es zu sagen",
    "session.kind-none": "keine Läufe",
    "session.new": "Eine weitere Einheit",
    "session.troubles": "Nicht so übernommen wie eingegeben",
    "session.conflict": "{name}: deins {mine}, dort {theirs}.",
    "session.gone": "zurückgenommen",
    "session.keep-mine": "Meins behalten",
    "session.keep-theirs": "Das andere behalten",
    "session.drop": "Verwerfen",
    "session.again": "Noch einmal senden",
    "session.field-time_s": "Zeit {value}",
    "session.field-pain": "Schmerz {value}",
    "session.field-ended_by": "beendet: {value}",
    "session.field-other": "{field} {value}",
    "session.removal": "kein Lauf",
    "session.not-said": "nichts",
    "session.today-change": "Heute: Sprint mit einer Änderung. {text}",
    "session.today-no": "Heute: kein Sprint. {text}",
    "session.wakes": "Der Bildschirm bleibt an.",
    "session.sleeps": (
        "Dieser Browser lässt den Bildschirm schlafen; die Uhr stimmt, wenn er aufwacht."
    ),
    "session.clock-off": (
        "Die Uhr dieses Geräts geht gegen die des Servers um {minutes} min falsch: Läufe "
        "werden mit ihrer Zeit notiert. Stelle sie richtig."
    ),
    "session.offline": "Kein Signal: Alles bleibt auf diesem Handy.",
    "waiting.one": "1 Eingabe wartet auf diesem Handy auf ein Signal.",
    "waiting.many": "{n} Eingaben warten auf diesem Handy auf ein Signal.",
    "waiting.log-in": "{n} warten: Melde dich wieder an, dann werden sie gesendet.",
    "waiting.others": (
        "{n} Eingaben eines anderen Kontos warten auf diesem Handy. Sie werden gesendet, wenn "
        "es sich anmeldet, und nicht als deine."
    ),
    "waiting.troubles": "{n} Eingaben wurden nicht so übernommen wie eingegeben: Sieh sie dir an.",
    "waiting.to-log-in": "Anmelden",
    "waiting.to-session": "Einheit",
    "offline.title": "Kein Signal",
    "offline.text": (
        "Diese Seite wurde auf diesem Handy nicht behalten. Die Seite der Einheit geht ohne "
        "Signal, wenn sie einmal offen war; was eingegeben wurde, bleibt und wird später "
        "gesendet."
    ),
    "offline.session": "Zur Einheit",
}
