"""Was von heute gesagt wird: Darf gesprintet werden, und warum."""

from __future__ import annotations

from typing import Final

_JUMP = "Bereitschaftssprung ({kind}): "
_OF_DAYS = "{percent:+.1f} % gegen das eigene Mittel aus {n:d} {n:plural:Tag|Tagen}"
_FIRST = "Erster Lauf ({kind}): "
_OF_FIRST = (
    "Geschwindigkeit {percent:+.1f} % gegen die ersten Läufe aus {n:d} {n:plural:Einheit|Einheiten}"
)

TODAY: Final[dict[str, str]] = {
    # Erholung: Stunden seit dem, was wirklich trainiert wurde.
    "today-recovering": (
        "Seit der letzten Einheit ({kind}) sind {since:.1f} h vergangen; danach gehören "
        "{needed:.0f} h "
        "ohne maximale Sprints, {left:.1f} h fehlen noch."
    ),
    "today-legs-tired": (
        "Seit der letzten Einheit ({kind}) sind {since:.1f} h vergangen; bis {needed:.0f} h danach "
        "steckt davon noch etwas in den Beinen: weniger Läufe."
    ),
    "today-recovered": (
        "Die letzte maximale Einheit ({kind}) liegt {since:.0f} h zurück; nötig waren "
        "{needed:.0f} h."
    ),
    "today-really-was": (
        "Die Einheit vor {since:.0f} h, eingetragen als {named}, zählt als das, was in ihr gemacht "
        "wurde: {was}."
    ),
    "today-only-warm-up": (
        "Die Einheit vor {since:.0f} h, eingetragen als {named}, wurde vor dem ersten Lauf "
        "abgebrochen: "
        "Sie braucht keine Erholung."
    ),
    "today-large-session": (
        "Unter den letzten Einheiten war eine große: {metres:.0f} m mit vollem Einsatz, üblich "
        "sind "
        "{usual:.0f} m. Sie verlangt {extra:.0f} h mehr."
    ),
    "today-hours-for-age": (
        "Im Alter von {years:d} Jahren bleiben {extra:.0f} h mehr zwischen maximalen Einheiten."
    ),
    "today-hours-age-not-known": (
        "Das Alter ist nicht bekannt: {extra:.0f} h mehr, wie bei Minderjährigen."
    ),
    "today-hours-of-adults": (
        "Im Alter von {years:d} Jahren gelten die Stunden der Erwachsenen; ein Trainer kann sie "
        "verlängern."
    ),
    "today-end-not-known": (
        "Wann die Einheit ({kind}), die vor {hours:.1f} h begann, zu Ende war, ist nicht bekannt: "
        "Gezählt wird ab ihrem Beginn. Die Dauer nachtragen oder entsprechend länger warten."
    ),
    # Schlaf.
    "today-night-very-short": (
        "{slept:.1f} h Schlaf: nach einer solchen Nacht keine maximalen Sprints."
    ),
    "today-night-short": "{slept:.1f} h Schlaf: heute weniger Läufe.",
    "today-nights-short": (
        "Von den letzten {nights:d} Nächten hatten {short:d} höchstens {limit:.0f} h: heute "
        "weniger "
        "Läufe."
    ),
    "today-nights-too-short": (
        "Von den letzten {nights:d} Nächten hatten {short:d} höchstens {limit:.0f} h: zuerst "
        "schlafen."
    ),
    "today-night-coming": (
        "Die kommende Nacht wird etwa {expected:.1f} h haben: nach einer ganzen Nacht sprinten, "
        "nicht "
        "vor einer kurzen."
    ),
    "today-session-wasted": (
        "Nach der letzten maximalen Einheit ({kind}, vor {since:.0f} h) gab es {slept:.1f} h "
        "Schlaf: "
        "Vielleicht war sie umsonst. Ihre Erholung braucht sie trotzdem."
    ),
    "today-sleep-not-known": "Wie lange der Schlaf letzte Nacht war, ist nicht bekannt.",
    # Schmerz und Warnzeichen.
    "today-pain-blocks": (
        "Schmerz ({place}), {severity:g} von 10, vor {hours:.0f} h, und seither hat niemand "
        "freigegeben: keine Sprints."
    ),
    "today-pain-blocks-unrated": (
        "Schmerz ({place}) hat vor {hours:.0f} h eine Einheit beendet, und seither hat niemand "
        "freigegeben: keine Sprints."
    ),
    "today-clear-by": "Freigeben ({place}) darf: {roles}.",
    "today-clearance-refused": (
        "Die Freigabe ({place}) zählt hier nicht (Rolle: {role}): Jemand mit mehr Fachkenntnis "
        "muss es "
        "sich ansehen."
    ),
    "today-return-step": (
        "Rückkehr nach Schmerz ({place}): Stufe {step:d} von {steps:d}, Läufe mit {percent:.0f} "
        "% und "
        "nicht schneller. Aufschreiben, ob sie wehtun."
    ),
    "today-return-wait": (
        "Rückkehr nach Schmerz ({place}): Als Nächstes kommt Stufe {step:d} von {steps:d} "
        "({percent:.0f} %). Wartezeit bis dahin in Tagen: {days:d}."
    ),
    "today-step-not-known": (
        "Ob die letzten Läufe wehgetan haben ({place}), wurde nicht gesagt: Sie zählen nicht als "
        "Stufe. "
        "Den Schmerz dieser Läufe eintragen, 0, wenn es keinen gab."
    ),
    "today-pain-mild": (
        "Leichter Schmerz ({place}), {severity:g} von 10: weniger Läufe, keiner mehr, wenn er "
        "zunimmt."
    ),
    "today-pain-not-asked": "Ob heute etwas wehtut, ist nicht bekannt.",
    "today-sign": (
        "{sign}, vor {hours:.0f} h: kein Sport, bis ein Arzt ihn für unbedenklich erklärt hat."
    ),
    "today-emergency": (
        "{sign}, vor {hours:.0f} h: Das kann ein Notfall sein. Aufhören, nicht trainieren und "
        "sofort den "
        "Notruf wählen, wenn es anhält oder wiederkommt; auf jeden Fall heute zum Arzt."
    ),
    # Bereitschaft.
    "today-jump-below": f"{_JUMP}{_OF_DAYS}: weniger Läufe.",
    "today-jump-far-below": f"{_JUMP}{_OF_DAYS}, weit darunter.",
    "today-jump-usual": (
        f"{_JUMP}{_OF_DAYS}; dass der Wert unter dem üblichen liegt, ist nicht sicher."
    ),
    "today-jump-cannot-tell": (
        f"{_JUMP}{{n:d}} frühere {{n:plural:Tag ist|Tage sind}} bekannt, für ein Urteil braucht es "
        "{needed:.0f}."
    ),
    "today-first-rep-below": f"{_FIRST}{_OF_FIRST}: weniger Läufe.",
    "today-first-rep-far-below": f"{_FIRST}{_OF_FIRST}, weit darunter: hier aufhören.",
    "today-first-rep-usual": (
        f"{_FIRST}{_OF_FIRST}; dass der Wert unter dem üblichen liegt, ist nicht sicher."
    ),
    "today-first-rep-cannot-tell": (
        f"{_FIRST}Bekannt sind die ersten Läufe aus {{n:d}} {{n:plural:früheren Einheit|früheren "
        "Einheiten}, für ein Urteil braucht es {needed:.0f}."
    ),
    "today-very-sore": "Muskelkater {soreness:g} von 10: weniger Läufe.",
    "today-not-ready": "Gefühlte Bereitschaft {ready:g} von 10: weniger Läufe.",
    "today-unlike-him": (
        "{sign}: {value:.3g} gegen sonst {usual:.3g} an {n:d} früheren {n:plural:Tag|Tagen}: "
        "ungewöhnlich für diesen Athleten."
    ),
    "today-signs-together": "{n:d} solche Zeichen zusammen: weniger Läufe.",
    # Belastung.
    "today-week-up": (
        "In den letzten 7 Tagen war die Laufstrecke {ratio:.1f}-mal so lang wie in einer der 3 "
        "Wochen "
        "davor."
    ),
    "today-sprint-up": (
        "In den letzten 7 Tagen war die Sprintstrecke {ratio:.1f}-mal so lang wie in einer der 3 "
        "Wochen "
        "davor."
    ),
    "today-few-exposures": (
        "{n:d} maximale {n:plural:Einheit|Einheiten} in {days:.0f} Tagen: ein Grund zu sprinten."
    ),
    "today-long-pause": (
        "Seit {days:.0f} {days:plural:Tag|Tagen} keine maximale Einheit: mit wenigen Läufen "
        "beginnen, "
        "jeden nur so schnell, wie es leicht bleibt."
    ),
    "today-first-session": (
        "Bisher ist keine maximale Einheit bekannt: mit wenigen Läufen beginnen, jeden nur so "
        "schnell, "
        "wie es leicht bleibt."
    ),
    # Was nicht gesagt wurde.
    "today-age-not-known": (
        "Das Alter ist nicht bekannt: Der Athlet gilt als minderjährig. Geburtsdatum eintragen."
    ),
    "today-no-checkin": "Heute kein Check-in: Schlaf, Schmerz und Muskelkater sind nicht bekannt.",
    "today-no-session": (
        "Es ist keine Einheit bekannt: eintragen, was in den letzten zwei Wochen gemacht wurde."
    ),
    # Was stattdessen.
    "today-instead-rest": "Pause.",
    "today-instead-fewer": "Mit vollem Einsatz sprinten, etwa {percent:.0f} % der üblichen Läufe.",
    "today-instead-step": "Läufe mit {percent:.0f} % des vollen Einsatzes, als Stufe der Rückkehr.",
    "today-instead-tempo": "Tempoläufe mit höchstens {percent:.0f} % des vollen Einsatzes.",
    "today-instead-skills": "Lauf-ABC: A-Skip, B-Skip und was leicht ist.",
}
