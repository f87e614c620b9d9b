"""Rules about improvement."""
