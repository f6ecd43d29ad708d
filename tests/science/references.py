"""Numbers that others computed: cases of the reference folder, one test parameter each.

The folder lies beside the project and is no part of it.  Where it is absent the one parameter that
is left skips its test and says why.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flyzone.science.air import Air, air_density, hpa_from_torr
from flyzone.science.load import Load

EXPECTED = Path(__file__).parents[2].parent / "shared" / "reference" / "data" / "expected"


def cases(name: str, function: str | None = None, *, id_starts: str = "") -> list[Any]:
    """Cases of one reference file as parameters of a test, named as in the file.

    Parameters
    ----------
    name : str
        Such as ``"predict"`` for ``predict.json``.
    function : str, optional
        Only cases that this function of the original made.
    id_starts : str
        Only cases whose id starts so.

    Returns
    -------
    list of pytest.param
        Each holds one case as a dictionary: id, inputs, expected ...
    """
    file = EXPECTED / f"{name}.json"
    if not file.exists():
        why = f"the reference folder is not here, so {name}.json cannot be compared with"
        return [pytest.param({}, marks=pytest.mark.skip(reason=why), id=f"{name}-absent")]
    found = [
        pytest.param(case, id=case["id"])
        for case in json.loads(file.read_text(encoding="utf-8"))["cases"]
        if function in (None, case.get("function")) and case["id"].startswith(id_starts)
    ]
    if not found:
        raise LookupError(f"{file.name} holds no case of {function or id_starts}")
    return found


def load_of(inputs: dict[str, Any]) -> Load:
    """The load that a case describes; what it leaves out stands at the original's default."""
    density = air_density(
        inputs.get("air_temperature", 25.0), hpa_from_torr(inputs.get("barometric_pressure", 760.0))
    )
    air = Air(float(density), inputs.get("wind_velocity", 0.0))
    return Load.of(
        inputs.get("bodymass", 75.0),
        inputs.get("bodyheight", 1.75),
        air,
        towed=inputs.get("inertia", 0.0),
        resistance=inputs.get("resistance", 0.0),
    )
