"""Signing in, one's own settings, and invitations."""
