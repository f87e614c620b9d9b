"""Commitment → measurement → verdict, as values. Rules read verdicts here; how they are computed is not their concern."""
