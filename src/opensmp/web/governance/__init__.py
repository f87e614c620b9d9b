"""Submitting, deciding, the versions, and what is improved."""
