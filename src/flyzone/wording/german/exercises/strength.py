"""Texte der Kraftübungen."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_ONE_LEG = (
    "Dass Kraft auf einem Bein dem Sprint mehr nützt als Kraft auf zweien, ist die Sicht der "
    "Methode; gezeigt ist es nicht."
)
_TENDON = (
    "Schwere Lasten machen die Sehne steifer; wie viel davon auf der Bahn ankommt, ist nicht "
    "bekannt."
)
_NO_PAIN = "Schmerz, oder ein Rücken, der sich nicht gerade halten lässt."
_GROWS = "Schmerz in Achillessehne oder Wade, der im Satz zunimmt."
_KNEE = "Das Knie fällt nach innen"
_OVER = "Knie über dem Fuß"

STRENGTH: Final[dict[str, ExerciseText]] = {
    "weighted-step-up": ExerciseText(
        "Step-up mit Gewicht",
        "Kraft aus einem Bein über Hüfte und Knie, die erste der schweren einbeinigen Übungen.",
        (
            "Ein Kasten, auf dem der Oberschenkel höchstens waagrecht ist; der ganze Fuß steht "
            "darauf.",
            "Nur mit dem oberen Bein aufsteigen; das untere drückt nicht ab.",
            "Langsam hinunter, dasselbe Bein, bis der Satz vorbei ist.",
        ),
        ("Den Kasten wegdrücken", "Oben ganz strecken", "Unteres Bein hilft nicht"),
        ("Vom unteren Fuß abfedern", _KNEE, "Ein zu hoher Kasten"),
        f"{_NO_PAIN} Ein Kasten, der wackelt.",
        _ONE_LEG,
    ),
    "rear-foot-elevated-split-squat": ExerciseText(
        "Bulgarische Kniebeuge",
        "Die schwerste Last, die ein Bein sicher trägt.",
        (
            "Den hinteren Fuß auf einen Kasten von höchstens Kniehöhe; den vorderen weit genug "
            "nach vorn.",
            "Hinunter, bis das hintere Knie nah am Boden ist, mit Kraft hinauf.",
        ),
        ("Gewicht auf dem vorderen Bein", "Gerade hinunter, gerade hinauf", _OVER),
        ("Mit dem hinteren Bein drücken", _KNEE, "Zurücklehnen"),
        f"{_NO_PAIN} Leiste oder Hüfte, die zwickt: ein niedrigerer Kasten oder der einfache "
        "Split Squat.",
        _ONE_LEG,
    ),
    "split-squat": ExerciseText(
        "Split Squat",
        "Kraft aus einem Bein, beide Füße am Boden, um es zu lernen.",
        (
            "Ein langer Schritt; beide Füße zeigen nach vorn.",
            "Gerade hinunter, dann aus dem vorderen Bein hinauf.",
        ),
        ("Gerade hinunter", "Vordere Ferse am Boden", _OVER),
        ("Ein zu kurzer Schritt", _KNEE),
        _NO_PAIN,
        _ONE_LEG,
    ),
    "split-squat-bodyweight": ExerciseText(
        "Split Squat ohne Gewicht",
        "Die einbeinige Bewegung, wo es keine Gewichte gibt.",
        ("Ein langer Schritt.", "Drei Sekunden hinunter, mit Kraft hinauf."),
        ("Langsam hinunter, schnell hinauf", _OVER),
        ("Unten abfedern",),
        _NO_PAIN,
        "Ohne Last bleibt die Bewegung erhalten; das schwere Krafttraining, das die Woche "
        "verlangt, ist es nicht.",
    ),
    "single-leg-squat": ExerciseText(
        "Einbeinige Kniebeuge auf den Kasten",
        "Kraft und ein ruhiges Becken auf einem Bein.",
        (
            "Auf einem Bein vor dem Kasten stehen.",
            "Langsam hinsetzen, ohne Schwung aufstehen.",
        ),
        ("Becken waagrecht", _OVER, "Leise aufsetzen"),
        ("Auf den Kasten fallen", "Das Becken kippt zur Seite"),
        "Eine frühere Knieverletzung oder Schmerz vorn im Knie.",
        _ONE_LEG,
    ),
    "single-leg-romanian-deadlift": ExerciseText(
        "Einbeiniges rumänisches Kreuzheben",
        "Die Hüftbeuge auf einem Bein: Oberschenkelrückseite und Gesäß in der Länge.",
        (
            "Auf einem Bein stehen, das Knie leicht gebeugt, das Gewicht in der Hand der anderen "
            "Seite oder in beiden.",
            "Die Hüfte nach hinten schieben, bis der Rumpf fast waagrecht ist; das Becken bleibt "
            "gerade.",
            "Die Hüfte nach vorn drücken.",
        ),
        ("Hüfte nach hinten, nicht Brust nach unten", "Becken gerade", "Langer Rücken"),
        (
            "Ein runder Rücken",
            "Die Hüfte dreht auf",
            "Das Knie beugen, bis es eine Kniebeuge wird",
        ),
        _NO_PAIN,
        _ONE_LEG,
    ),
    "romanian-deadlift": ExerciseText(
        "Rumänisches Kreuzheben",
        "Die Hüftbeuge: die hintere Kette unter Last.",
        (
            "Hüfte nach hinten, Gewichte nah an den Oberschenkeln.",
            "Mit geradem Rücken bis zur Mitte des Schienbeins; aufrichten.",
        ),
        ("Hüfte nach hinten", "Gewichte streifen die Beine", "Ganz aufrichten"),
        ("Ein runder Rücken", "Eine Kniebeuge daraus machen"),
        "Eine frühere Rückenverletzung; Schmerz; ein Rücken, der sich nicht gerade halten lässt.",
    ),
    "hip-thrust": ExerciseText(
        "Hip Thrust",
        "Hüftstreckung mit kurzem Hebel: Gesäß.",
        (
            "Schulterblätter auf einem Kasten, das Gewicht auf der Hüfte.",
            "Hinauf, bis der Rumpf waagrecht ist; halten.",
        ),
        ("Kinn zur Brust, Rippen tief", "Durch die Fersen drücken"),
        ("Oben ins Hohlkreuz gehen",),
        "Rückenschmerz.",
        "Stärkere Hip Thrusts machen Sprints nicht verlässlich schneller.",
    ),
    "single-leg-bridge": ExerciseText(
        "Einbeinige Brücke",
        "Hüftstreckung und Oberschenkelrückseite, wo es keine Gewichte gibt.",
        (
            "Auf dem Rücken, ein Fuß am Boden, das andere Bein angehoben.",
            "Hüfte hoch, zwei Sekunden halten.",
        ),
        ("Becken waagrecht", "Die Ferse in den Boden drücken"),
        ("Ins Hohlkreuz gehen", "Das Becken kippt zur Seite"),
        "Schmerz oder Krampf in der Oberschenkelrückseite.",
        "Eine leichte Übung: Sie ersetzt keine schwere Hüftbeuge.",
    ),
    "nordic-curl": ExerciseText(
        "Nordic Curl",
        "Eine Oberschenkelrückseite, die stark ist, während sie länger wird: der am besten "
        "bekannte Schutz vor einer Zerrung.",
        (
            "Knien, die Fersen von einem Partner oder einer Halterung gehalten.",
            "Den Körper in einer Linie so langsam wie möglich nach vorn senken; mit den Händen "
            "abfangen.",
            "Wieder hochdrücken. Wenige Wiederholungen, und mit noch weniger anfangen: Anfangs "
            "gibt es starken Muskelkater.",
        ),
        ("Eine Linie vom Knie bis zum Kopf", "Den ganzen Weg dagegenhalten"),
        ("In der Hüfte einknicken", "Zu viele in den ersten Wochen"),
        "Frischer Schmerz in der Oberschenkelrückseite. Anfangs in den zwei Tagen vor einem "
        "Wettkampf oder einer maximalen Einheit.",
        "Dass er vor Zerrungen schützt, ist für Mannschaftssport gestützt (aus dem Gedächtnis, "
        "ungeprüft); dass er schneller macht, ist nicht gezeigt.",
    ),
    "calf-raise": ExerciseText(
        "Einbeiniges Wadenheben",
        "Eine starke Wade und eine steife Sehne für kurze Kontakte: Steifigkeit, nicht Masse.",
        (
            "An der Kante einer Stufe, mit Last.",
            "Ganz hinauf, eine Sekunde halten, drei Sekunden hinunter.",
        ),
        ("Über den großen Zeh", "Knie gestreckt", "Langsam hinunter"),
        ("Federn", "Auf die Außenkante rollen"),
        _GROWS,
        _TENDON,
    ),
    "calf-raise-bodyweight": ExerciseText(
        "Wadenheben ohne Gewicht",
        "Die Wade, wo es keine Gewichte gibt.",
        ("Auf einem Bein, auf einer Stufe.", "Ganz hinauf, langsam hinunter."),
        ("Über den großen Zeh", "Volle Höhe"),
        ("Federn",),
        _GROWS,
        "Leichte Lasten verändern die Sehne wenig.",
    ),
    "calf-isometric": ExerciseText(
        "Wadenhalten",
        "Steifigkeit der Sehne durch schweres Halten: gegen Unbewegliches drücken oder eine "
        "schwere Last halten.",
        (
            "Sprunggelenk im rechten Winkel oder leicht angehoben, Knie gestreckt.",
            "Die Kraft in einer Sekunde aufbauen, fünf halten.",
        ),
        ("Den Boden wegdrücken", "So fest, wie die Zahlen es verlangen"),
        ("Ruckartig hineingehen", "Die ganze Zeit die Luft anhalten"),
        _GROWS,
        _TENDON,
    ),
}
