"""Rules about suppliers."""
