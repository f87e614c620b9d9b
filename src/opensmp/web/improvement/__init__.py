"""What gets better, why, by whom and by when."""
