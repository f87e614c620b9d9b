"""Rules about assurance."""
