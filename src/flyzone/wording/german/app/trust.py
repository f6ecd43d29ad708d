"""The page that helps a phone to trust this machine."""

from __future__ import annotations

from typing import Final

TRUST: Final[dict[str, str]] = {
    "trust.title": "Dieses Gerät soll flyzone vertrauen",
    "trust.lead": (
        "Telefone erlauben die Kamera und Seiten, die ohne Netz gehen, nur über eine Verbindung, der "
        "sie vertrauen. Das ist auf jedem Gerät einmal nötig."
    ),
    "trust.download": "1. Zertifikat laden",
    "trust.profile": "iPhone, iPad",
    "trust.certificate": "Android, Windows, Mac",
    "trust.steps": "2. Ihm vertrauen",
    "trust.iphone": "iPhone und iPad",
    "trust.iphone-steps": (
        "Diese Seite in Safari öffnen, auf „iPhone, iPad“ tippen und das Laden erlauben. | "
        "Einstellungen › Allgemein › VPN und Geräteverwaltung › flyzone: Installieren. | Einstellungen › "
        "Allgemein › Info › Zertifikatsvertrauenseinstellungen: flyzone einschalten. | flyzone unten "
        "öffnen, dann Teilen › Zum Home-Bildschirm."
    ),
    "trust.android": "Android",
    "trust.android-steps": (
        "Auf „Android, Windows, Mac“ tippen und das Zertifikat laden. | Einstellungen › Sicherheit › "
        "Weitere › Von Speicher installieren › CA-Zertifikat (je nach Hersteller anders; in den "
        "Einstellungen nach „CA-Zertifikat“ suchen). | flyzone.crt wählen und bestätigen. | flyzone "
        "unten in Chrome öffnen, dann ⋮ › Zum Startbildschirm."
    ),
    "trust.windows": "Windows",
    "trust.windows-steps": (
        "Das Zertifikat laden und öffnen. | Zertifikat installieren › Aktueller Benutzer › "
        "Vertrauenswürdige Stammzertifizierungsstellen. | Den Browser neu starten."
    ),
    "trust.mac": "Mac",
    "trust.mac-steps": (
        "Das Zertifikat laden und in der Schlüsselbundverwaltung öffnen. | flyzone doppelt klicken › "
        "Vertrauen › Bei Verwendung dieses Zertifikats: Immer vertrauen. | Den Browser neu starten."
    ),
    "trust.unverified": (
        "Menüs ändern sich mit den Versionen. Die Schritte für Telefone, Windows und Mac sind "
        "aufgeschrieben und nicht auf Geräten ausprobiert; Chromium unter Linux schon."
    ),
    "trust.open": "3. flyzone öffnen",
    "trust.compare": "Ist es das richtige?",
    "trust.compare-lead": (
        "Vergleiche vorher diesen SHA-256-Fingerabdruck mit dem, den der Computer beim Start von flyzone "
        "gezeigt hat:"
    ),
    "trust.safe": (
        "Das Zertifikat gilt nur für diesen einen Computer. Der Schlüssel, der weitere unterschreiben "
        "könnte, wurde nie gespeichert."
    ),
}
