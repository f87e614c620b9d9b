"""Rules about practices."""
