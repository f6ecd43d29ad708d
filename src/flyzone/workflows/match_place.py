"""Marks that are known from an earlier day, and marks that were just tapped: what to think of them.

A camera place keeps the marks of the day on which it was saved, and landmarks of that picture.  Matched
onto a new clip they need only be confirmed, and the match says itself when it is doubtful: a camera that
stands elsewhere sees the lane and the trees behind it shift against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from flyzone.errors import SetupError
from flyzone.geometry import fit_camera
from flyzone.model import CameraPlace
from flyzone.video.landmarks import landmarks_of, match_pictures
from flyzone.video.strip import lay_grid
from flyzone.wire.setup import parse_setup

_NUMBERED = re.compile(r"\bmark (\d+) \(")


@dataclass(frozen=True, slots=True)
class MatchedPlace:
    """Where the marks of an earlier day lie in a new picture.

    Attributes
    ----------
    setup : dict
        As the place keeps it, its pixels moved to the new picture.
    doubtful : bool
        Every mark must be looked at: few corners agree, or the camera stands elsewhere.
    agreeing : int
        Corners of both pictures that agree.
    miss_px : float
        Their median miss.
    """

    setup: dict[str, Any]
    doubtful: bool
    agreeing: int
    miss_px: float


def match_place(place: CameraPlace, landmarks: Mapping[str, Any]) -> MatchedPlace | None:
    """The marks of a camera place in a new picture; ``None`` where the place is not recognised.

    Parameters
    ----------
    place : CameraPlace
    landmarks : mapping
        Of the new picture, as `flyzone.video.landmarks` writes them.

    Raises
    ------
    InputError, SetupError
        If one of the two cannot be read.
    """
    before, now = landmarks_of(place.landmarks), landmarks_of(landmarks)
    setup = parse_setup(dict(place.setup))
    pixels = np.array([mark.pixel for mark in setup.marks], dtype=np.float64)
    found = match_pictures(before, now, pixels)
    if found is None:
        return None
    moved = found.moved(pixels)
    inside = np.all((moved >= -0.5) & (moved <= np.array(now.size) - 0.5))
    marks = [
        {"pixel": [round(float(x), 2), round(float(y), 2)], "lane": list(mark.lane)}
        for (x, y), mark in zip(moved, setup.marks, strict=True)
    ]
    doubtful = found.doubtful or not bool(inside)
    return MatchedPlace(
        {**place.setup, "marks": marks}, doubtful, found.agreeing, round(found.miss_px, 2)
    )


@dataclass(frozen=True, slots=True)
class MarksCheck:
    """What the marks of a setup are worth.

    Attributes
    ----------
    code, message : str or None
        What is wrong, where the marks cannot be used, or what there is to warn about.
    usable : bool
    marks : tuple of int
        Which marks the message is about, from 1.
    miss_px : tuple of float
        How far each mark lies from where the fitted camera sees it; empty where there is none.
    distance_m, height_m : float or None
        Where the camera stood, from the lane and above the ground: easily checked by eye.
    """

    usable: bool
    code: str | None = None
    message: str | None = None
    marks: tuple[int, ...] = ()
    miss_px: tuple[float, ...] = ()
    distance_m: float | None = None
    height_m: float | None = None


def check_marks(setup: Mapping[str, Any], size: tuple[int, int]) -> MarksCheck:
    """Whether a camera in front of the lane explains the marks, and sees both lines of the zone.

    Parameters
    ----------
    setup : mapping
        As a SETUP.json says it.
    size : (int, int), px
        Of the upright picture.
    """
    try:
        lane = parse_setup(dict(setup))
        fit = fit_camera(lane, size)
        lay_grid(fit.camera, lane.zone_m)
    except SetupError as problem:
        return MarksCheck(False, problem.code, problem.message, _named(problem.message))
    notice = fit.notices[0] if fit.notices else None
    return MarksCheck(
        True,
        None if notice is None else notice.code,
        None if notice is None else notice.message,
        tuple(int(i) + 1 for i in np.flatnonzero(~fit.used)),
        tuple(round(float(miss), 2) for miss in fit.residual_px),
        round(fit.camera.distance_m, 1),
        round(fit.camera.height_m, 2),
    )


def _named(message: str) -> tuple[int, ...]:
    """The marks that a message of the fit is about, in their order."""
    return tuple(sorted({int(number) for number in _NUMBERED.findall(message)}))
