"""Was von Zielen und vom Pausentest gesagt wird: was mehr Tempo anderswo bringt, was kurze Pausen kosten."""

from __future__ import annotations

from typing import Final

_COST_OF_REST = (
    "{short_min:g} statt {long_min:g} min Pause kosten {percent:.1f} % je Lauf (90-%-Intervall "
    "{low:.1f} bis {high:.1f})"
)
_COST = (
    f"{_COST_OF_REST}, bei {{reps_each:.0f}} "
    "{reps_each:plural:solchen Lauf|solchen Läufen} in Folge"
)
_NOW_THEN = (
    "jetzt {now:.2f} s (Standardfehler {now_sd:.2f}), dann {then:.2f} s; eine Änderung um "
    "{change:+.2f} s "
    "(90-%-Intervall {low:+.2f} bis {high:+.2f}), ab der ersten Bewegung."
)

TARGETS: Final[dict[str, str]] = {
    # Der Pausentest.
    "rest-test-costs": (
        f"{_COST}: mehr als die {{worth:g}} %, auf die es ankommt. Im Schnelligkeitstraining "
        f"{{long_min:g}} "
        "min pausieren."
    ),
    "rest-test-free": (
        f"{_COST}: weniger als die {{worth:g}} %, auf die es ankommt. Für so viele Läufe reichen "
        "{short_min:g} min."
    ),
    "rest-test-unclear": (
        f"{_COST_OF_REST}: Ob das mehr ist als die {{worth:g}} %, auf die es ankommt, lässt sich "
        "noch nicht sagen. Bis dahin {long_min:g} min pausieren; etwa {sessions:.0f} Einheiten "
        "insgesamt würden es zeigen."
    ),
    "rest-test-cannot-tell": (
        "Aus diesen Läufen ({reps:.0f}) lässt sich nicht ablesen, was kurze Pausen kosten: "
        "Entweder sind es "
        "zu wenige, oder die kurzen Pausen lagen in jeder Einheit an derselben Stelle. "
        "Mindestens eine "
        "Einheit jeder Reihenfolge laufen, besser den ganzen Plan."
    ),
    "rest-test-rests-supposed": (
        "Vor {reps:.0f} {reps:plural:Lauf|Läufen} wurde keine Pause notiert; angenommen ist die "
        "geplante."
    ),
    "rest-test-other-zone": (
        "{reps:.0f} {reps:plural:Lauf|Läufe} durch eine andere Zone {reps:plural:wurde|wurden} "
        "weggelassen."
    ),
    # Was eine schnellere fliegende Zeit bewirkt.
    "target-40-yards": f"40 Yards: {_NOW_THEN}",
    "target-distance": f"{{distance:g}} m: {_NOW_THEN}",
    "target-mac-known": "Die Beschleunigung stammt aus dem eigenen Profil.",
    "target-mac-unknown": (
        "Die Beschleunigung wurde nicht gemessen: Dafür steht die Spanne vieler Menschen "
        "(Zeitkonstante "
        "{tau:.2f} s, SD {sd:.2f} s). Das macht die Zeiten oben unsicher, ihre Änderungen weniger."
    ),
    "target-acceleration-follows": (
        "Ob mit der Höchstgeschwindigkeit auch die Beschleunigung steigt, ist nicht bekannt; das "
        "Intervall "
        "enthält alles von gar nicht bis im gleichen Verhältnis."
    ),
    "target-fade": (
        "Die Geschwindigkeitskurve kennt kein Nachlassen: Nach ihr allein dauerten 100 m "
        "{bound:.2f} s, und "
        "das ist eine Untergrenze. Ein Verlust von {percent:.0f} % Geschwindigkeit (SD {sd:.1f}) "
        "von "
        "{from:.0f} m bis 100 m wurde dazugerechnet."
    ),
    "target-clocks": (
        "Diese Zeiten zählen ab der ersten Bewegung mit elektronischer Uhr. Ab dem Startschuss "
        "sind sie etwa "
        "{reaction:.2f} s länger; handgestoppt ab Startschuss sind es nach der üblichen "
        "Umrechnung wieder "
        "{hand:.2f} s weniger. Änderungen sind auf jeder Uhr gleich."
    ),
    "pace-share": (
        "{kmh:.1f} km/h ({mph:.1f} mph) sind jetzt {now:.0f} % der Höchstgeschwindigkeit und dann "
        "{then:.0f} %."
    ),
    "pace-time-limit": (
        "Nach dem Modell lassen sich {kmh:.1f} km/h mit vollem Einsatz jetzt {now:.0f} s lang "
        "halten "
        "(Standardfehler {now_sd:.0f}) und dann {then:.0f} s ({then_sd:.0f})."
    ),
    "pace-outside-model": (
        "Wie lange sich {kmh:.1f} km/h halten lassen, bleibt offen: Jetzt oder dann liegt es "
        "außerhalb der "
        "ausgeruhten Belastungen von 3 bis 240 s, für die das Modell gemacht ist."
    ),
    "pace-aerobic-unknown": (
        "Wie lange sich {kmh:.1f} km/h halten lassen, bleibt offen: Die maximale aerobe "
        "Geschwindigkeit ist "
        "nicht bekannt."
    ),
    "kick-scenario": (
        "Ein Szenario ohne Sekunden: Mit {percent:.1f} % mehr Höchstgeschwindigkeit kostet jeder "
        "Endspurt "
        "einen kleineren Teil davon. Was das am Ende eines Rennens bringt, ist nicht bekannt."
    ),
    "kick-too-few": (
        "Die eigenen Rennen könnten mehr sagen: Bekannte Zieleinläufe mit der damaligen "
        "Höchstgeschwindigkeit: {n:.0f}; nötig sind {needed:.0f}."
    ),
    "kick-too-alike": (
        "Die Zieleinläufe sagen nichts: Die Höchstgeschwindigkeit unterschied sich zwischen "
        "ihnen um "
        "{spread:.1f} %, nötig sind {needed:.1f} %."
    ),
    "kick-no-link": (
        "In den {n:.0f} Zieleinläufen hängt der Endspurt nicht sicher mit der "
        "Höchstgeschwindigkeit zusammen "
        "(Elastizität {slope:.1f}, Standardfehler {se:.1f})."
    ),
    "kick-fitted": (
        "In den eigenen {n:.0f} Zieleinläufen stieg die Geschwindigkeit der letzten "
        "{distance:.0f} m mit der "
        "Höchstgeschwindigkeit: mit {top_percent:.1f} % mehr davon um {percent:+.1f} % "
        "(90-%-Intervall "
        "{low:+.1f} bis {high:+.1f}), wenn der Zusammenhang bestehen bleibt."
    ),
    "kick-beyond": (
        "Das geht über die Höchstgeschwindigkeiten der Zieleinläufe hinaus (bis {fastest:.1f} "
        "m/s): Dort muss "
        "der Zusammenhang nicht gelten."
    ),
}
