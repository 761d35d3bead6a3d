"""What makes a release official: frozen facts, the signature of a second person, a day, and versions."""
