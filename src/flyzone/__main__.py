"""``python -m flyzone``: the same command line as ``flyzone``."""

from flyzone.cli import main

main()
