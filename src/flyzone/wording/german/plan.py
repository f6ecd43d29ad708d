"""Was von einem Plan gesagt wird: warum dies, warum an diesem Tag, welche Wünsche sich stoßen."""

from __future__ import annotations

from typing import Final

_SPRINTS = "{count:.0f} {count:plural:Sprinteinheit|Sprinteinheiten}"

PLAN: Final[dict[str, str]] = {
    # Was Training von einem Tag fernhält.
    "plan-not-available": "An diesem Tag ist keine Zeit für Training.",
    "plan-forbidden": "Dieser Tag soll auf Wunsch frei bleiben.",
    "plan-not-released": (
        "Nichts mit vollem Einsatz, bevor die Verletzung ({place}) von der behandelnden Person "
        "freigegeben ist."
    ),
    "plan-competition": "Wettkampftag ({what}): sonst nichts.",
    "plan-beside-fixed": (
        "An diesem Tag steht schon etwas fest ({what}); eine leichte Einheit daneben bringt nichts."
    ),
    "plan-recovering": (
        "{hours:.0f} h danach ({what}, {day}): Die volle Erholung bis zur nächsten maximalen "
        "Einheit "
        "dauert {needed:.0f} h."
    ),
    "plan-before-competition": (
        "{hours:.0f} h davor ({what}, {day}): nichts Maximales in den letzten {needed:.0f} h."
    ),
    "plan-before-fixed": (
        "{hours:.0f} h davor ({what}, {day}); auch dort wird gesprintet, und der Termin bleibt: "
        "Zwischen "
        "zwei maximalen Einheiten liegen {needed:.0f} h."
    ),
    "plan-strength-gap": (
        "{hours:.0f} h Abstand ({what}, {day}): Zwischen zwei Einheiten derselben Art liegen "
        "{needed:.0f} h."
    ),
    "plan-short-night": "Die kommende Nacht wird kurz: davor keine Schnelligkeit.",
    # Warum eine Einheit dort steht.
    "plan-big-three-sprint": "Eines der großen drei: mit Höchstgeschwindigkeit sprinten.",
    "plan-big-three-jump": "Eines der großen drei: explosiv springen.",
    "plan-big-three-lift": "Eines der großen drei: schwer heben auf einem Bein.",
    "plan-target": "{stimulus} dient dem Ziel: {target}.",
    "plan-on-high-day": "An einem harten Tag, damit die leichten Tage leicht bleiben.",
    "plan-low-day": "Ein leichter Tag: Er kostet die nächste maximale Einheit nichts.",
    "plan-preferred": "Ein bevorzugter Wochentag.",
    "plan-is-competition": "{what}: Der Plan ist darum herum gemacht.",
    "plan-is-fixed": "Anderes Training ({what}): Es bleibt, wo es ist.",
    "plan-recovered": ("{hours:.0f} h danach ({what}, {day}), nötig sind {needed:.0f} h: erholt."),
    "plan-share-full": f"Der volle Umfang ({_SPRINTS} in dieser Woche).",
    "plan-share-increase": (
        f"{{percent:.0f}} % des vollen Umfangs, {_SPRINTS} in dieser Woche: nicht mehr, als die "
        f"Wochen "
        "davor erlauben."
    ),
    "plan-share-unload": (
        f"{{percent:.0f}} % des vollen Umfangs, {_SPRINTS}: Entlastungswoche. Weniger Läufe, mit "
        f"vollem "
        "Einsatz."
    ),
    "plan-share-taper": (
        f"{{percent:.0f}} % des vollen Umfangs, {_SPRINTS}: Tapering vor dem Wettkampf. Weniger "
        f"Läufe, "
        "mit vollem Einsatz."
    ),
    "plan-return-step": (
        "Stufe {step:.0f} der Rückkehr: {percent:.0f} % des vollen Einsatzes, nur wenn die Stufe "
        "davor "
        "ohne Schmerz ging. Jeder Schmerz beendet sie."
    ),
    "plan-return-wait": "Zwischen zwei Stufen der Rückkehr, oder noch ohne Freigabe.",
    # Warum ein Ruhetag.
    "plan-before-sprint": (
        "{hours:.0f} h davor ({what}, {day}), und das soll erholt angegangen werden "
        "({needed:.0f} h)."
    ),
    "plan-enough-days": "Die Woche hat schon die gewünschte Höchstzahl an Trainingstagen: "
    "{most:.0f}.",
    "plan-enough-high-days": "Die Woche hat schon so viele harte Tage, wie verträglich sind: "
    "{most:.0f}.",
    "plan-lighter-week": "Eine leichtere Woche: Die Ruhe ist ihr Zweck.",
    "plan-spread": "Ruhe: So sind die Trainingstage besser verteilt.",
    # Vom Plan als Ganzem.
    "plan-history-unknown": (
        "{who}: Was vorher trainiert wurde, ist nicht bekannt; der Plan beginnt deshalb klein "
        "(volle "
        "Sprinteinheiten pro Woche, auf Teile verteilt: {start:g})."
    ),
    "plan-level-unknown": (
        "{who}: Das Leistungsniveau ist nicht bekannt; geplant wird wie für Anfänger."
    ),
    "plan-unload-week": (
        "{who}: Die Woche ab {day} entlastet: {percent:.0f} % der Sprints der Wochen davor."
    ),
    "plan-taper-week": (
        "{who}: Die Woche ab {day} ist Tapering: {percent:.0f} % der Sprints der Wochen davor."
    ),
    "plan-away-week": (
        "{who}: In der Woche ab {day} fallen Tage aus ({lost:.0f}): Sie verlangt nichts."
    ),
    "plan-return-week": "{who}: In der Woche ab {day} läuft die Rückkehr nach einer Verletzung.",
    "plan-fixed-too-close": (
        "{who}: {second} am {day} liegt {hours:.0f} h nach: {first}; verlangt sind {needed:.0f} h "
        "Erholung. Beide Termine stehen fest und bleiben: bitte selbst beurteilen."
    ),
    # Von einem geänderten Plan.
    "plan-changed": "Geändert: bisher {before}, jetzt {after}.",
    "plan-missed": "{who}: {what} am {day} war geplant und fiel aus.",
    "plan-on-top": "{who}: {what} am {day} kam ungeplant dazu.",
    # Von einem Umzug von Hand.
    "plan-moved-here": "Von {by} hierher verlegt, bisher {before}.",
    "plan-moved-away": "Von {by} verlegt auf {after}.",
    "plan-moved-anyway": "Von {by} hierher verlegt, obwohl eine Regel dagegen spricht: {what}",
    "plan-move-twice": (
        "Am {day} wären es zwei Sprinteinheiten oder zwei Einheiten derselben Art."
    ),
    "plan-move-minutes": (
        "{minutes:.0f} Minuten am {day}, und für Training stehen {most:.0f} zur Verfügung."
    ),
    "plan-move-strength-alone": (
        "Sprünge und schweres Heben gehören auf einen Sprinttag, damit leichte Tage leicht bleiben: "
        "Am {day} ist keiner."
    ),
    "plan-move-low-beside": "Eine leichte Einheit neben einer harten bringt am {day} nichts.",
    "plan-move-most-days": (
        "Die Woche ab {day} hätte mehr Trainingstage als die gewünschte Höchstzahl: {most:.0f}."
    ),
    "plan-move-high-days": (
        "Die Woche ab {day} hätte mehr harte Tage, als verträglich sind: {most:.0f}."
    ),
    "plan-move-breaks": "Die Prüfung fertiger Pläne spricht dagegen: {what}.",
}
