"""Was von einem Profil gesagt wird: was dagegen spricht, was es bedeutet."""

from __future__ import annotations

from typing import Final

_MAC = "MAC {mac:.2f} m/s² liegt über {mac_rank:.0f} % von ihnen"
_MSS = "MSS {mss:.2f} m/s liegt über {mss_rank:.0f} % von ihnen"
_DEVIATION = (
    "das Verhältnis der beiden weicht um {deviation:.1f} Standardabweichungen dieser Gruppe vom "
    "typischen ab."
)
_CHANGE = "{percent:+.1f} % (Standardfehler {se:.1f})"
_IMBALANCE = "(Ungleichgewicht {imbalance:.0f} %, Standardfehler {se:.0f}; 100 ist ausgeglichen)"

PROFILE: Final[dict[str, str]] = {
    # Was gegen die Zahlen eines Profils spricht.
    "no-error-known": (
        "{n:d} Zeiten bestimmen {p:d} Zahlen ohne Überschuss; ihr Fehler ist deshalb nicht "
        "bekannt. Den Fehler "
        "jeder Zeit angeben (Spalte time_sd_s), mehr Lichtschranken oder eine einfachere "
        "Korrektur nehmen."
    ),
    "beyond-human": (
        "MSS {mss:.2f} m/s und MAC {mac:.2f} m/s² liegen jenseits der schnellsten Menschen (etwa "
        "{fastest:g} "
        "m/s, {largest:g} m/s²). Strecken, Einheiten und den Start der Uhr prüfen."
    ),
    "at-bound": (
        "Die Korrektur {name} endete am Rand des Möglichen: Diese Zeiten verlangen keine, und "
        "ihr eigener "
        "Fehler ist nicht bekannt."
    ),
    "rough": (
        "{name} ist nur auf {percent:.0f} % genau bekannt (Standardfehler). Ein längerer Lauf, "
        "mehr "
        "Lichtschranken oder mehr Sprints würden helfen."
    ),
    "residuals-correlated": (
        "Benachbarte Messwerte bewegen sich gemeinsam (Schritte, Glättung): Die Standardfehler "
        "sind gegenüber "
        "unabhängigen Werten auf das {factor:.1f}-Fache erweitert."
    ),
    "scatter": (
        "Die Zeiten streuen stärker um die Kurve, als ihre angegebenen Fehler erlauben: Die "
        "Standardfehler sind "
        "auf das {factor:.1f}-Fache erweitert. Lichtschranken oder angegebene Fehler prüfen."
    ),
    "rounding": (
        "Die Zeiten liegen näher an der Kurve, als ihre Rundung erlaubt; das ist Zufall: Die "
        "Standardfehler sind "
        "auf das {factor:.1f}-Fache erweitert, bis zu denen der Rundung. Mehr Nachkommastellen "
        "exportieren."
    ),
    "trigger-before-clock": (
        "Der Athlet war schon in Bewegung, als die Uhr startete (nach diesen Zeiten etwa "
        "{tc:.2f} s, "
        "Standardfehler {se:.3f} s): ein Start hinter der ersten Lichtschranke, oder ein Arm hat "
        "sie ausgelöst. "
        "Ohne Korrektur macht das MAC zu groß: {mac:.2f} m/s² wie angepasst und {mac_time:.2f} "
        "mit --correction "
        "time (MSS {mss:.2f} und {mss_time:.2f} m/s)."
    ),
    "clock-before-start": (
        "Die Uhr startete, bevor der Athlet sich bewegte (nach diesen Zeiten etwa {tc:.2f} s, "
        "Standardfehler "
        "{se:.3f} s), wie bei Startschuss und Reaktionszeit. Ohne Korrektur macht das MAC zu "
        "klein: {mac:.2f} "
        "m/s² wie angepasst und {mac_time:.2f} mit --correction time (MSS {mss:.2f} und "
        "{mss_time:.2f} m/s)."
    ),
    "trigger-unchecked": (
        "Mit {n:d} Lichtschranken lässt sich nicht prüfen, ob die Uhr mit dem Athleten startete. "
        "Ein Start 0,5 m "
        "hinter der ersten Lichtschranke würde ohne Korrektur MAC um etwa 75 % vergrößern und "
        "MSS um 4 % "
        "verkleinern. Mit --correction flying=M angeben oder mehr Lichtschranken nehmen."
    ),
    "top-speed-extrapolated": (
        "Der Lauf endet bei {percent:.0f} % von MSS: Die Höchstgeschwindigkeit ist "
        "hochgerechnet, nicht erreicht."
    ),
    "slowing": (
        "Der letzte Abschnitt (bis {last_m:g} m) ist {percent:.1f} % langsamer als der, der bei "
        "{fastest_m:g} m "
        "endet. Die Kurve kennt kein Nachlassen: MSS ist ein Mittel aus Höchstgeschwindigkeit "
        "und Nachlassen. Die "
        "Lichtschranken nach dem schnellsten Abschnitt weglassen."
    ),
    "edge-of-noise": (
        "Das Profil ist der obere Rand einer Punktwolke, und Rauschen schiebt den Rand nach "
        "außen: MAC und MSS sind "
        "zu groß, umso mehr, je stärker das Gerät rauscht."
    ),
    "standing-samples": (
        "Die Aufzeichnung beginnt mit {seconds:.1f} s Stillstand, den die Kurve nicht kennt. "
        "Ohne ihn wären MSS "
        "{mss:.2f} m/s und MAC {mac:.2f} m/s² (--trim always)."
    ),
    "trimmed": (
        "Von {n:d} Messwerten wurden {left:d} weggelassen: {standing:d} vor dem Loslaufen, "
        "{slowing:d} beim "
        "Auslaufen, {false:d} falsche Echos. Mit --trim never zählen alle."
    ),
    "drag-assumed": (
        "Der Luftwiderstand wurde mit Normwerten gerechnet, wo Angaben fehlten: {assumed}. Mit "
        "--temperature, "
        "--pressure oder --altitude und --wind angeben."
    ),
    "wind-strong": (
        "Es wehte ein Wind von {wind:+.1f} m/s. Kraft und Leistung sind darum korrigiert; MSS "
        "und MAC der "
        "Geschwindigkeitskurve nicht."
    ),
    # Was ein Profil bedeutet.
    "force-limited": (
        f"Unter {{n:d}} Vergleichsathleten fehlt es an Kraft: {_MAC}, {_MSS}; {_DEVIATION}"
    ),
    "velocity-limited": (
        f"Unter {{n:d}} Vergleichsathleten fehlt es an Geschwindigkeit: {_MSS}, {_MAC}; "
        f"{_DEVIATION}"
    ),
    "balanced": f"Unter {{n:d}} Vergleichsathleten ausgeglichen: {_MAC}, {_MSS}.",
    "peers-cannot-tell": (
        "Gegen {n:d} Vergleichsathleten lässt sich nicht sagen, ob ein Ende zurückliegt und "
        "welches: "
        f"{_MAC}, {_MSS}."
    ),
    "too-few-peers": (
        "Ob Kraft oder Geschwindigkeit fehlt, zeigt der Vergleich mit anderen: Profile derselben "
        "Art: {n:d}, "
        "nötig sind {needed:d} (--peers DATEI)."
    ),
    "no-history": (
        "Es ist kein früheres Profil derselben Art bekannt; über Veränderung lässt sich deshalb "
        "nichts sagen "
        "(--earlier DATEI)."
    ),
    "rose": f"{{name}} ist gestiegen: {_CHANGE}. Frühere Profile zum Vergleich: {{n:d}}.",
    "fell": f"{{name}} ist gefallen: {_CHANGE}. Frühere Profile zum Vergleich: {{n:d}}.",
    "unchanged": (
        f"{{name}} ist auf 1 % gleich geblieben: {_CHANGE}. Frühere Profile zum Vergleich: {{n:d}}."
    ),
    "change-unclear": (
        f"Ob sich {{name}} verändert hat, lässt sich nicht sagen: {_CHANGE}. Frühere Profile zum "
        f"Vergleich: "
        "{n:d}."
    ),
    "change-without-error": (
        "{name}: {percent:+.1f} % (frühere Profile zum Vergleich: {n:d}). Der Fehler dieser "
        "Zahlen ist nicht "
        "bekannt; ob sich etwas verändert hat, lässt sich deshalb nicht sagen."
    ),
    "distance-wants-speed": (
        "Über {distance:g} m hat das schnellste Verhältnis im Modell bei gleicher Leistung mehr "
        "Geschwindigkeit und "
        f"weniger Kraft {_IMBALANCE}; es brächte {{gain:.2f}} s."
    ),
    "distance-wants-force": (
        "Über {distance:g} m hat das schnellste Verhältnis im Modell bei gleicher Leistung mehr "
        "Kraft und weniger "
        f"Geschwindigkeit {_IMBALANCE}; es brächte {{gain:.2f}} s."
    ),
    "distance-balanced": (
        "Über {distance:g} m liegt das Verhältnis von Kraft und Geschwindigkeit nahe am "
        "schnellsten im Modell, oder "
        f"sein Fehler ist für eine Aussage zu groß {_IMBALANCE}; das Beste im Modell brächte "
        f"{{gain:.2f}} s."
    ),
    "distance-without-error": (
        "Über {distance:g} m liegt das Verhältnis von Kraft und Geschwindigkeit im Modell bei "
        "{imbalance:.0f} % "
        "des schnellsten (über 100: mehr Kraft; darunter: mehr Geschwindigkeit), das {gain:.2f} "
        "s brächte. Der "
        "Fehler davon ist nicht bekannt."
    ),
    "train-force": (
        "Das Kraftende trainieren: schwere Schlitten, Bergsprints und kurze Antritte; fliegende "
        "Sprints bleiben "
        "dabei."
    ),
    "train-speed": (
        "Das Geschwindigkeitsende trainieren: fliegende Sprints mit voller Pause; kurze Antritte "
        "bleiben dabei."
    ),
    "train-both": (
        "Nichts spricht hier dafür, dass ein Ende zurückliegt: beides trainieren, Antritte und "
        "fliegende Sprints "
        "mit voller Pause."
    ),
    "run-in": (
        "{percent:.0f} % von MSS sind {distance:.1f} m nach dem Start erreicht: Eine fliegende "
        "Zone, die die "
        "Höchstgeschwindigkeit zeigen soll, beginnt dort oder später."
    ),
    "speed-reserve": (
        "Geschwindigkeitsreserve {reserve:.2f} m/s (MSS {mss:.2f}, MAS {mas:.2f}): Die "
        "Höchstgeschwindigkeit ist "
        "das {ratio:.2f}-Fache der aeroben."
    ),
}
