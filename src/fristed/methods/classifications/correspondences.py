"""What a correspondence is: a table that says which codes of one list answer to codes of another."""

from __future__ import annotations

from dataclasses import dataclass

from fristed.methods.classifications.codes import ClassificationError


class NoCorrespondence(ClassificationError):
    """The correspondence says nothing of this code."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"correspondence {name!r} says nothing of {code!r}")


class ManyCorrespond(ClassificationError):
    """One code was asked for and several answer to it."""

    def __init__(self, name: str, code: str, targets: tuple[str, ...]) -> None:
        super().__init__(f"in correspondence {name!r} {code!r} answers to {', '.join(targets)}")


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Pairs of a source code and a target code.

    ``source_list`` is ``None`` where the sources are texts of a publication and no list of ours.
    """

    name: str
    source_list: str | None
    target_list: str
    version: str
    about: str
    source: str
    pairs: tuple[tuple[str, str], ...]

    def targets_of(self, code: str) -> tuple[str, ...]:
        """Give the target codes of a source code, in order; empty where there is none."""
        return tuple(target for origin, target in self.pairs if origin == code)

    def sources_of(self, code: str) -> tuple[str, ...]:
        """Give the source codes of a target code, in order; empty where there is none."""
        return tuple(origin for origin, target in self.pairs if target == code)

    def only_target_of(self, code: str) -> str:
        """Give the one target of a source code.

        Raises
        ------
        NoCorrespondence
            When the code has no target.
        ManyCorrespond
            When it has more than one.
        """
        match self.targets_of(code):
            case ():
                raise NoCorrespondence(self.name, code)
            case (target,):
                return target
            case targets:
                raise ManyCorrespond(self.name, code, targets)
