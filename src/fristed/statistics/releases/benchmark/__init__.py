"""The benchmark of disclosure control: how much is hidden, how long it takes, and what an attacker finds."""
