"""The store: everything that is kept, in SQLite or PostgreSQL; no other room knows SQL."""
