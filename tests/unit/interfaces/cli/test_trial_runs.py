"""Long runs of trials: chunks are kept, read again, and run anew when the program has changed."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from fristed.interfaces.cli import properties, trial_runs
from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.properties import linked_releases
from fristed.interfaces.cli.trial_runs import CHUNK, QUICK, kept_chunks, program_mark, run_chunk
from fristed.methods.disclosure.trials import TrialReport, run_trials, together
from fristed.methods.disclosure.trials.faults import FAULTS

FEW = {"small": 2, "large": 1}
CAUGHT = dict.fromkeys(FAULTS, (3, 3))


def test_every_chunk_draws_releases_of_its_own() -> None:
    assert run_chunk(1, FEW) == together([run_trials(2, 2, "small"), run_trials(1, 1, "large")])  # type: ignore[arg-type]
    assert (sum(CHUNK.values()), sum(QUICK.values())) == (500, 60)


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    reports = [TrialReport(3, 9, 1, ("a leak",), 1, CAUGHT), TrialReport(4)]
    with patch.object(trial_runs, "run_chunk", side_effect=reports) as run:
        assert list(kept_chunks(1, tmp_path)) == reports[:1]
        assert list(kept_chunks(2, tmp_path)) == reports
    assert [call.args[0] for call in run.call_args_list] == [0, 1]
    assert not list(tmp_path.rglob("*.unfinished"))


def test_another_program_text_is_tried_anew(tmp_path: Path) -> None:
    with patch.object(trial_runs, "run_chunk", return_value=TrialReport(4)) as run:
        list(kept_chunks(1, tmp_path))
        with patch.object(trial_runs, "program_mark", return_value="another"):
            list(kept_chunks(1, tmp_path))
    assert run.call_count == 2
    assert {folder.name for folder in tmp_path.iterdir()} == {program_mark(), "another"}


@pytest.mark.parametrize(
    ("report", "figure", "reason"),
    [
        (TrialReport(60, planted_caught=CAUGHT), 0, ""),
        (TrialReport(60, narrow=1, leaks=("a leak", "b"), planted_caught=CAUGHT), 2, "a leak"),
        (TrialReport(60), len(FAULTS), f"not caught: {next(iter(FAULTS))}"),
    ],
)
def test_leaks_and_missed_faults_break_the_promise(report: TrialReport, figure: int, reason: str) -> None:
    with patch.object(properties, "run_chunk", return_value=report):
        found = linked_releases(FristedCommand(), quick=True)
    assert (found.figure, found.size, found.target, found.reason) == (figure, 60, 20_000, reason)
    assert found.held == (figure == 0)


def test_the_full_promise_is_of_twenty_thousand_releases() -> None:
    chunk = TrialReport(500, planted_caught=CAUGHT)
    with patch.object(properties, "kept_chunks", lambda number, _folder: iter([chunk] * number)):
        found = linked_releases(FristedCommand(), quick=False)
    assert (found.size, found.target, found.held) == (20_000, 20_000, True)
