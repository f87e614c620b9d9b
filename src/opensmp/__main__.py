"""``python -m opensmp``: the same program as ``opensmp``."""

from opensmp.cli.program import main

main()
