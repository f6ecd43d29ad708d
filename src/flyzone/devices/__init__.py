"""Readers and writers of other devices' files: one module a format, and one door that recognises them."""
