"""The journal of a case on the page: its words, and how its lines are shown."""
