"""The proof that forgeries are found is itself proved: a verifier with a fault must make it fail."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from fristed.foundation.audit.rules import Line, hash_of
from fristed.foundation.audit.sealing import verifying
from fristed.interfaces.cli.proofs import audit_mutation as proof
from fristed.interfaces.cli.proofs.audit_mutation import (
    FORGERIES,
    World,
    audit_mutation,
    drawn_world,
    fault_of,
    first_difference,
)

Walk = Callable[..., object]


class Quiet:
    """A command that says nothing."""

    def say(self, text: str) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def world() -> World:
    """Give an untouched trail."""
    return drawn_world(random.Random(1))  # noqa: S311  drawn alike every time


def faults(world: World, *, tries: int = 40) -> list[str]:
    """Forge in every way some times; give what was not found."""
    draw = random.Random(2)  # noqa: S311
    return [fault for forgery in FORGERIES for _ in range(tries) if (fault := fault_of(forgery, world, draw))]


def test_an_untouched_trail_is_whole(world: World) -> None:
    verdict = world.verdict(world.trail)
    assert (verdict.is_whole, verdict.checkpoints, verdict.held_outside) == (True, 3, 3)


def test_every_forgery_is_found_at_its_line(world: World) -> None:
    assert faults(world) == []


@pytest.mark.parametrize("forgery", FORGERIES)
def test_every_forgery_changes_something(forgery: Callable[..., proof.Trail], world: World) -> None:
    draw = random.Random(3)  # noqa: S311
    for _ in range(20):
        forged = forgery(world, draw)
        assert forged != world.trail
        assert first_difference(world.trail.rows, forged.rows) <= len(world.trail.rows) + 1


@pytest.mark.parametrize(
    "field",
    [
        "facts",
        *(
            pytest.param(field, marks=pytest.mark.ci)
            for field in ("at", "event", "actor_id", "actor_username", "subject")
        ),
    ],
)
def test_a_verifier_that_skips_a_field_makes_the_proof_fail(
    field: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = {line.position: getattr(line, field) for line, _hash in world.trail.rows}

    def skipping(line: Line) -> str:
        return hash_of(replace(line, **{field: true.get(line.position, getattr(line, field))}))

    monkeypatch.setattr(verifying, "hash_of", skipping)
    assert world.verdict(world.trail).is_whole
    assert faults(world)


def without(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a part out of the verifier."""
    true = verifying.chain_fault
    blind: dict[str, Callable[..., object]] = {
        "end": lambda *_: (None, ""),
        "checkpoints": lambda *_: "",
        "links": lambda line, stored, *, position, previous_hash: true(
            line, stored, position=position, previous_hash=line.previous_hash
        ),
    }
    names = {"end": "_end", "checkpoints": "_disagreement", "links": "chain_fault"}
    monkeypatch.setattr(verifying, names[part], blind[part])


def test_a_verifier_that_does_not_look_at_the_end_makes_the_proof_fail(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    without("end", monkeypatch)
    assert faults(world)


def test_a_verifier_without_what_the_holder_has_makes_the_proof_fail(world: World) -> None:
    assert faults(replace(world, leaves=()))
    assert faults(replace(world, leaves=(), outside=()))


def unseen(world: World) -> int:
    """Forge in every way some times; count what is not found at all."""
    draw = random.Random(2)  # noqa: S311
    forged = [forgery(world, draw) for forgery in FORGERIES for _ in range(20)]
    return sum(world.verdict(trail).is_whole for trail in forged)


@pytest.mark.ci
def test_without_leaves_checkpoints_and_links_are_needed_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots_only = replace(world, leaves=())
    chain_only = replace(world, leaves=(), outside=(), trail=replace(world.trail, notes=()))
    assert unseen(roots_only) == 0
    before = unseen(chain_only)
    with monkeypatch.context() as patch:
        without("checkpoints", patch)
        assert unseen(roots_only) > 0
    without("links", monkeypatch)
    assert unseen(chain_only) > before


def test_the_measurement_counts_what_was_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "QUICK", 10)
    held = audit_mutation(Quiet(), quick=True)  # type: ignore[arg-type]
    assert (held.held, held.size, held.target) == (True, 10, 10_000)
    monkeypatch.setattr(verifying, "_end", lambda *_: (None, ""))
    broken = audit_mutation(Quiet(), quick=True)  # type: ignore[arg-type]
    assert not broken.held
    assert "truncate" in broken.reason
