"""Sentences in German, by the code of the reason that they word."""
