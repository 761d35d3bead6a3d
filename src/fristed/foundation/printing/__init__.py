"""Papers as PDF/UA-1 and PDF/A-2a: what stands on one, the one engine, and a program that runs it.

The engine is not imported by pages: a program of its own prints, without our keys, within limits.
"""
