"""Papers that leave the house: what was advised, for who asked; a summary of a case, for a lawful receiver.

No paper is kept. Of a summary is kept that it was given: to whom, when, on which basis, and which parts.
"""
