"""Was nach jedem Lauf und von der ganzen Einheit gesagt wird.

Diese Sätze füllt auch der Browser, der nur die Formate ``d``, ``g`` und ``.Nf`` kennt.
"""

from __future__ import annotations

from typing import Final

GUARD: Final[dict[str, str]] = {
    # Das Urteil.
    "guard-go": (
        "{time:.3f} s gegen das heutige Niveau von {level:.3f} s: innerhalb der Streuung. Ein "
        "wirklicher "
        "Abfall ist nicht wahrscheinlich."
    ),
    "guard-drop": (
        "Schluss, die Einheit ist vorbei: {percent:.1f} % (SD {sd:.1f}) unter dem heutigen "
        "Niveau von "
        "{level:.3f} s. Ein wirklicher Abfall von mindestens {smallest:.1f} % ist sicherer, als "
        "der "
        "Zufall es vortäuschen darf."
    ),
    "guard-drop-likely": (
        "Länger pausieren: womöglich ein Abfall, um {percent:.1f} % (SD {sd:.1f}) unter das "
        "heutige "
        "Niveau von {level:.3f} s. Zum Abbrechen ist das nicht sicher genug."
    ),
    "guard-drop-after-short-rest": (
        "Länger pausieren: {percent:.1f} % (SD {sd:.1f}) unter dem heutigen Niveau von "
        "{level:.3f} s nach "
        "nur {rest:.0f} s Pause. Bleibt es nach einer vollen Pause dabei, ist die Einheit vorbei."
    ),
    "guard-pain": "Sofort aufhören: Schmerz {pain:g} von 10 ({place}).",
    "guard-form": (
        "Schluss: {n:d} Läufe in Folge mit Technikfehlern, die in den ersten Läufen fehlten "
        "({faults})."
    ),
    "guard-over": "Die Einheit war nach Lauf {rep:d} vorbei.",
    "guard-check-timing": (
        "Zeitmessung prüfen: {time:.3f} s bei einem Niveau von {level:.3f} s ist eher ein Fehler "
        "der Uhr. "
        "Der Wert zählt nur, wenn die nächste Zeit ihn bestätigt."
    ),
    # Was ein Lauf war.
    "guard-effort": "Submaximal: Verlangt waren {effort:.0f} % Einsatz.",
    "guard-short-rest": "Kondition: {rest:.0f} s Pause davor, nötig waren {due:.0f} s.",
    "guard-tired": (
        "Kondition: {percent:.1f} % unter dem eigenen Niveau (bis {allowed:.1f} % erklärt die "
        "Streuung), "
        "und Ermüdung ist dafür die wahrscheinlichere Ursache."
    ),
    "guard-below-level": (
        "Submaximal: {percent:.1f} % unter dem eigenen Niveau, mehr als die Streuung erklärt "
        "({allowed:.1f} %)."
    ),
    "guard-below-usual": (
        "Der ganze Tag liegt weiter unter dem üblichen Niveau, als die Tagesform erklärt "
        "({percent:.1f} "
        "%): nicht mit vollem Einsatz gelaufen, andere Anlage, anderer Wind oder nicht gesund."
    ),
    "guard-untimed": "Zu diesem Lauf gibt es keine Zeit: Er wurde nicht nach der Zeit beurteilt.",
    # Die Pause.
    "guard-rest-work": "{rest:.0f} s Pause: das Mindeste bei dieser Art von Arbeit.",
    "guard-rest-distance": (
        "{rest:.0f} s Pause: eine Minute je zehn Meter, hier über {metres:g} m."
    ),
    "guard-rest-phosphocreatine": "{rest:.0f} s Pause: bis das Kreatinphosphat wieder aufgefüllt "
    "ist.",
    "guard-rest-effort": "Bei {effort:.0f} % Einsatz reichen {percent:.0f} % der vollen Pause.",
    "guard-rest-loss": "Die Pause ist länger, weil {percent:.1f} % Geschwindigkeit fehlen.",
    "guard-rest-heart-rate": (
        "Die Pause ist länger, weil der Puls noch bei {bpm:.0f} liegt (über {limit:.0f})."
    ),
    "guard-rest-ready": (
        "Die Pause ist länger, weil die gefühlte Bereitschaft erst {ready:g} von 10 beträgt "
        "({enough:g} "
        "reichen)."
    ),
    # Wie geurteilt wurde.
    "guard-run-in-unknown": (
        "Der Anlauf ist nicht bekannt: Die Pause nach Strecke rechnet nur mit den {metres:g} m "
        "der Zone."
    ),
    "guard-rest-unknown": ("Die Pause vor diesem Lauf ist nicht bekannt: Sie gilt als lang genug."),
    "guard-no-history": (
        "Frühere Einheiten über diese {distance:g} m mit dieser Messmethode sind nicht bekannt: "
        "Als "
        "Streuung gilt die anderer Athleten, und nur ein großer Abfall hebt sich vom Zufall ab."
    ),
    "guard-other-kind": (
        "Andere Zone, anderer Anlauf oder andere Uhr als zuvor in dieser Einheit ({distance:g} "
        "m): nur "
        "mit seinesgleichen verglichen."
    ),
    "guard-of-best": (
        "{percent:.1f} % der eigenen Bestleistung. Das entscheidet nichts: Der Beste von vielen "
        "Läufen "
        "ist zum Teil Glück."
    ),
    # Was die Einheit war.
    "guard-was-speed": (
        "Das war Schnelligkeitstraining: {speed:d} von {n:d} Läufen auf heutigem Niveau und "
        "ausgeruht; "
        "mittlere Pause (Median): {rest}."
    ),
    "guard-was-conditioning": (
        "Das war Konditionstraining: mittlere Pause (Median): {rest}; Zahl der letzten Läufe: "
        "{last:d}, "
        "gegen das heutige Niveau: {percent}."
    ),
    "guard-was-sub-maximal": (
        "Das war submaximal: {sub_maximal:d} von {n:d} Läufen ohne Ermüdung unter dem eigenen "
        "Niveau; "
        "Zahl der letzten Läufe: {last:d}, gegen das Niveau: {percent}."
    ),
    "guard-was-mixed": (
        "Das war gemischt. Schnelligkeit: {speed:d}, submaximal: {sub_maximal:d}, Kondition: "
        "{conditioning:d} Läufe; mittlere Pause (Median): {rest}; Zahl der letzten Läufe: "
        "{last:d}, gegen "
        "das Niveau: {percent}."
    ),
    "guard-was-too-short": "Zu wenige Läufe, um zu sagen, was das war.",
}
