"""Tables of outcomes: what became of cases, counted and protected once for each year that has ended."""
