"""The members of an organisation: inviting, changing roles, ending."""
