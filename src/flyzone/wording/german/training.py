"""Was von Übungen, Aufwärmen und Trainingsvorgaben gesagt wird."""

from __future__ import annotations

from typing import Final

_LANDING = "und noch hat niemand Fachkundiges gesagt, dass die Landung vom Kasten sicher ist."
_SPEED_ROOM = "{run_in_m:.0f} m Anlauf, {zone_m:.0f} m Zone, {run_out_m:.0f} m freier Auslauf"

TRAINING: Final[dict[str, str]] = {
    # Wer was darf und was eine Anlage bietet.
    "landing-minor": f"{{exercise}} muss warten: Alter {{age:d}}, {_LANDING}",
    "landing-age-unknown": f"{{exercise}} muss warten: Das Alter ist nicht bekannt, {_LANDING}",
    "landing-seen-unsafe": (
        "{exercise} muss warten: Jemand hat eine schlechte Landung gesehen. Zuerst die Landung "
        "üben und sie "
        "erneut ansehen lassen."
    ),
    "exercise-level": (
        "{exercise} verlangt mehr Erfahrung (Stufe: {level}): Zuerst kommt eine leichtere Übung."
    ),
    "exercise-level-unknown": (
        "{exercise} verlangt Erfahrung (Stufe: {level}), und die des Athleten ist nicht bekannt. "
        "Auf seiner Seite "
        "eintragen."
    ),
    "exercise-after-injury": "{exercise} entfällt nach einer früheren Verletzung: {place}.",
    "dose-after-injury": (
        "{exercise} beginnt nach einer früheren Verletzung mit {percent:.0f} % der "
        "Wiederholungen: {place}."
    ),
    "equipment-missing": "Für {exercise} fehlt hier: {missing}.",
    "facility-missing": "{exercise} braucht eine andere Anlage: {needed}.",
    "straight-too-short": (
        "{exercise} braucht {needed_m:.0f} m freie Gerade samt Auslauf; hier sind "
        "{straight_m:.0f} m."
    ),
    "hill-slope-unknown": (
        "{exercise} braucht einen Hang von höchstens {most_deg:.0f} Grad, und diesen hat niemand "
        "gemessen."
    ),
    "hill-too-flat": (
        "{exercise} braucht mindestens {least_deg:.0f} Grad; dieser Hang hat {hill_deg:.1f}."
    ),
    "hill-too-steep": ("{exercise} geht bis {most_deg:.0f} Grad; dieser Hang hat {hill_deg:.1f}."),
    "exercise-instead": "{instead} statt {exercise}.",
    "exercise-left-out": "{exercise} entfällt: Nichts auf der Ersatzliste ist hier möglich.",
    # Was vorgegeben wird.
    "level-unknown": (
        "Das Leistungsniveau ist nicht bekannt: Die Umfänge sind die für Anfänger. Auf der Seite "
        "des Athleten "
        "eintragen."
    ),
    "session-impossible": (
        "Hier ist nichts Sicheres möglich ({stimulus}). Eine andere Anlage oder einen anderen "
        "Tag wählen."
    ),
    "stimulus-became": "Hier trainiert die Einheit {became} statt {asked}.",
    "stimulus-missed": (
        "Ohne das, was hier fehlt, wird es keine solche Einheit ({asked}): Sie erhält die "
        "Bewegung, mehr nicht."
    ),
    "race-is-main-part": (
        "Der Hauptteil ist: {stimulus}. Davor das Aufwärmen, danach ein Spaziergang."
    ),
    "fly-set-up": f"{_SPEED_ROOM}: zusammen {{total_m:.0f}} m.",
    "fly-straight-unknown": (
        f"{_SPEED_ROOM}. Die Gerade ist nicht gemessen: sicherstellen, dass {{total_m:.0f}} m "
        f"frei sind."
    ),
    "fly-run-out-shorter": (
        "Die Gerade von {straight_m:.0f} m lässt {run_out_m:.0f} m Auslauf statt {usual_m:.0f}: "
        "ab der Linie "
        "gleichmäßig über die ganze Länge abbremsen."
    ),
    "fly-run-in-shorter": (
        "Der Anlauf ist {run_in_m:.0f} m statt {usual_m:.0f}: Die Zone beginnt weiter unter der "
        "Höchstgeschwindigkeit, und die Zeiten sind nur mit anderen aus diesem Anlauf vergleichbar."
    ),
    "sprint-volume": (
        "Zusammen {metres:.0f} m ohne Anläufe; bei trainierten Athleten sind {least_m:.0f} bis "
        "{most_m:.0f} m üblich."
    ),
    "jump-contacts": "{contacts:.0f} Bodenkontakte; das Niveau erlaubt {most:.0f}.",
    "lift-sets": (
        "{sets:.0f} {sets:plural:Satz|Sätze}, schwer und mit wenigen Wiederholungen; das Niveau "
        "erlaubt {most:.0f}."
    ),
    "lift-supervised": (
        "Beim Heben steht jemand Fachkundiges daneben, und Technik geht vor Last: Der Athlet ist "
        "unter 18 oder sein "
        "Alter nicht bekannt."
    ),
    "modest-dose": (
        "Ein mäßiger Umfang nach Niveau ({stimulus}): Der eigene Plan des Athleten geht vor."
    ),
    "hill-protocol": (
        "Nach jedem Lauf hinuntergehen, auf Puls und Pause warten und aufhören, wenn ein Lauf "
        "langsamer wird oder die "
        "Technik wackelt."
    ),
    "hill-slope": "Der Hang hat {hill_deg:.0f} Grad ({grade_percent:.0f} % Steigung).",
    "hill-shallow": (
        "Der Hang hat {hill_deg:.1f} Grad ({grade_percent:.0f} % Steigung), weniger als die "
        "{least_deg:.0f} der "
        "Methode: Die Geschwindigkeit ist höher und der Abdruck kleiner."
    ),
    "hill-slope-to-measure": (
        "Die Steigung ist nicht bekannt: messen; gemeint sind {least_deg:.0f} bis {most_deg:.0f} "
        "Grad."
    ),
    "rest-from-distance": (
        "{exercise}: {rest_min:.1f} min Pause für {run_m:.0f} m mit vollem Einsatz, Anlauf "
        "eingeschlossen "
        "({per_10_m_s:.0f} s je 10 m)."
    ),
    "rest-least": (
        "{exercise}: zwischen Läufen dieser Art nie weniger als {least_min:.0f} min, wie kurz "
        "sie auch sind."
    ),
    "rest-from-work": "{exercise}: {rest_min:.1f} min Pause, das {times:.0f}-Fache der Arbeit.",
    "volume-share": "{percent:.0f} % der üblichen Läufe; Einsatz und Pause bleiben, wie sie sind.",
    "fewer-reps-for-time": (
        "In {minutes:.0f} min ist Zeit für {percent:.0f} % der Läufe: Läufe fallen weg, Pausen "
        "werden nicht gekürzt."
    ),
    "time-too-short": (
        "{minutes:.0f} min sind zu kurz: Aufwärmen und ein Lauf mit seiner Pause brauchen "
        "{needed_min:.0f}."
    ),
    "stretch-after": "Statisches Dehnen kommt, wenn gewünscht, jetzt, nach der Einheit.",
    # Das Aufwärmen.
    "warm-up-order": (
        "Etwa {minutes:.0f} min Aufwärmen: zuerst Leichtes, dann Beweglichkeit in Bewegung, dann "
        "Lauf-ABC, dann "
        "Steigerungen, soweit die Einheit sie verlangt."
    ),
    "warm-up-no-static": (
        "Davor kein statisches Dehnen: Es kostete im Mittel 3,7 %, bei mindestens einer Minute "
        "Halten 4,6 %, bei "
        "kürzerem 1,1 %; dynamisches Dehnen brachte 1,3 %."
    ),
    "warm-up-least": (
        "{asked:.0f} min sind zum Aufwärmen zu kurz: Es dauert mindestens {minutes:.0f} min."
    ),
    "warm-up-no-room": "Für Steigerungen ist hier kein Platz: Die ersten Läufe verhalten beginnen.",
    "warm-up-one-more": ("Eine Steigerung mehr mit 80 % nach einer früheren Verletzung: {place}."),
    "warm-up-light-sets": "Bei jeder Kraftübung ein oder zwei leichte Sätze vor den schweren.",
    # Kreatin.
    "creatine-loading": (
        "Kreatin: {loading_g:.0f} g am Tag (bei {mass_kg:.0f} kg Körpermasse) in vier Portionen, "
        "{days_least:.0f} bis "
        "{days_most:.0f} Tage lang, danach {daily_least_g:.0f} bis {daily_most_g:.0f} g am Tag."
    ),
    "creatine-slow": (
        "Oder ohne Ladephase: {slow_g:.0f} g am Tag; die Speicher der Muskeln sind nach "
        "{weeks_least:.0f} bis "
        "{weeks_most:.0f} Wochen voll."
    ),
    "creatine-weight": "Mit 1 bis 2 kg mehr Körpermasse rechnen, das meiste davon Wasser.",
    "creatine-mass-unknown": (
        "Die Ladedosis ist nicht bekannt: Sie richtet sich nach der Körpermasse. Auf der Seite "
        "des Athleten eintragen."
    ),
    "creatine-minor": "Keine Kreatindosis: Alter {age:d}. Einen Arzt fragen, zusammen mit den "
    "Eltern.",
    "creatine-age-unknown": (
        "Keine Kreatindosis: Das Alter ist nicht bekannt. Geburtsdatum eintragen."
    ),
    "creatine-kidney-disease": (
        "Keine Kreatindosis bei einer Nierenkrankheit. Den behandelnden Arzt fragen."
    ),
    "creatine-kidneys-unknown": (
        "Keine Kreatindosis: Niemand hat gesagt, ob eine Nierenkrankheit besteht. Einen Arzt "
        "fragen, dann eintragen."
    ),
}
