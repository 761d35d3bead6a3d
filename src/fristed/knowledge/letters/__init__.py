"""The yearly preparedness letter: its text, who has been sent it, who has received it, what they ask."""
