"""The shape of SETUP.json: keys, types and limits, as models and as the JSON Schema they give.

The descriptions are written once and used twice: in the schema, and as "expected ..." in the
message that refuses a value.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

SETUP_SCHEMA_VERSION = 1
# Beyond these a number is a slip of the finger, and would only overflow further in.
MAX_PIXEL = 100_000.0
MAX_LANE_M = 1_000.0


def _tuple_as_list(value: object) -> object:
    # The Python door passes tuples where JSON has arrays; strict mode would refuse them.
    return list(value) if isinstance(value, tuple) else value


def _ordered_zone(zone: list[float]) -> list[float]:
    if len(zone) == 2 and zone[0] == zone[1]:
        raise PydanticCustomError("zone-zero-length", "the zone has no length")
    if len(zone) == 2 and zone[0] > zone[1]:
        raise PydanticCustomError("zone-backwards", "the zone runs backwards")
    return zone


_Strict = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)
_PixelNumber = Annotated[float, Field(ge=-MAX_PIXEL, le=MAX_PIXEL)]
_LaneNumber = Annotated[float, Field(ge=-MAX_LANE_M, le=MAX_LANE_M)]
_Deviation = Annotated[float, Field(ge=0.0, le=10.0)]


class MarkDocument(BaseModel):
    """One tapped point and its place on the lane."""

    model_config = _Strict

    pixel: Annotated[
        list[_PixelNumber],
        BeforeValidator(_tuple_as_list),
        Field(
            min_length=2,
            max_length=2,
            description="two numbers, [x, y] in pixels of the upright picture, x right, y down",
        ),
    ]
    lane: Annotated[
        list[_LaneNumber],
        BeforeValidator(_tuple_as_list),
        Field(
            min_length=2,
            max_length=3,
            description="two or three numbers, [x, y] or [x, y, z] in metres within 1000 m: "
            "along the run, across the lane (0 is its middle), height (0 is the ground)",
        ),
    ]


class SetupDocument(BaseModel):
    """The lane as marked by the user, for one place of the camera."""

    model_config = _Strict

    marks: Annotated[
        list[MarkDocument],
        BeforeValidator(_tuple_as_list),
        Field(
            min_length=2,
            max_length=500,
            description='2 to 500 marks, each {"pixel": [x, y], "lane": [x, y, z]}',
        ),
    ]
    zone: Annotated[
        list[_LaneNumber],
        BeforeValidator(_tuple_as_list),
        Field(
            min_length=2,
            max_length=2,
            description="two numbers, [start, end] in metres along the lane, start before end",
        ),
        AfterValidator(_ordered_zone),
    ]
    athlete_height_m: Annotated[
        float | None, Field(ge=0.8, le=2.6, description="a height in metres, 0.8 to 2.6")
    ] = None
    capture_fps: Annotated[
        float | None,
        Field(
            gt=0.0,
            le=100_000.0,
            description="the frames a second at which the clip was filmed, more than 0",
        ),
    ] = None
    view: Annotated[
        Literal["side", "front"], Field(description='"side" or "front": where the camera stands')
    ] = "side"
    mark_frame: Annotated[
        int,
        Field(
            ge=0,
            le=10_000_000,
            description="the frame on which the marks were tapped: a whole number, 0 or more",
        ),
    ] = 0
    lateral_sd_m: Annotated[
        _Deviation,
        Field(
            description="how well the runner's place across the lane is known: "
            "a standard deviation in metres, 0 to 10"
        ),
    ] = 0.10
    mark_sd_m: Annotated[
        _Deviation,
        Field(description="how well each cone was placed: a standard deviation in metres, 0 to 10"),
    ] = 0.01
