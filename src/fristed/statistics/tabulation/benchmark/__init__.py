"""How fast the tables are counted: the same synthetic facts, counted by the engine and by pandas.

Each contender is a program of its own, so that its peak memory is its own: ``embedded`` and ``pandas_peer``.
"""
