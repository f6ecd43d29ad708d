"""The rest-test: an experiment that gives this athlete's own cost of short rest.

Everybody agrees that speed needs long rests, and nobody knows how long his own must be.  A history
cannot tell: whoever rests longer on good days would seem to gain from resting.  So the rests are drawn
by lot.
"""

from flyzone.training.rest_test.design import RestTestPlan, plan_rest_test
from flyzone.training.rest_test.reading import RestTest, read_rest_test

__all__ = ["RestTest", "RestTestPlan", "plan_rest_test", "read_rest_test"]
