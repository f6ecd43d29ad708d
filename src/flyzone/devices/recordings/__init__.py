"""Recordings of watches and positioning systems: from samples to an activity."""
