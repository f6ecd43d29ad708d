"""The marks of a clip: tapped on its still, or found again from an earlier day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError, SetupError
from flyzone.model import CameraPlace, StoredClip
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.clip_jobs import ask_still, ask_timing, landmarks_in, states_of
from flyzone.web.pages.clips import media
from flyzone.web.render import show
from flyzone.web.words import Words
from flyzone.wire.setup import parse_setup
from flyzone.workflows.clip_state import ClipState
from flyzone.workflows.match_place import check_marks, match_place

router = APIRouter()

LANE_M = 1.22
USUAL_ZONE = (0.0, 10.0)
PATTERNS: dict[str, tuple[tuple[str, str], ...]] = {
    "4": (("start", "near"), ("end", "near"), ("start", "far"), ("end", "far")),
    "6": (
        ("start", "near"), ("end", "near"), ("start", "far"), ("end", "far"), ("middle", "near"),
        ("middle", "far"),
    ),
}  # fmt: skip
"""Where cones stand: along the zone, and on which line of the lane (the near one has negative y)."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One row of the form; numbers as text, as the reader writes them.

    Attributes
    ----------
    name : str
    along, side : str
        Of the standard pattern; empty for a mark that stands elsewhere.
    pixel_x, pixel_y, lane_x, lane_y : str
    """

    name: str
    along: str
    side: str
    pixel_x: str
    pixel_y: str
    lane_x: str
    lane_y: str


@dataclass(frozen=True, slots=True)
class MarksPage:
    """What `clip_marks.html` needs.

    Attributes
    ----------
    clip_id, name : str
    still : str or None
        The address of the picture; ``None`` while it is being made.
    state, poll : str
    progress : float
    failed : str or None
        Why there is no picture.
    width, height : int, px
    check : str
        Where marks are judged while they are tapped.
    marks : tuple of MarkRow
    pattern : str
    mark_frame : int
    zone_from, zone_to, lane_width, athlete_height, lateral_sd, mark_sd, capture_fps : str
    places : tuple
        Ids and names of camera places; the first is none.
    place_id, place_name : str
    matched : {"", "sure", "doubtful", "not"}
    may_save_place : bool
    trouble : str or None
    troubled : tuple of int
        Marks that the trouble is about, from 1.
    anyway : bool
        Whether the clip may be timed in spite of it.
    """

    clip_id: str
    name: str
    still: str | None
    state: str
    poll: str
    progress: float
    failed: str | None
    width: int = 0
    height: int = 0
    check: str = ""
    marks: tuple[MarkRow, ...] = ()
    pattern: str = "4"
    mark_frame: int = 0
    zone_from: str = ""
    zone_to: str = ""
    lane_width: str = ""
    athlete_height: str = ""
    lateral_sd: str = ""
    mark_sd: str = ""
    capture_fps: str = ""
    places: tuple[tuple[str, str], ...] = ()
    place_id: str = ""
    place_name: str = ""
    matched: str = ""
    may_save_place: bool = False
    trouble: str | None = None
    troubled: tuple[int, ...] = ()
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it came, before anything of it is believed."""

    pattern: str = "4"
    mark_frame: int = 0
    zone_from: str = ""
    zone_to: str = ""
    lane_width: str = ""
    athlete_height_m: str = ""
    lateral_sd_m: str = ""
    mark_sd_m: str = ""
    capture_fps: str = ""
    pixel_x: Sequence[str] = field(default_factory=tuple)
    pixel_y: Sequence[str] = field(default_factory=tuple)
    lane_x: Sequence[str] = field(default_factory=tuple)
    lane_y: Sequence[str] = field(default_factory=tuple)


@router.get(urls.CLIP_MARKS)
def marks(asking: Member, clip_id: str, pattern: str = "", place: str = "") -> Response:
    """The page: marks as they were, those of a camera place, or none yet."""
    with asking.reading() as reader:
        clip = reader.get(StoredClip, clip_id)
        chosen = reader.get(CameraPlace, place) if place else None
    state = states_of(asking, [clip.id])[clip.id]
    setup, matched = clip.setup, ""
    if chosen is not None and _has_still(state):
        found = match_place(chosen, landmarks_in(asking.site, clip.id))
        matched = "not" if found is None else "doubtful" if found.doubtful else "sure"
        setup = setup if found is None else found.setup
    elif pattern in PATTERNS:
        setup = None
    elif setup is not None and state.still is not None:
        frame = state.still.outcome.get("mark_frame", 0)
        if setup.get("mark_frame", 0) != frame:
            # Marks of another picture of the clip do not belong on this one.
            setup = None
    typed = _typed_of(asking.words, setup, pattern if pattern in PATTERNS else "4")
    shown = {"place_id": place, "place_name": "" if chosen is None else chosen.name}
    return _page(asking, clip, state, typed, matched=matched, **shown)


