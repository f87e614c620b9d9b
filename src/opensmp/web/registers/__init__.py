"""The registers, and the people and offices of the organisation."""
