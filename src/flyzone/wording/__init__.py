"""The sentences that people read: one place, one language at a time."""