@router.post(urls.CLIP_MARKS)
def set_marks(
    asking: Member,
    clip_id: str,
    pattern: Annotated[str, Form()] = "4",
    mark_frame: Annotated[int, Form()] = 0,
    zone_from: Annotated[str, Form()] = "",
    zone_to: Annotated[str, Form()] = "",
    lane_width: Annotated[str, Form()] = "",
    athlete_height_m: Annotated[str, Form()] = "",
    lateral_sd_m: Annotated[str, Form()] = "",
    mark_sd_m: Annotated[str, Form()] = "",
    capture_fps: Annotated[str, Form()] = "",
    pixel_x: Annotated[list[str] | None, Form()] = None,
    pixel_y: Annotated[list[str] | None, Form()] = None,
    lane_x: Annotated[list[str] | None, Form()] = None,
    lane_y: Annotated[list[str] | None, Form()] = None,
    save_as: Annotated[str, Form()] = "",
    anyway: Annotated[str, Form()] = "",
) -> Response:
    """Judges the marks, keeps them, and has the clip timed."""
    typed = Typed(
        pattern, mark_frame, zone_from, zone_to, lane_width, athlete_height_m, lateral_sd_m, mark_sd_m,
        capture_fps, tuple(pixel_x or ()), tuple(pixel_y or ()), tuple(lane_x or ()), tuple(lane_y or ()),
    )  # fmt: skip
    with asking.reading() as reader:
        clip = reader.get(StoredClip, clip_id)
    state = states_of(asking, [clip.id])[clip.id]
    if not _has_still(state):
        return RedirectResponse(urls.url(urls.CLIP_MARKS, clip_id=clip_id), status_code=303)
    assert state.still is not None
    size = (state.still.outcome["width"], state.still.outcome["height"])
    try:
        setup, rows = _setup_of(asking.words, typed)
        parse_setup(setup)
    except (InputError, SetupError) as problem:
        return _page(asking, clip, state, typed, trouble=problem.message)
    check = check_marks(setup, size)
    if not check.usable or (check.code == "mark-left-out" and anyway != "yes"):
        troubled = tuple(rows[number - 1] + 1 for number in check.marks if number <= len(rows))
        return _page(
            asking,
            clip,
            state,
            typed,
            trouble=check.message,
            troubled=troubled,
            anyway=check.usable,
        )
    with asking.site.store.queueing(asking.viewer) as (writer, queue):
        clip = replace(writer.get(StoredClip, clip_id), setup=setup)
        writer.save(clip)
        if save_as.strip() and asking.role in ("owner", "coach"):
            seen = landmarks_in(asking.site, clip.id)
            kept = {name: value for name, value in setup.items() if name != "mark_frame"}
            writer.save(CameraPlace(str(uuid4()), save_as, asking.now, kept, seen))
        ask_timing(asking, queue, clip)
    return RedirectResponse(urls.url(urls.CLIP, clip_id=clip_id), status_code=303)


@router.post(urls.CLIP_STILL)
def other_frame(
    asking: Member, clip_id: str, frame: Annotated[int, Form(ge=0, le=200_000)] = 0
) -> Response:
    """Asks for another frame of the clip to tap the marks on."""
    with asking.site.store.queueing(asking.viewer) as (writer, queue):
        ask_still(asking, queue, writer.get(StoredClip, clip_id), frame)
    return RedirectResponse(urls.url(urls.CLIP_MARKS, clip_id=clip_id), status_code=303)


def _has_still(state: ClipState) -> bool:
    return state.still is not None and state.still.state == "done"


def _page(
    asking: Asking, clip: StoredClip, state: ClipState, typed: Typed, **more: Any
) -> Response:
    poll = f"{urls.API}{urls.url(urls.CLIP, clip_id=clip.id)}"
    still = state.still
    trainer = asking.role in ("owner", "coach")
    page = MarksPage(
        clip_id=clip.id,
        name=clip.name,
        still=None,
        state=state.state,
        poll=poll,
        progress=state.progress or 0.0,
        failed=None if still is None else still.trouble,
        **more,
    )
    if _has_still(state) and still is not None:
        with asking.reading() as reader:
            places = reader.camera_places()
        page = replace(
            page,
            still=media(clip.id, "still", still.made_at),
            width=int(still.outcome["width"]),
            height=int(still.outcome["height"]),
            check=f"{poll}/marks-check",
            marks=_rows(asking.words, typed),
            pattern=typed.pattern,
            mark_frame=int(still.outcome["mark_frame"]),
            zone_from=typed.zone_from,
            zone_to=typed.zone_to,
            lane_width=typed.lane_width,
            athlete_height=typed.athlete_height_m,
            lateral_sd=typed.lateral_sd_m,
            mark_sd=typed.mark_sd_m,
            capture_fps=typed.capture_fps,
            places=(
                (("", asking.words("marks.place-none")), *((one.id, one.name) for one in places))
                if places
                else ()
            ),
            may_save_place=trainer,
        )
    status = 422 if page.trouble else 200
    title = asking.words("marks.title")
    return show(asking, "clip_marks.html", page, title=title, here="clips", status=status)


