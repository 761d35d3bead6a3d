"""Moves of a case between people and services, kept apart; blind links; case conferences."""
