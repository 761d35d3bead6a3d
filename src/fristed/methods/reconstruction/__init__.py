"""A synthetic register that is true to every published margin of 2021-2024.

`register` reads the committed file, `verifying` holds rows against the constraints, and `rebuilding` makes
the file anew: a prior is raked to maximum entropy, a start is drawn, and HiGHS moves as few cases as possible
until every constraint holds. Constraints, priors and contradictions are data in ``data/``.

Only `rebuilding` and what it calls need numpy and HiGHS; reading the register needs neither.
"""
