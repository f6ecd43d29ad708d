"""A timed clip comes back from its document as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flyzone.errors import InputError
from flyzone.model import ClipInfo, ClipTiming, ErrorSource, Notice, NotMeasured, Split, TimedRun
from flyzone.wire.timed import parse_timing, timing_document

RUN = TimedRun(
    direction="right-to-left", entry_s=0.31584, exit_s=1.36841, time_s=1.05257, time_sd_s=0.0016,
    speed_m_s=9.5006, speed_sd_m_s=0.0145, splits=(Split(10.0, 0.0, 1.05257, 0.0016),),
    error_budget=(ErrorSource("marks", 0.0009),), path=((0.3, -0.15), (0.4, 0.8)), athlete="Ada",
)  # fmt: skip
TIMING = ClipTiming(
    ClipInfo(339, 239.9, False, 1.0, 1.41), (0.0, 10.0), (RUN, replace(RUN, athlete=None)),
    (Notice("slow-motion", "It is slow."),), (NotMeasured("steps", "Not yet."),),
)  # fmt: skip


def test_what_a_document_says_is_read_back_to_the_same() -> None:
    assert parse_timing(timing_document(TIMING)) == TIMING


@pytest.mark.parametrize("broken", [None, {}, {"schema_version": 2}, [1]])
def test_what_is_no_such_document_is_refused(broken: object) -> None:
    with pytest.raises(InputError) as problem:
        parse_timing(broken)
    assert problem.value.code == "timing-document"
