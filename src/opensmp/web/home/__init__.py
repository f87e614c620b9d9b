"""Home: the standing of the plan in twenty seconds."""
