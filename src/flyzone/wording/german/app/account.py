"""My account."""

from __future__ import annotations

from typing import Final

ACCOUNT: Final[dict[str, str]] = {
    "account.title": "Mein Konto",
    "account.log-out": "Abmelden",
    "account.manner": "Sprache und Einheiten",
    "account.language": "Sprache",
    "account.speed": "Geschwindigkeit in",
    "account.distance": "Strecken in",
    "account.metres": "Metern",
    "account.yards": "Yards",
    "account.decimal": "Dezimalzeichen wie in",
    "account.theme": "Farben",
    "account.theme-auto": "wie das Gerät",
    "account.theme-light": "hell",
    "account.theme-dark": "dunkel",
    "account.theme-contrast": "hoher Kontrast",
    "account.sound": "Ton am Ende einer Pause",
    "account.vibration": "Vibration am Ende einer Pause",
    "account.keep": "Speichern",
    "account.password": "Passwort",
    "account.password-old": "Altes Passwort",
    "account.password-new": "Neues Passwort",
    "account.password-help": "Danach melden sich alle deine Geräte neu an.",
    "account.password-go": "Passwort ändern",
    "account.devices": "Angemeldete Geräte",
    "account.device-unknown": "ein Gerät ohne Namen",
    "account.device-end": "Abmelden",
    "account.seen": "zuletzt benutzt {moment}",
    "account.this-device": "dieses",
    "account.tokens": "Schlüssel für Programme",
    "account.tokens-lead": "Ein Programm mit einem solchen Schlüssel sieht und tut, was du darfst.",
    "account.token-once": "Kopiere ihn jetzt: Er wird nur dieses eine Mal gezeigt.",
    "account.token-name": "Wofür er ist",
    "account.token-unnamed": "ohne Namen",
    "account.token-write": "darf etwas ändern",
    "account.token-make": "Schlüssel anlegen",
    "account.token-revoke": "Zurückziehen",
    "account.made": "angelegt {moment}",
}
