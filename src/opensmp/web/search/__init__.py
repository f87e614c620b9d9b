"""Search and jump."""
