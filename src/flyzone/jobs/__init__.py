"""Work in the background: a queue in the store, workers that survive their jobs, jobs that survive a kill."""
