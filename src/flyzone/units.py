"""Units at the doors: SI inside, km/h, mph and yards where people read them."""

from __future__ import annotations

METRES_PER_MILE = 1609.344
METRES_PER_YARD = 0.9144


def kmh(speed_m_s: float) -> float:
    """Speed in km/h from m/s."""
    return speed_m_s * 3.6


def mph(speed_m_s: float) -> float:
    """Speed in miles per hour from m/s (1 mile = 1609.344 m)."""
    return speed_m_s * 3600.0 / METRES_PER_MILE


def m_s_from_kmh(speed_kmh: float) -> float:
    """Speed in m/s from km/h."""
    return speed_kmh / 3.6


def m_s_from_mph(speed_mph: float) -> float:
    """Speed in m/s from miles per hour."""
    return speed_mph * METRES_PER_MILE / 3600.0


def metres_from_yards(distance_yd: float) -> float:
    """Distance in m from yards (1 yd = 0.9144 m)."""
    return distance_yd * METRES_PER_YARD
