"""The plan: reading it, and writing it."""
