"""My account."""

from __future__ import annotations

from typing import Final

ACCOUNT: Final[dict[str, str]] = {
    "account.title": "My account",
    "account.log-out": "Log out",
    "account.manner": "Language and units",
    "account.language": "Language",
    "account.speed": "Speed in",
    "account.distance": "Distances in",
    "account.metres": "metres",
    "account.yards": "yards",
    "account.decimal": "Decimals as in",
    "account.theme": "Colours",
    "account.theme-auto": "as the device",
    "account.theme-light": "light",
    "account.theme-dark": "dark",
    "account.theme-contrast": "high contrast",
    "account.sound": "Sound when a rest is over",
    "account.vibration": "Vibration when a rest is over",
    "account.keep": "Keep",
    "account.password": "Password",
    "account.password-old": "Old password",
    "account.password-new": "New password",
    "account.password-help": "Afterwards all your devices log in anew.",
    "account.password-go": "Change the password",
    "account.devices": "Devices that are logged in",
    "account.device-unknown": "a device without a name",
    "account.device-end": "Log it out",
    "account.seen": "last used {moment}",
    "account.this-device": "this one",
    "account.tokens": "Keys for programs",
    "account.tokens-lead": "A program that brings such a key sees and does what you may.",
    "account.token-once": "Copy it now: it is shown this once.",
    "account.token-name": "What it is for",
    "account.token-unnamed": "without a name",
    "account.token-write": "may change things",
    "account.token-make": "Make a key",
    "account.token-revoke": "Take it back",
    "account.made": "made {moment}",
}
