"""Work that never becomes a case: teaching, groups, open doors, raising competence, expert witnesses."""
