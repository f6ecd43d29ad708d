"""Was vom Verlauf gesagt wird."""

from __future__ import annotations

from typing import Final

_OVER = (
    "in {weeks:.1f} Wochen ({sessions:.0f} {sessions:plural:Einheit|Einheiten}, "
    "{reps:.0f} {reps:plural:Lauf|Läufe})"
)
_LEFT_OUT = "{n:plural:wurde|wurden} weggelassen"

TREND: Final[dict[str, str]] = {
    "trend-faster": (
        f"Schneller geworden: um {{faster_low:.1f}} bis {{faster_high:.1f}} % {_OVER}, das sind "
        "{ms_per_week:+.1f} ms pro Woche."
    ),
    "trend-slower": (
        f"Langsamer geworden: um {{low:.1f}} bis {{high:.1f}} % {_OVER}, das sind "
        "{ms_per_week:+.1f} ms pro Woche."
    ),
    "trend-steady": f"Keine Veränderung von mehr als {{most:.1f}} % {_OVER}.",
    "trend-cannot-tell": (
        "Ob der Athlet schneller geworden ist, lässt sich noch nicht sagen: Die Zeit hat sich um "
        f"{{low:+.1f}} bis {{high:+.1f}} % {_OVER} verändert; dass er schneller geworden ist, "
        f"hat eine "
        "Wahrscheinlichkeit von {p_gain:.2f}. Noch etwa {more:.0f} {more:plural:Einheit|Einheiten} "
        "sollten es zeigen, wenn es so weitergeht und so oft trainiert wird."
    ),
    "trend-worthwhile": "Um mehr als {swc:g} % schneller, die kleinste lohnende Veränderung?",
    "trend-plateau": (
        "Vorher gab es Fortschritt, in den letzten {weeks:g} Wochen hat sich das Niveau kaum "
        "bewegt."
    ),
    "trend-forecast": (
        "Bei gleichem Training liegt das Niveau in {weeks:g} Wochen zwischen {low:.3f} und "
        "{high:.3f} s."
    ),
    "trend-elite": (
        "Bei {speed:.1f} m/s oder auf fortgeschrittenem Niveau ist der Fortschritt eines Jahres "
        "klein "
        "gegen die Schwankung von Tag zu Tag."
    ),
    "trend-old": (
        "Die letzte Einheit mit Zeiten liegt {days:.0f} {days:plural:Tag|Tage} zurück: Das ist das "
        "Niveau von damals."
    ),
    "trend-no-times": (
        "Erfasste Einheiten: {sessions:.0f}. Darin gibt es keinen maximalen Sprint mit Zeit, der "
        "sich "
        "vergleichen lässt. In jeder Einheit fliegende 10 m stoppen."
    ),
    "trend-too-few": (
        "{n:.0f} {n:plural:Einheit|Einheiten} mit Zeiten innerhalb von {span:.0f} "
        "{span:plural:Tag|Tagen}: Um eine Veränderung zu erkennen, braucht es {needed:.0f} "
        "Einheiten "
        "über mindestens {days:.0f} Tage in den letzten {weeks:g} Wochen. Weiter Zeiten nehmen "
        "oder "
        "weiter zurückschauen."
    ),
    # Was nicht zählt oder angenommen werden musste.
    "left-out-not-timed": f"{{n:.0f}} {{n:plural:Lauf|Läufe}} ohne Zeit {_LEFT_OUT}.",
    "left-out-sub-maximal": (
        f"{{n:.0f}} {{n:plural:Lauf|Läufe}} mit weniger als vollem Einsatz {_LEFT_OUT}."
    ),
    "left-out-painful": f"{{n:.0f}} {{n:plural:Lauf|Läufe}} mit Schmerzen {_LEFT_OUT}.",
    "left-out-standing-start": (
        f"{{n:.0f}} {{n:plural:Lauf|Läufe}} aus dem Stand {_LEFT_OUT}: Das sind keine fliegenden "
        f"Zeiten."
    ),
    "left-out-flying-start": (
        f"{{n:.0f}} fliegend {{n:plural:gelaufene Zeit|gelaufene Zeiten}} {_LEFT_OUT}: Hier geht "
        f"es um "
        "Starts."
    ),
    "left-out-zone-too-long": (
        f"{{n:.0f}} {{n:plural:Lauf|Läufe}} über Zonen, die für die Höchstgeschwindigkeit zu "
        f"lang sind, "
        f"{_LEFT_OUT}."
    ),
    "left-out-other-distance": (
        f"{{n:.0f}} {{n:plural:Start|Starts}} über andere Strecken {_LEFT_OUT}."
    ),
    "left-out-far-off": (
        f"{{n:.0f}} {{n:plural:Zeit|Zeiten}} weit weg von allen anderen derselben Art "
        f"{_LEFT_OUT}: nicht "
        "mit vollem Einsatz gelaufen, oder ein Messfehler."
    ),
    "trend-of-starts": (
        "Es gibt zu wenige fliegende Zeiten: Das ist der Verlauf der Starts aus dem Stand über "
        "{distance:g} m."
    ),
    "trend-wind-unknown": (
        "Bei {n:.0f} von {of:.0f} Läufen wurde der Wind nicht gemessen: Er steckt in der "
        "Streuung und "
        "macht das Intervall breiter. Im Freien messen."
    ),
    "trend-methods": (
        "Die Zeiten stammen aus {n:.0f} Messmethoden. Ein Unterschied zwischen ihnen wird "
        "geschätzt, "
        "damit er nicht als Fortschritt gilt: immer gleich messen oder beide an denselben Läufen "
        "vergleichen."
    ),
    "trend-zones": (
        "Die Zeiten stammen aus {n:.0f} Zonen und wurden auf eine umgerechnet; was dabei "
        "verloren geht, "
        "ist geschätzt."
    ),
    "trend-timing-supposed": (
        "Bei {n:.0f} von {of:.0f} Läufen war der Messfehler nicht angegeben: Angenommen wurde der "
        "typische der Methode."
    ),
}
