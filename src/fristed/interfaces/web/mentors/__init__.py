"""How mentors are shown: codes become words; no rule is applied here."""
