"""Who does what: the RACI matrix in an editor of its own."""
