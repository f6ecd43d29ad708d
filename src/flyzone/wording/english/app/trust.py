"""The page that helps a phone to trust this machine."""

from __future__ import annotations

from typing import Final

TRUST: Final[dict[str, str]] = {
    "trust.title": "Let this device trust flyzone",
    "trust.lead": (
        "Phones allow the camera, and pages that work without a signal, only over a connection that "
        "they trust. Do this once on each device."
    ),
    "trust.download": "1. Download the certificate",
    "trust.profile": "iPhone, iPad",
    "trust.certificate": "Android, Windows, Mac",
    "trust.steps": "2. Trust it",
    "trust.iphone": "iPhone and iPad",
    "trust.iphone-steps": (
        "Open this page in Safari, tap “iPhone, iPad” and allow the download. | Settings › General › "
        "VPN & Device Management › flyzone: Install. | Settings › General › About › Certificate Trust "
        "Settings: switch flyzone on. | Open flyzone below, then Share › Add to Home Screen."
    ),
    "trust.android": "Android",
    "trust.android-steps": (
        "Tap “Android, Windows, Mac” to download the certificate. | Settings › Security › More › "
        "Install from storage › CA certificate (the words differ between makers; search the settings "
        "for “CA certificate”). | Choose flyzone.crt and confirm. | Open flyzone below in Chrome, then "
        "⋮ › Add to Home screen."
    ),
    "trust.windows": "Windows",
    "trust.windows-steps": (
        "Download the certificate and open it. | Install Certificate › Current User › Place in the "
        "following store › Trusted Root Certification Authorities. | Start the browser anew."
    ),
    "trust.mac": "Mac",
    "trust.mac-steps": (
        "Download the certificate and open it in Keychain Access. | Double-click flyzone › Trust › When "
        "using this certificate: Always Trust. | Start the browser anew."
    ),
    "trust.unverified": (
        "Menus move between versions. The steps for phones, Windows and Mac were written down and not "
        "tried on devices; Chromium on Linux was."
    ),
    "trust.open": "3. Open flyzone",
    "trust.compare": "Is it the right one?",
    "trust.compare-lead": (
        "Before you trust it, compare this SHA-256 fingerprint with the one that the computer printed "
        "when flyzone started:"
    ),
    "trust.safe": (
        "The certificate is good for that one computer only. The key that could sign others was never "
        "stored."
    ),
}
