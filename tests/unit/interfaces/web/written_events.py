"""Which events the code can write to the audit trail, read from the source so that none is forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[4] / "src"
ROOTS = ("write_line", "record_read")
# What writes that something is read, and which of its arguments is the event.
EVENT_OF = {"record_read": 0, "put_on_record": 1, "reading_on_record": 0}
READS = tuple(EVENT_OF)
Parameters = ast.FunctionDef | ast.AsyncFunctionDef | None


class NotFollowed(AssertionError):
    """The name of an event comes from where the reading cannot follow it."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call, and the module and the function that it stands in."""

    module: str
    node: ast.Call
    within: Parameters

    @property
    def name(self) -> str:
        """Name what is called, without what it hangs on."""
        called = self.node.func
        return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _calls_in(module: str, node: ast.AST, within: Parameters = None) -> Iterator[Call]:
    waiting = [(node, within)]
    while waiting:
        here, around = waiting.pop()
        if isinstance(here, ast.Call):
            yield Call(module, here, around)
        inner = here if isinstance(here, ast.FunctionDef | ast.AsyncFunctionDef) else around
        waiting += [(child, inner) for child in ast.iter_child_nodes(here)]


class WrittenEvents:
    """The source, read once: its calls, its constants and what its modules import."""

    def __init__(self) -> None:
        trees = {
            ".".join(path.relative_to(SOURCE).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
            for path in sorted((SOURCE / "fristed").rglob("*.py"))
        }
        self.calls = [call for name, tree in trees.items() for call in _calls_in(name, tree)]
        self.constants = {
            (name, target): value
            for name, tree in trees.items()
            for node in tree.body
            for target, value in _assigned(node)
        }
        self.imported = {
            (name, alias.asname or alias.name): (node.module or "", alias.name)
            for name, tree in trees.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        self.defined = {
            (name, node.name)
            for name, tree in trees.items()
            for node in tree.body
            if isinstance(node, ast.FunctionDef)
        }

    def all(self) -> set[str]:
        """Give every event that any call can write."""
        return {
            event
            for call in self.calls
            if call.name in ROOTS
            for event in self._texts(call, _argument(call.node, "event", 0))
        }

    def read_of_one(self) -> set[str]:
        """Give every event that tells that one thing was read: a subject is given with it."""
        return {
            event
            for call in self.calls
            if call.name in READS and not (call.within and call.within.name in READS)
            if call.name == "reading_on_record" or _argument(call.node, "subject", None) is not None
            for event in self._texts(call, _argument(call.node, "event", EVENT_OF[call.name]))
        }

    def _texts(self, call: Call, given: ast.expr | None) -> set[str]:
        """Give the texts an expression can be where a call stands."""
        match given:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=one, orelse=other):
                return self._texts(call, one) | self._texts(call, other)
            case ast.JoinedStr(values=parts):
                return self._joined(call, parts)
            case ast.Subscript(value=ast.Name(id=name)):
                return self._named(call, name)
            case ast.Dict(values=values):
                return {text for value in values for text in self._texts(call, value)}
            case ast.Name(id=name):
                return self._named(call, name)
        raise NotFollowed(f"{call.module}:{call.node.lineno}: {ast.unparse(call.node)[:80]}")

    def _named(self, call: Call, name: str) -> set[str]:
        within = call.within
        if within is not None and name in (order := _parameters(within)):
            if within.name in ROOTS:
                return set()
            position = order.index(name) if name in _positional(within) else None
            return {
                text
                for other in self.calls
                if other.name == within.name and self._is_same(other, call.module)
                for text in self._texts(other, _argument(other.node, name, position))
            }
        home = self.imported.get((call.module, name), (call.module, name))
        if home not in self.constants:
            raise NotFollowed(f"{call.module}:{call.node.lineno}: {name}")
        return self._texts(call, self.constants[home])

    def _is_same(self, other: Call, module: str) -> bool:
        """Whether a name in a module is the function of another: its own, or imported from there."""
        if (other.module, other.name) in self.defined:
            return other.module == module
        return self.imported.get((other.module, other.name), ("", ""))[0] in {
            module,
            module.rpartition(".")[0],
        }

    def _joined(self, call: Call, parts: list[ast.expr]) -> set[str]:
        """Give what a text with places can be; what hangs on one thing is taken from each making of it."""
        places = [part.value if isinstance(part, ast.FormattedValue) else part for part in parts]
        names = {place.attr for place in places if isinstance(place, ast.Attribute)}
        makings = [given for other in self.calls if names <= (given := _texts_given(other.node)).keys()]
        return {
            "".join(texts)
            for made in (makings if names else [{}])
            for texts in product(
                *(
                    {made[place.attr]} if isinstance(place, ast.Attribute) else self._texts(call, place)
                    for place in places
                )
            )
        }


def _texts_given(call: ast.Call) -> dict[str, str]:
    """Give the texts that a thing is made with, by their names."""
    return {
        one.arg: one.value.value
        for one in call.keywords
        if one.arg and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
    }


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for one, value in zip(target.elts, node.value.elts, strict=True):
                if isinstance(one, ast.Name):
                    yield one.id, value


def _positional(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    return [one.arg for one in (*function.args.posonlyargs, *function.args.args)]


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    return [*_positional(function), *(one.arg for one in function.args.kwonlyargs)]


def _argument(call: ast.Call, name: str, position: int | None) -> ast.expr | None:
    named = next((one.value for one in call.keywords if one.arg == name), None)
    if named is None and position is not None and position < len(call.args):
        return call.args[position]
    return named
