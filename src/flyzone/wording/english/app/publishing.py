"""Publishing: who may be on a board that anybody sees."""

from __future__ import annotations

from typing import Final

PUBLISHING: Final[dict[str, str]] = {
    "publishing.title": "Public board",
    "publishing.to": "On the public board?",
    "publishing.is-on": "On the public board as “{name}”.",
    "publishing.said": "{by} said so on {day}.",
    "publishing.is-off": "Not on the public board.",
    "publishing.why-never-asked": "Nobody has agreed yet.",
    "publishing.why-taken-back": "It was taken back, or refused.",
    "publishing.why-guardian-must": "A guardian has not agreed.",
    "publishing.why-alias-missing": "The alias is missing, or tells the name.",
    "publishing.adult": (
        "An adult agrees himself, and may take it back at any time; that holds at once."
    ),
    "publishing.minor": (
        "A minor, or an age that is not known: only a guardian agrees, only under an alias. A "
        "guardian and the athlete can take it back at any time; that holds at once."
    ),
    "publishing.alias": "Name on the board",
    "publishing.alias-adult": "Empty: the real name.",
    "publishing.alias-minor": "An alias with nothing of the real name in it, such as Comet.",
    "publishing.by-athlete": "Who said it",
    "publishing.by-guardian": "Guardian who said it",
    "publishing.by-help": "You write down what somebody told you; his name stays with it.",
    "publishing.give": "Agree",
    "publishing.take-back": "Not on the public board",
    "publishing.he-himself": "Only the athlete says that.",
    "publishing.ask-guardian": (
        "Only a guardian, or the owner who writes down what a guardian said, can agree."
    ),
    "publishing.history": "What was said",
    "publishing.yes": "Agreed",
    "publishing.no": "Refused or taken back",
    "publishing.as": "as “{alias}”",
    "publishing.role-athlete": "the athlete",
    "publishing.role-guardian": "guardian",
}
