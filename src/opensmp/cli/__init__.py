"""The command line on a plan's folder: one module a command, found by being there, and no framework behind it."""

import sys

from opensmp.cli.modules import together
from opensmp.cli.patterns import prepared

sys.meta_path.insert(0, together)
prepared.serve()
