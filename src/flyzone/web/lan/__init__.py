"""HTTPS on a local network: an authority of our own for one machine, and how phones come to trust it."""
