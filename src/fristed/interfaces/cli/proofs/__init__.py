"""Proofs of what Fristed promises: each gives a figure, and a test plants the fault that it must find."""
