"""The housing and support scheme: who needs a safe place, who gets one, and how the stay goes; no address."""
