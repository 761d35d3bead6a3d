"""Action plans: what was promised, by whom, how far it has come, and what shows it."""
