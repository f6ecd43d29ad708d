"""How the tables came to be: one file a version, each leading from the one before."""
