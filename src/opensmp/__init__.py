"""OpenSMP: the service management plan as a governed, living document."""
