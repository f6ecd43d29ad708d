"""If it is not falling, why: the belief in each cause, from the athlete's own record."""

from flyzone.training.diagnosis.diagnose import Cause, Diagnosis, diagnose

__all__ = ["Cause", "Diagnosis", "diagnose"]
