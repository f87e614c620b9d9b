"""The workspace in the browser: a folder a slice, each with its views, addresses and templates."""
