"""Einen Film schicken, auf Deutsch."""

from __future__ import annotations

from typing import Final

UPLOAD: Final[dict[str, str]] = {
    "upload.bar": "Geschickt",
    "upload.chosen": "{name} ist gewählt.",
    "upload.failed": "Der Film wurde nicht angenommen. Versuch es noch einmal.",
    "upload.login": (
        "Du wurdest abgemeldet. Melde dich an und komm zurück: Es geht dort weiter, wo es aufhörte."
    ),
    "upload.nothing": "Film zuerst einen Lauf, oder wähle einen Film.",
    "upload.sending": "{percent} % sind da. Lass diese Seite offen.",
    "upload.stop": "Nicht weiter schicken",
    "upload.stopped": "Angehalten. Von diesem Film wurde nichts behalten.",
    "upload.unreadable": (
        "Die Datei lässt sich nicht mehr lesen. Wähle sie noch einmal: Es geht dort weiter, wo es "
        "aufhörte."
    ),
    "upload.waiting": "Kein Netz. Es geht von selbst weiter, sobald es eins gibt.",
}
