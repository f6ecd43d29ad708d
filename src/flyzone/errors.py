"""The one error tree of flyzone.

    FlyzoneError
    ├── InputError          what was handed in cannot be used as it is
    │   ├── SetupError      the setup file or its marks
    │   └── VideoError      the clip: not a video, truncated, unreadable
    ├── TimingError         the clip was read, but no honest time can be had from it
    ├── FitError            the numbers were read, but they do not determine a sprint
    ├── PlanError           the wishes were read, but no plan can hold them all
    ├── OutputError         a result could not be written
    └── StoreError          the store cannot be opened, read or written

Each message says what was wrong, what was expected, what came, and the next step; ``code`` is
stable and machine-readable.  The doors (``cli``, the Python door) word and print these; nothing
inside catches them to go on with a guess.
"""

from __future__ import annotations


class FlyzoneError(Exception):
    """Base of every error that flyzone raises on purpose.

    Parameters
    ----------
    message : str
        What was wrong, what was expected, what came, and the next step.
    code : str
        Stable, kebab-case; what a program may test for.
    """

    default_code = "error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders (jobs); keyword-only arguments need this to survive.
        return (_rebuild, (type(self), self.message, self.code))


def _rebuild(kind: type[FlyzoneError], message: str, code: str) -> FlyzoneError:
    return kind(message, code=code)


class InputError(FlyzoneError):
    """What was handed in cannot be used as it is."""

    default_code = "input"


class SetupError(InputError):
    """The setup file or one of its marks cannot be used."""

    default_code = "setup"


class VideoError(InputError):
    """The clip cannot be read as a video."""

    default_code = "video"


class TimingError(FlyzoneError):
    """The clip was read, but no honest time can be had from it."""

    default_code = "timing"


class FitError(FlyzoneError):
    """The numbers were read, but they do not determine a sprint."""

    default_code = "fit"


class PlanError(FlyzoneError):
    """The wishes were read, but no plan can hold them all."""

    default_code = "plan"


class OutputError(FlyzoneError):
    """A result could not be written."""

    default_code = "output"


class StoreError(FlyzoneError):
    """The store cannot be opened, read or written."""

    default_code = "store"
