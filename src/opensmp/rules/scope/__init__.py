"""Rules about scope."""
