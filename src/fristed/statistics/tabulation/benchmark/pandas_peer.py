"""The peer: the same tables with pandas, in the form that is fastest there: categories that occur."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pandas as pd  # type: ignore[import-untyped,unused-ignore]

from fristed.statistics.tabulation.benchmark.contender import Answers, Contest, contest_from, measure, tell
from fristed.statistics.tabulation.plan import GroupingSet


def frame_of(contest: Contest) -> pd.DataFrame:
    """Put the facts in a data frame, each coded column as a category."""
    coded = {
        name: pd.Categorical.from_codes(column.codes, categories=list(column.categories))
        for name, column in contest.columns.coded.items()
    }
    return pd.DataFrame({**coded, "year": contest.columns.year})


def grouped(frame: pd.DataFrame, group: GroupingSet) -> list[tuple[object, ...]]:
    """Count one grouping set: service, year, the attributes and the number of cases."""
    sizes = frame.groupby(["service", "year", *group], observed=True).size()
    return [(*key, cases) for key, cases in zip(sizes.index.tolist(), sizes.tolist(), strict=True)]


def main(arguments: Sequence[str]) -> None:
    """Count one size and print the measures."""
    contest = contest_from(arguments)
    frames: list[pd.DataFrame] = []

    def count() -> Answers:
        return [(group, grouped(frames[0], group)) for group in contest.plan.cases]

    tell(measure(contest, load=lambda: frames.append(frame_of(contest)), count=count))


if __name__ == "__main__":
    main(sys.argv[1:])
