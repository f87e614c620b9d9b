"""The Service Management Plan as a value: ten modules for ten sections, and what they share."""
