"""Mentors: organisations and what they offer, and matches that rest on consent; volunteers see the least."""
