"""Where everything is wired together: settings, addresses, the server, and the commands that need a database."""
