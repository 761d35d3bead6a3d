"""Who works on a case: the responsible, the team, stand-ins, and which field a representative has."""