def _rows(words: Words, typed: Typed) -> tuple[MarkRow, ...]:
    """The rows of the form, named by where they stand."""
    standard = PATTERNS.get(typed.pattern, ())
    count = max(len(typed.lane_x), len(standard))
    made = []
    for i in range(count):
        along, side = standard[i] if i < len(standard) else ("", "")
        cell = {
            name: values[i] if i < len(values) else ""
            for name, values in (
                ("pixel_x", typed.pixel_x), ("pixel_y", typed.pixel_y), ("lane_x", typed.lane_x),
                ("lane_y", typed.lane_y),
            )
        }  # fmt: skip
        name = (
            words(f"marks.name-{along}-{side}")
            if along
            else words("marks.name-other", x=cell["lane_x"], y=cell["lane_y"])
        )
        made.append(MarkRow(name, along, side, **cell))
    return tuple(made)


def _typed_of(words: Words, setup: Any, pattern: str) -> Typed:
    """The form that would give a setup; of none, an empty one in the standard pattern."""
    if setup is None:
        start, end = USUAL_ZONE
        along = {"start": start, "end": end, "middle": (start + end) / 2}
        places = [
            (along[where], (-0.5 if side == "near" else 0.5) * LANE_M)
            for where, side in PATTERNS[pattern]
        ]
        pixels: list[Any] = [("", "")] * len(places)
        lane = parse_setup({"marks": _ANY_MARKS, "zone": list(USUAL_ZONE)})
    else:
        lane = parse_setup(dict(setup))
        places = [(mark.lane[0], mark.lane[1]) for mark in lane.marks]
        pixels = [(_number(m.pixel[0], 2), _number(m.pixel[1], 2)) for m in lane.marks]
        pattern = _pattern_of(places, lane.zone_m)
        start, end = lane.zone_m
    across = [y for _, y in places]
    width = max(across) - min(across) or LANE_M

    def local(value: float | None) -> str:
        # Fields that people type carry their own decimal mark.
        return "" if value is None else _number(value, 4).replace(".", words.manner.decimal)

    return Typed(
        pattern=pattern,
        mark_frame=lane.mark_frame,
        zone_from=local(start),
        zone_to=local(end),
        lane_width=local(width),
        athlete_height_m=local(lane.athlete_height_m),
        lateral_sd_m=local(lane.lateral_sd_m),
        mark_sd_m=local(lane.mark_sd_m),
        capture_fps=local(lane.capture_fps),
        pixel_x=[x for x, _ in pixels],
        pixel_y=[y for _, y in pixels],
        lane_x=[_number(x, 4) for x, _ in places],
        lane_y=[_number(y, 4) for _, y in places],
    )


_ANY_MARKS = [{"pixel": [0, 0], "lane": [0, 0]}, {"pixel": [100, 0], "lane": [10, 0]}]


def _pattern_of(places: Sequence[tuple[float, float]], zone: tuple[float, float]) -> str:
    """The standard pattern in which some marks stand; empty for another one."""
    along = {"start": zone[0], "end": zone[1], "middle": sum(zone) / 2}
    for name, standard in PATTERNS.items():
        fits = len(standard) == len(places) and all(
            abs(x - along[where]) < 1e-6 and (y < 0) == (side == "near")
            for (x, y), (where, side) in zip(places, standard, strict=True)
        )
        if fits:
            return name
    return ""


def _setup_of(words: Words, typed: Typed) -> tuple[dict[str, Any], list[int]]:
    """The setup that a form says, and which of its rows became marks.

    Raises
    ------
    InputError
        If something in it is no number, or no mark was tapped.
    """

    def number(text: str, key: str) -> float:
        try:
            return float(text.strip().replace(",", "."))
        except ValueError:
            raise InputError(
                words("marks.no-number", field=words(key), given=repr(text[:20])),
                code="marks-number",
            ) from None

    made, rows = [], []
    for i, (x, y, along, across) in enumerate(
        zip(typed.pixel_x, typed.pixel_y, typed.lane_x, typed.lane_y, strict=False)
    ):
        if not x.strip() and not y.strip():
            continue
        made.append(
            {
                "pixel": [number(x, "marks.pixel_x"), number(y, "marks.pixel_y")],
                "lane": [number(along, "marks.lane_x"), number(across, "marks.lane_y")],
            }
        )
        rows.append(i)
    setup: dict[str, Any] = {
        "marks": made,
        "zone": [
            number(typed.zone_from, "marks.zone-from"), number(typed.zone_to, "marks.zone-to"),
        ],
        "mark_frame": typed.mark_frame,
    }  # fmt: skip
    for name, text, key in (
        ("athlete_height_m", typed.athlete_height_m, "marks.height"),
        ("lateral_sd_m", typed.lateral_sd_m, "marks.lateral-sd"),
        ("mark_sd_m", typed.mark_sd_m, "marks.mark-sd"),
        ("capture_fps", typed.capture_fps, "marks.capture-fps"),
    ):
        if text.strip():
            setup[name] = number(text, key)
    return setup, rows


def _number(value: float, digits: int) -> str:
    """A number as a script reads it, without needless digits."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"
