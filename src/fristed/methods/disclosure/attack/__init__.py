"""The attacker: knows only what is printed, and derives all it can about what is hidden.

It does not import the protector, and the protector does not import it.
"""
