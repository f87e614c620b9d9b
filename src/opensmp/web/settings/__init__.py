"""Settings, members, registers in and out, calendars, the activity log."""
