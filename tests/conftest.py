"""What all tests share: how hypothesis searches."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine makes examples slow, never wrong: time limits would only make tests flicker.
settings.register_profile("flyzone", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("flyzone")
