"""Sending a clip, in English."""

from __future__ import annotations

from typing import Final

UPLOAD: Final[dict[str, str]] = {
    "upload.bar": "Sent",
    "upload.chosen": "{name} is chosen.",
    "upload.failed": "The clip was not taken. Try again.",
    "upload.login": "You were logged out. Log in, then come back: it goes on where it stopped.",
    "upload.nothing": "Film a run or choose a clip first.",
    "upload.sending": "{percent} % are there. Keep this page open.",
    "upload.stop": "Stop sending",
    "upload.stopped": "Stopped. Nothing of this clip was kept.",
    "upload.unreadable": (
        "The file cannot be read any more. Choose it once more: it goes on where it stopped."
    ),
    "upload.waiting": "No signal. It goes on by itself when there is one.",
}
