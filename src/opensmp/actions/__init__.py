"""One file a verb: permission, then what the state allows, then the store, then one event, in one transaction."""
