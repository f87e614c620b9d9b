"""The command line on a plan's folder: one module a command, found by being there, and no framework behind it."""
