"""Rules about consistency."""
