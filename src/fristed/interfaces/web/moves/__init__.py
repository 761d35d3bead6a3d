"""How moves of a case are shown: codes become words; no rule is applied here."""
