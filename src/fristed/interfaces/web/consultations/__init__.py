"""What the pages show of calls and consultations."""
