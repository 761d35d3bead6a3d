"""How outreach is shown: codes become words; no rule is applied here."""
