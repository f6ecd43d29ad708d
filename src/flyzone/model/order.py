"""The start order: who runs next, as a value that never changes.

A squad lines up; names are taken from the front as runs come in.  What a coach calls out along the
track (skip him, those two swap, she goes again) gives a new order and leaves the old one as it was,
so that taking a command back is no more than going back to the order before it.

A name that stands twice in the list is a second rep.  A run that comes when nobody is left has no
name: it is still timed, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flyzone.errors import InputError

LONGEST_NAME = 80
MOST_NAMES = 10_000


@dataclass(frozen=True, slots=True)
class StartOrder:
    """Who is still to run, and who ran.

    Attributes
    ----------
    waiting : tuple of str
        The next to run first.
    ran : tuple of str
        The latest last; one entry for each run that got its name.
    """

    waiting: tuple[str, ...] = ()
    ran: tuple[str, ...] = ()

    @property
    def upcoming(self) -> str | None:
        """Who runs next; ``None`` when nobody is left."""
        return self.waiting[0] if self.waiting else None

    def take(self) -> tuple[str | None, StartOrder]:
        """The name for a run that has just been timed, and the order after it.

        Returns
        -------
        (str or None, StartOrder)
            ``None`` and the same order when nobody is left.
        """
        if not self.waiting:
            return None, self
        name = self.waiting[0]
        return name, StartOrder(self.waiting[1:], (*self.ran, name))

    def skip(self) -> StartOrder:
        """The next athlete does not run now: he leaves the list (`put_next` brings him back).

        Raises
        ------
        InputError
            If nobody is waiting.
        """
        if not self.waiting:
            raise _nobody_waits("skip")
        return replace(self, waiting=self.waiting[1:])

    def swap(self, first: str | None = None, second: str | None = None) -> StartOrder:
        """Two athletes exchange their places.

        Parameters
        ----------
        first, second : str or None
            Both, as `find` knows them, or neither for the next two.

        Raises
        ------
        InputError
            If fewer than two are waiting, one of them is not waiting, or both are the same.
        """
        if len(self.waiting) < 2:
            raise InputError(
                f"swap needs two athletes who are waiting, got {len(self.waiting)}. "
                "Add one with `next NAME`.",
                code="order-too-few",
            )
        if first is None and second is None:
            one, other = 0, 1
        elif first is None or second is None:
            raise InputError(
                "swap needs two names or none (for the next two), got one. Write `swap A, B`.",
                code="order-swap",
            )
        else:
            one, other = self.find(first), self.find(second)
        if one == other:
            raise InputError(
                f"swap needs two different athletes, got {self.waiting[one]} twice. "
                "Name the other one.",
                code="order-swap",
            )
        places = list(self.waiting)
        places[one], places[other] = places[other], places[one]
        return replace(self, waiting=tuple(places))

    def repeat(self) -> StartOrder:
        """The athlete who ran last runs again now, before everybody who waits.

        Raises
        ------
        InputError
            If nobody has run yet.
        """
        if not self.ran:
            raise InputError(
                "repeat means that the athlete who ran last runs again, but nobody has run yet. "
                "Name one with `next NAME`.",
                code="order-nobody-ran",
            )
        return replace(self, waiting=(self.ran[-1], *self.waiting))

    def put_next(self, name: str) -> StartOrder:
        """An athlete runs next: moved forward if he waits, added if he is not in the list.

        Raises
        ------
        InputError
            If the name is none, or it could mean more than one athlete.
        """
        try:
            place = self.find(name)
        except InputError as problem:
            if problem.code != "order-unknown-name":
                raise
            return replace(self, waiting=(clean_name(name), *self.waiting))
        rest = self.waiting[:place] + self.waiting[place + 1 :]
        return replace(self, waiting=(self.waiting[place], *rest))

    def find(self, name: str) -> int:
        """Place in the waiting list of an athlete: his first one, if he waits for several reps.

        Parameters
        ----------
        name : str
            The whole name, or a beginning that only one athlete's name has; case does not matter.

        Raises
        ------
        InputError
            If nobody, or more than one athlete, is meant.
        """
        wanted = clean_name(name).casefold()
        whole = [i for i, known in enumerate(self.waiting) if known.casefold() == wanted]
        if whole:
            return whole[0]
        begun = [i for i, known in enumerate(self.waiting) if known.casefold().startswith(wanted)]
        meant = {self.waiting[i].casefold() for i in begun}
        if len(meant) == 1:
            return begun[0]
        if meant:
            those = ", ".join(dict.fromkeys(self.waiting[i] for i in begun))
            raise InputError(
                f"{name!r} may mean {those}. Write more of the name.", code="order-ambiguous-name"
            )
        raise InputError(
            f"{name!r} is not waiting; {_listed(self.waiting)}. Write a name as it stands there.",
            code="order-unknown-name",
        )


def parse_order(text: str) -> StartOrder:
    """The start order that a text lists.

    Parameters
    ----------
    text : str
        One name a line; blank lines, and what follows a ``#`` at the start of a line or after a
        space, are left out.  A text of a single line may separate its names with commas.

    Returns
    -------
    StartOrder

    Raises
    ------
    InputError
        If it holds no name, too many, or one that cannot be a name.
    """
    lines = [_without_comment(line) for line in text.removeprefix("\ufeff").splitlines()]
    lines = [line for line in lines if line]
    return order_of(lines[0].split(",") if len(lines) == 1 else lines)


def order_of(names: Iterable[str]) -> StartOrder:
    """The start order of these names; blank ones are left out.

    Raises
    ------
    InputError
        As for `parse_order`.
    """
    waiting = tuple(clean_name(name) for name in names if name.strip())
    if not waiting:
        raise InputError(
            "The start order holds no name. Expected one name a line, or A,B,C. "
            "Write the athletes in the order in which they start.",
            code="order-empty",
        )
    if len(waiting) > MOST_NAMES:
        raise InputError(
            f"The start order holds {len(waiting)} names, at most {MOST_NAMES} were expected. "
            "Is it the right file?",
            code="order-too-long",
        )
    return StartOrder(waiting)


def clean_name(name: str) -> str:
    """A name without spaces around it and with single ones inside.

    Raises
    ------
    InputError
        If nothing is left, or it is longer than `LONGEST_NAME` or holds control characters.
    """
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        shown = clean if len(clean) <= LONGEST_NAME else clean[:LONGEST_NAME] + "..."
        raise InputError(
            f"An athlete's name of 1 to {LONGEST_NAME} printable characters was expected, "
            f"got {shown!r}. Write the name, one a line.",
            code="order-bad-name",
        )
    return clean


def _without_comment(line: str) -> str:
    if line.lstrip().startswith("#"):
        return ""
    return line.split(" #", 1)[0].split("\t#", 1)[0].strip()


def _nobody_waits(command: str) -> InputError:
    return InputError(
        f"{command} needs an athlete who is waiting, but nobody is left. Add one with `next NAME`.",
        code="order-nobody-waits",
    )


def _listed(names: tuple[str, ...]) -> str:
    if not names:
        return "nobody is"
    shown = ", ".join(names[:8])
    return f"those who wait: {shown}" + (" and more" if len(names) > 8 else "")
