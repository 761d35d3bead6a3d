"""The preparedness letter as its pages show it."""
