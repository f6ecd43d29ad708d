"""Work in the background: a queue in the store, workers that survive their jobs, jobs that survive a kill.

What can be done is handed in as a `Registry`; a `Worker` does it, one job at a time, each in a process of
its own; a `Pool` keeps workers running beside a server.
"""

from flyzone.jobs.pool import Pool
from flyzone.jobs.registry import Limits, Registry, Work
from flyzone.jobs.worker import Worker

__all__ = ["Limits", "Pool", "Registry", "Work", "Worker"]
