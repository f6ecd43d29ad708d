"""The command line: a thin layer over the workflows."""

from __future__ import annotations


def main() -> None:
    """Run the command line, as the ``flyzone`` script and ``python -m flyzone`` do."""
    # Imported here so that `import flyzone.cli.door` stays light for other commands and tests.
    from flyzone.cli.app import app

    app(prog_name="flyzone")


__all__ = ["main"]
