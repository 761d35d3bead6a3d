"""How action plans are shown: codes become words, a plan becomes a drawing; no rule is applied here."""
