"""Reasons as a person reads them in the terminal: the sentence, what disputes it, what was changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flyzone.cli.door import show

if TYPE_CHECKING:
    from flyzone.model import Reason


def show_reasons(
    reasons: Iterable[Reason], *, indent: str = "  ", told: set[str] | None = None
) -> None:
    """Prints each reason; a dispute that several share is printed with the first.

    Parameters
    ----------
    reasons : iterable of Reason
    indent : str
    told : set of str, optional
        Disputes that were printed before; those of this call are added.
    """
    from flyzone.wording.sentences import sentence

    told = set() if told is None else told
    for reason in reasons:
        show(f"{indent}- {sentence(reason)}")
        if reason.caveat and reason.caveat not in told:
            told.add(reason.caveat)
            show(f"{indent}  ({reason.caveat})")
        for change in reason.changes:
            why = f": {change.why}" if change.why else ""
            show(
                f"{indent}  [{change.rule} {change.threshold} was changed to {change.value:g} by "
                f"{change.by} on {change.at:%Y-%m-%d}{why}]"
            )
