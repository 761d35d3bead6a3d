"""The contender that Fristed uses: statements with grouping sets on the embedded engine."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fristed.statistics.tabulation.benchmark.contender import Answers, contest_from, measure, tell
from fristed.statistics.tabulation.engines.embedded import EmbeddedEngine


def main(arguments: Sequence[str]) -> None:
    """Count one size and print the measures."""
    contest = contest_from(arguments)
    statements = contest.plan.case_statements
    with EmbeddedEngine(threads=contest.threads) as engine:

        def count() -> Answers:
            return [(statement.columns, engine.rows(statement.sql)) for statement in statements]

        tell(measure(contest, load=lambda: engine.load(contest.columns), count=count))


if __name__ == "__main__":
    main(sys.argv[1:])
