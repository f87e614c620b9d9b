"""The Word door: bring the plan you have, see what was understood, make the draft."""
