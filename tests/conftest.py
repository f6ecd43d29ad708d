"""What all tests share: how hypothesis searches, and one virtual sprint for who needs a clip."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from flyzone.virtual import Encoding, Rendered, Scenario, render

# A busy machine makes examples slow, never wrong: time limits would only make tests flicker.
settings.register_profile("flyzone", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("flyzone")


@pytest.fixture(scope="session")
def sprint(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """A synthetic sprint from left to right, small and short; read it, never write to it."""
    encoding = Encoding(fps=60.0, width=640, height=360, lead_in_s=0.5, lead_out_s=0.5)
    return render(Scenario(encoding=encoding, seed=3), tmp_path_factory.mktemp("sprint"))
