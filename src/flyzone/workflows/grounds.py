"""The places where a store's athletes train, each checked as the planner will read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from flyzone.errors import InputError
from flyzone.model import Ground
from flyzone.storage import Writer
from flyzone.training.planning.wishes import Facility
from flyzone.wire.wishes import FacilityDocument, facility_of


def facility(ground: Ground) -> Facility:
    """A ground as the planner uses it.

    Raises
    ------
    InputError
        If its description is none.
    """
    try:
        document = FacilityDocument.model_validate({**ground.description, "name": ground.name})
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(map(str, first["loc"])) or "description"
        raise InputError(
            f"{ground.name}: {where} cannot be so ({first['msg']}). Correct it; a place needs its "
            "capacity, athletes at a time.",
            code="ground",
        ) from None
    return facility_of(document)


def keep_ground(writer: Writer, ground_id: str, name: str, description: Mapping[str, Any]) -> str:
    """Keeps a place, and says what became of it.

    Raises
    ------
    InputError
        If the planner could not use it, another place has its name, or it is not for the viewer.
    """
    told = {key: value for key, value in description.items() if value is not None}
    ground = Ground(ground_id, name, told)
    facility(ground)
    wanted = ground.name.casefold()
    if any(one.name.casefold() == wanted and one.id != ground_id for one in writer.grounds()):
        raise InputError(
            f"There is a place called {ground.name!r} already, and plans name places. Choose another "
            "name, or change that one.",
            code="ground-name",
        )
    return writer.save(ground)
