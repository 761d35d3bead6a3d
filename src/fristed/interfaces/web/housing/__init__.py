"""How places to live are shown: codes become words; no rule is applied here."""
