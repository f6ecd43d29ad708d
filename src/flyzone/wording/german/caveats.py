"""What speaks against a reason that follows no rule, in German, by the reason's code.

A reason that follows a rule takes the rule's own (`flyzone.wording.german.rules`).
"""

from __future__ import annotations

from typing import Final

_PROFILE = (
    "Ob es mehr nützt, das schwächere Ende eines Profils zu trainieren als beide, ist umstritten, "
    "und das Profil eines einzelnen Sprints schwankt von Tag zu Tag."
)
_DAILY = (
    "Wie stark die Werte von Tag zu Tag schwanken, ist noch nicht bekannt: Drei frühere Profile "
    "oder mehr würden es zeigen."
)
_MODEL = (
    "Eine Aussage über das Modell, nicht über den Athleten: Es tauscht Kraft gegen Schnelligkeit "
    "bei gleicher Leistung im Modell (gleiches Produkt aus MSS und MAC, mit bekannten Körpermaßen "
    "aus F0 und V0). Ob Athleten so tauschen können, ist umstritten."
)

CAVEATS: Final[dict[str, str]] = {
    # Gegen andere Athleten, und was daraus zu trainieren wäre.
    "force-limited": _PROFILE,
    "velocity-limited": _PROFILE,
    "balanced": _PROFILE,
    "peers-cannot-tell": _PROFILE,
    "train-force": _PROFILE,
    "train-speed": _PROFILE,
    # Gegen die eigenen früheren Profile.
    "rose": _DAILY,
    "fell": _DAILY,
    "unchanged": _DAILY,
    "change-unclear": _DAILY,
    # Was eine Strecke verlangen würde.
    "distance-wants-speed": _MODEL,
    "distance-wants-force": _MODEL,
    "distance-balanced": _MODEL,
    "distance-without-error": _MODEL,
    # Bestenliste und Ziele.
    "board-error-typical": "Einige dieser typischen Fehler sind aus dem Gedächtnis, ungeprüft.",
    "target-acceleration-follows": "An einem einzelnen Athleten hat das niemand gemessen.",
}
