"""What stands on every page, and on those before somebody is let in."""

from __future__ import annotations

from typing import Final

SHELL: Final[dict[str, str]] = {
    "shell.skip": "Zum Inhalt",
    "shell.demo": "Demo: Alle Personen und Zeiten hier sind erfunden.",
    "shell.places": "Bereiche",
    "shell.tabs": "Seiten über {name}",
    "nav.profile": "Profil",
    "nav.today": "Heute",
    "nav.session": "Einheit",
    "nav.clips": "Videos",
    "nav.progress": "Verlauf",
    "nav.plan": "Plan",
    "nav.squad": "Gruppe",
    "nav.board": "Tafel",
    "nav.coach": "Trainer",
    "calendar.weekdays": "Mo Di Mi Do Fr Sa So",
    "calendar.months": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "calendar.day": "{day}. {month}",
    "reason.rule": "Regel",
    "reason.source": "Quelle",
    "reason.caveat": "Was dagegen spricht",
    "reason.changed": "Geändert",
    "reason.changed-by": "{threshold} auf {value}, von {by}, {day}",
    "verdict.go": "Weiter",
    "verdict.wait": "Länger pausieren",
    "verdict.stop": "Schluss",
    "trouble.title": "Das ging nicht",
    "trouble.home": "Zur ersten Seite",
    "first-run.title": "Willkommen bei flyzone",
    "first-run.lead": (
        "Lege das Konto des Eigentümers an: Wer es hat, sieht alles in dieser Ablage. Trainer, "
        "Athleten und Eltern werden danach eingeladen."
    ),
    "first-run.go": "Konto anlegen",
    "log-in.title": "Anmelden",
    "log-in.name": "Name",
    "log-in.password": "Passwort",
    "log-in.password-help": (
        "Mindestens {shortest} Zeichen; drei oder vier Wörter tippen sich leicht."
    ),
    "log-in.go": "Anmelden",
    "log-in.forgotten": (
        "Passwort vergessen? Dein Trainer oder der Eigentümer dieser Ablage gibt dir einen Link für "
        "ein neues."
    ),
    "join.title": "Du bist eingeladen",
    "join.as-owner": "Du wirst Eigentümer dieser Ablage: Du siehst alles darin.",
    "join.as-coach": "Du wirst Trainer.",
    "join.as-athlete": "Du wirst Athlet: Du siehst deine eigenen Daten.",
    "join.as-guardian": "Du siehst die Daten derer, für die du sorgst.",
    "join.as-board": "Dieses Gerät zeigt die öffentliche Tafel und sonst nichts.",
    "join.password-anew": "Wähle ein neues Passwort.",
    "join.go": "Beitreten",
    "patterns.lead": "alle Bausteine, aus denen die Seiten bestehen",
    "patterns.sample": (
        "Ein Satz, der zeigt, wie ein solcher Text aussieht, wenn er etwas länger ist."
    ),
}
