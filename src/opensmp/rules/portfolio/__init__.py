"""Rules about portfolio."""
