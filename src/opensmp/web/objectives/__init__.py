"""The objectives, each with its sentence and its live evidence."""
