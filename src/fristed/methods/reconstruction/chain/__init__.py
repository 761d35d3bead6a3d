"""An invented register of the protection chain, built so that every printed number of it holds.

Nobody in it is real. What the report prints are constraints (``data/chain_constraints.toml``); what it does
not print is drawn from a seed that is given.
"""
