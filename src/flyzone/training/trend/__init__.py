"""Is he getting faster?  The level of an athlete's flying times, and how it changes."""

from flyzone.training.trend.answer import Call, Change, Course, Credible, NoTrend, Trend
from flyzone.training.trend.trend_of import trend_of

__all__ = ["Call", "Change", "Course", "Credible", "NoTrend", "Trend", "trend_of"]
