"""Who may do what to which case, and why: one decision, and what it rests on. It knows references only."""
