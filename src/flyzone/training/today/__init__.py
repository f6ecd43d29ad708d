"""May he sprint today: yes, with a change, or no."""

from flyzone.training.today.answer import Alternative, Today, answer_today
from flyzone.training.today.recovery import LastMaximal

__all__ = ["Alternative", "LastMaximal", "Today", "answer_today"]
