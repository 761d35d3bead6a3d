"""What became of a case: process, what the asker says, and the state at closing and after six months."""
