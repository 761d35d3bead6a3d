"""Who is in a case, as pages show it."""
