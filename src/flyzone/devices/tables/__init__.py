"""Tables of timings, whoever wrote them: from bytes to columns that are understood, and back."""
