"""Who the person of a case is, where the service's mode allows it; sealed, and never in a list."""
