"""A cloud holds speeds and accelerations, pair by pair, and never changes."""

from __future__ import annotations

import pickle

import pytest

from flyzone.errors import InputError
from flyzone.model import Cloud


def test_a_cloud_is_read_only_and_survives_pickling() -> None:
    cloud = Cloud([1.0, 2.0], [3.0, 2.5], athlete="Mia")  # type: ignore[arg-type]
    assert len(cloud) == 2
    assert pickle.loads(pickle.dumps(cloud)) == cloud
    with pytest.raises(ValueError, match="read-only"):
        cloud.velocities[0] = 5.0


def test_a_speed_without_its_acceleration_is_refused() -> None:
    with pytest.raises(InputError, match="got 2 and 1"):
        Cloud([1.0, 2.0], [3.0])  # type: ignore[arg-type]
