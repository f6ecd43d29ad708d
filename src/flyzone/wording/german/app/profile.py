"""The athlete: who he is, who sees what, export and deletion."""

from __future__ import annotations

from typing import Final

PROFILE: Final[dict[str, str]] = {
    "profile.title": "Athlet: {name}",
    "profile.age": "{years} Jahre",
    "profile.privacy": "Wer diese Daten sieht",
    "profile.sees-athlete": "ist dieser Athlet: sieht und erfasst alles Eigene",
    "profile.sees-guardian": "ist sorgeberechtigt: sieht alles von diesem Athleten",
    "profile.sees-coach": "trainiert eine Gruppe mit diesem Athleten: sieht alles von ihm",
    "profile.sees-owner": "führt diese Ablage: sieht alles darin, macht Konten und Sicherungen",
    "profile.devices": "angemeldete Geräte: {devices}; zuletzt benutzt {moment}",
    "profile.groups": (
        "Mitglieder von {groups} sehen nur ihre eigenen Daten; ihr Trainer und die Anzeige im Training "
        "zeigen Namen und Zeiten aller in der Gruppe."
    ),
    "profile.on-board": "Auf öffentlichen Tafeln als „{name}“.",
    "profile.off-board": "Auf keiner öffentlichen Tafel.",
    "profile.clips": (
        "Clips werden nach 30 Tagen gelöscht, wenn niemand sie behält. Einen Film einer ganzen Gruppe sieht "
        "ihr Trainer, nicht ihre Mitglieder. An niemanden sonst wird etwas geschickt: Alles liegt auf dem "
        "Computer, auf dem flyzone läuft, und in den Sicherungen seines Besitzers."
    ),
    "profile.my-devices": "Meine Geräte und mein Passwort",
    "profile.who": "Wer es ist",
    "profile.name": "Name",
    "profile.born": "Geboren",
    "profile.born-help": "Wessen Alter nicht bekannt ist, gilt als minderjährig.",
    "profile.sex": "Geschlecht",
    "profile.sex-female": "weiblich",
    "profile.sex-male": "männlich",
    "profile.level": "Stand",
    "profile.level-beginner": "Anfang: weniger als eine Saison Sprinttraining",
    "profile.level-trained": "trainiert",
    "profile.level-advanced": "fortgeschritten: mehrere Jahre und Wettkämpfe",
    "profile.mass": "Masse (kg)",
    "profile.height": "Größe (m)",
    "profile.mas": "Maximale aerobe Geschwindigkeit (m/s)",
    "profile.mas-help": "Aus einem Feldtest; nötig für die Geschwindigkeitsreserve.",
    "profile.time-zone": "Zeitzone",
    "profile.time-zone-help": "Etwa Europe/Berlin; ohne sie gilt die des Servers.",
    "profile.injuries": "Frühere Verletzungen, auf die zu achten ist",
    "profile.lands-well": "Jemand Kundiges hat sichere Landungen vom Kasten gesehen",
    "profile.kidney": "Nierenkrankheit",
    "profile.note": "Notiz (wer diesen Athleten sieht, liest sie)",
    "profile.not-known": "nicht bekannt",
    "profile.answer-yes": "ja",
    "profile.answer-no": "nein",
    "profile.locked": "Das ändert dein Trainer oder wer für dich sorgt.",
    "profile.keep": "Speichern",
    "profile.export": "Alles mitnehmen",
    "profile.export-lead": (
        "Ein Archiv mit allen Einträgen, den Läufen als Tabelle für jedes Tabellenprogramm und den Clips und "
        "Bildern, die nur diesen Athleten zeigen."
    ),
    "profile.export-go": "Alles herunterladen",
    "profile.delete": "Löschen",
    "profile.delete-lead": (
        "Löscht alle Einträge, Clips und Bilder, Filme einer Gruppe, in deren Reihenfolge dieser Athlet "
        "steht, das Konto und den Namen überall, wo er ganz steht. Sicherungen vergessen binnen 30 Tagen. Im "
        "Protokoll bleibt eine Zeile ohne Namen: dass jemand gelöscht wurde, und wann. Gruppenfilme ohne "
        "Reihenfolge und Spitznamen finden nur Menschen: Sieh vorher danach."
    ),
    "profile.delete-open": "Diesen Athleten löschen ...",
    "profile.delete-type": "Zur Bestätigung den Namen eintippen: {name}",
    "profile.delete-go": "Endgültig löschen",
}
