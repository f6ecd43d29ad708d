"""What every reader is to the door of this room: how it recognises its files, and how it reads them.

A reader never assumes.  `Format.recognise` looks at the bytes and either claims them, with what in
them told so, or says nothing; the file's name is a hint and never a proof.  `Format.read` gives a
`Reading` in which every row is accounted for, or raises `InputError` when nothing of the file can
be used.  No reader opens a file, and none raises anything but `InputError`, whatever the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flyzone.model import Reading


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file and the name that it had.

    Attributes
    ----------
    data : bytes
    name : str
        Without folders; a hint only, and as hostile as the bytes.
    """

    data: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A format's word that it knows these bytes.

    Attributes
    ----------
    certainty : float
        0 to 1.  1: a signature that nothing else has; 0.8: a header that names the device; 0.5:
        the shape fits and others may fit as well.
    evidence : str
        What in the file told so, in words for the user.
    """

    certainty: float
    evidence: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about a file that the file does not say itself.

    Attributes
    ----------
    distances_m : tuple of float or None, m
        Where the gates stood, in order, for exports that hold times only.
    times_are : {"cumulative", "intervals"} or None
        Whether the times count from the start or from gate to gate, where the file leaves it open.
    metres_per_pixel : float or None
        Scale of a trajectory in pixels.
    sample_rate_hz : float or None
        Rate of samples that are only counted: true frames a second of a clip, readings of a radar.
    """

    distances_m: tuple[float, ...] | None = None
    times_are: str | None = None
    metres_per_pixel: float | None = None
    sample_rate_hz: float | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One dialect.

    Attributes
    ----------
    dialect : str
        Stable name, kebab-case, such as ``"stalker-ats"``.
    title : str
        As people call it.
    seen : bool
        Whether a real export was at hand when the reader was written; the docs say so.
    recognise : callable
        ``Source -> Claim | None``.
    read : callable
        ``(Source, ReadOptions) -> Reading``; raises `InputError` only.
    """

    dialect: str
    title: str
    seen: bool
    recognise: Callable[[Source], Claim | None]
    read: Callable[[Source, ReadOptions], Reading]
