"""Rules about operation."""
