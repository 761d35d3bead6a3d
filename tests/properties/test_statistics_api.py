"""Whatever programs ask for, they get what is printed or a problem in its shape, and never a hidden number.

What is printed is read straight from the releases, by code that shares nothing with the door.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from math import prod
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fristed.interfaces.web import middleware
from fristed.statistics.publishing.datasets import datasets_of
from fristed.statistics.publishing.facts import CONTENTS, TIME, Dataset
from fristed.statistics.releases.facts import Release
from tests.unit.interfaces.api.shelves import PUBLISHED_AT, full_release, publish
from tests.unit.interfaces.web.visitors import AT
from tests.unit.statistics.publishing.reading_back import in_px, in_table_csv, in_xlsx, said_by

pytestmark = pytest.mark.django_db
SHARED = settings(deadline=None, suppress_health_check=list(HealthCheck))
FORMS = ("json-stat2", "json-stat2", "csv", "px", "xlsx", "html")
PROBLEMS = {400, 403, 404, 405}
Cells = dict[tuple[str, ...], int | str]
Wish = tuple[str, tuple[str, ...]]
"""What is written to choose values, and the codes that it means."""


@dataclass(frozen=True)
class Known:
    """One published table: its address, what it is of, and what is printed in it."""

    address: str
    dataset: Dataset
    said: Cells


def corrected(release: Release, more: int) -> Release:
    """Give a release with more cases wherever a number stands."""
    return replace(
        release,
        cells=tuple(replace(c, count=c.count + more if c.count else c.count) for c in release.cells),
        figures=tuple(replace(c, count=c.count + more if c.count else c.count) for c in release.figures),
    )


EARLIER, FIRST = full_release(2023), full_release(2024)
NEWEST = corrected(FIRST, 7)


def known_as(release: Release, suffix: str) -> list[Known]:
    """Give the tables of a release under the addresses they are published at."""
    said = said_by(release)
    return [
        Known(
            f"{dataset.id}{suffix}",
            dataset,
            {codes: value for (name, codes), value in said.items() if name == dataset.id},
        )
        for dataset in datasets_of(release)
    ]


TABLES = [
    *known_as(NEWEST, ""),
    *known_as(NEWEST, "-2024"),
    *known_as(FIRST, "-2024-v1"),
    *known_as(EARLIER, "-2023"),
]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> Client:
    """A program at the door, three versions of two reports on the shelf."""
    settings.DATA = tmp_path
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    publish(EARLIER)
    publish(FIRST)
    publish(NEWEST, version=2, published_at=PUBLISHED_AT + timedelta(days=1))
    return Client()


# --- what is asked --------------------------------------------------------------------------------------


@st.composite
def chosen(draw: st.DrawFn, codes: Sequence[str], *, is_time: bool) -> Wish:
    """Draw an expression, made from what it shall mean."""
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(codes) - 1)] * 2)))
    part = tuple(codes[first : last + 1])
    count = len(part)
    kind = draw(st.sampled_from(["codes", "all", "range", "from", "to", "top", "bottom"]))
    if kind == "codes":
        some = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=6))
        return ",".join(some), tuple(code for code in codes if code in some)
    if kind == "all":
        return "*", tuple(codes)
    if kind == "range":
        return f"[RANGE({codes[first]},{codes[last]})]", part
    if kind == "from":
        return f"FROM({codes[first]})", tuple(codes[first:])
    if kind == "to":
        return f"to({codes[last]})", tuple(codes[: last + 1])
    if (kind == "top") is is_time:
        return f"{kind}({count},{len(codes) - 1 - last})", part
    return f"{kind.upper()}({count},{first})", part


@st.composite
def wishes(draw: st.DrawFn, dataset: Dataset) -> dict[str, Wish]:
    """Draw a wish for every variable that must have one, and for some that need not."""
    return {
        d.code: draw(chosen(d.codes, is_time=d.code == TIME))
        for d in dataset.dimensions
        if not d.elimination or draw(st.booleans())
    }


ODD = st.one_of(
    st.text(max_size=12),
    st.text("*?[](),TOPRANGEFM0124", max_size=12),
    st.sampled_from(["*", "20*", "*4", "?0*", "TOP(1)", "BOTTOM(99)", "RANGE(2021,2024)", "FROM(2023)", ""]),
)
NAMES = st.one_of(
    st.sampled_from(["gender", "main_concern", "service", CONTENTS, TIME, "time", "TID", "age"]),
    st.text(max_size=8),
)


OTHERS = st.dictionaries(
    st.sampled_from(
        ["lang", "codelist[gender]", "codelist[main_concern]", "outputvalues[gender]", "heading"]
    ),
    st.sampled_from(["en", "nn", "sv", "vs_genders", "vs_main_concerns", "single", TIME, "gender"]),
    max_size=2,
)


def ask(
    client: Client,
    address: str,
    values: Mapping[str, str],
    asked: Mapping[str, str],
    *,
    by_post: bool,
) -> HttpResponse:
    """Ask the way of an address or the way of a body."""
    path = f"/api/v2/tables/{quote(address, safe='')}/data"
    if not by_post:
        query = {**{f"valuecodes[{name}]": text for name, text in values.items()}, **asked}
        return client.get(f"{path}?{urlencode(query, errors='replace')}")
    selection = [{"variableCode": name, "valueCodes": [text]} for name, text in values.items()]
    return client.post(
        f"{path}?{urlencode(asked)}",
        json.dumps({"selection": selection}),
        content_type="application/json",
    )


# --- what is answered -----------------------------------------------------------------------------------


def require_problem(answer: HttpResponse) -> None:
    assert answer.status_code in PROBLEMS, (answer.status_code, answer.content)
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = json.loads(answer.content)
    assert set(said) == {"type", "title", "status", "detail", "instance"}
    assert said["status"] == answer.status_code


def in_jsonstat(answer: HttpResponse) -> tuple[list[str], Cells]:
    """Give the variables of an answer and its cells; a cell is a number or a sign."""
    found = json.loads(answer.content)
    codes = [list(found["dimension"][name]["category"]["index"]) for name in found["id"]]
    assert len(found["value"]) == prod(found["size"]) == prod(map(len, codes))
    status = found.get("status", {})
    cells: Cells = {}
    for place, key in enumerate(product(*codes)):
        number, sign = found["value"][place], status.get(str(place))
        assert (number is None) == (sign is not None)
        cells[key] = sign if number is None else number
    return found["id"], cells


def require_as_printed(known: Known, names: Sequence[str], cells: Cells) -> None:
    """Set every cell against the release; a variable that is left out is the total."""
    every = [dimension.code for dimension in known.dataset.dimensions]
    left_out = set(every) - set(names)
    assert [name for name in every if name in names] == list(names)
    for key, value in cells.items():
        given = dict(zip(names, key, strict=True)) | dict.fromkeys(left_out, "total")
        assert value == known.said[tuple(given[name] for name in every)], (known.address, given)


def in_form(form: str, content: bytes, place: Path, names: Sequence[str]) -> Cells:
    """Read the cells of an answer in another form with the readers of the published forms."""
    if form == "csv":
        return {codes: value for (_, codes), value in in_table_csv({"tabell-01": content}).items()}
    if form == "px":
        return {codes: value for (_, codes), value in in_px({"one.px": content}, place).items()}
    assert form == "xlsx"
    return {codes: value for (_, codes), value in in_xlsx(content).items()}


def in_html(content: bytes) -> list[int | str]:
    """Give the cells of the page, row by row."""
    text = content.decode()
    cells = [part.partition("</td>")[0] for part in text.split("<td>")[1:]]
    return [int(cell) if cell.isdecimal() else cell for cell in cells]


def require_the_same(form: str, content: bytes, place: Path, names: Sequence[str], cells: Cells) -> None:
    """Set what one form says against what JSON-stat says."""
    if form == "html":
        assert in_html(content) == list(cells.values())
    elif form != "json-stat2":
        assert in_form(form, content, place, names) == cells


# --- the properties -------------------------------------------------------------------------------------


def asked_well(client: Client, data: st.DataObject, place: Path) -> None:
    """Ask for what there is: exactly that comes, as it is printed, in every form."""
    known = data.draw(st.sampled_from(TABLES))
    wish = data.draw(wishes(known.dataset))
    form, by_post = data.draw(st.sampled_from(FORMS)), data.draw(st.booleans())
    written = {name: text for name, (text, _) in wish.items()}
    if by_post:  # a body lists its values; a comma has no meaning there
        written = {name: text if text.endswith((")", "]")) else "*" for name, text in written.items()}
    meant = {
        d.code: d.codes if written[d.code] == "*" else wish[d.code][1]
        for d in known.dataset.dimensions
        if d.code in wish
    }
    answer = ask(client, known.address, written, {}, by_post=by_post)
    assert answer.status_code == 200, (written, answer.content)
    names, cells = in_jsonstat(answer)
    require_as_printed(known, names, cells)
    assert list(cells) == list(product(*(meant[name] for name in names)))
    other = ask(client, known.address, written, {"outputFormat": form}, by_post=by_post)
    assert other.status_code == 200
    require_the_same(form, other.content, place, names, cells)


def asked_anyhow(client: Client, data: st.DataObject, place: Path) -> None:
    """Ask for anything: what is printed comes, or a problem."""
    known = data.draw(st.sampled_from(TABLES))
    values = {name: text for name, (text, _) in data.draw(wishes(known.dataset)).items()}
    values |= data.draw(st.dictionaries(NAMES, ODD, max_size=3))
    is_real = data.draw(st.integers(0, 9)) > 0
    address = known.address if is_real else data.draw(st.text(min_size=1, max_size=12))
    form = data.draw(st.sampled_from([*FORMS, "json-px", "parquet", ""]))
    asked = {**data.draw(OTHERS), "outputFormat": form}
    answer = ask(client, address, values, asked, by_post=data.draw(st.booleans()))
    if answer.status_code != 200:
        require_problem(answer)
    elif answer.headers["Content-Type"] == "application/json" and is_real:
        require_as_printed(known, *in_jsonstat(answer))
    elif is_real:
        require_printed_somewhere(known, answer)


def require_printed_somewhere(known: Known, answer: HttpResponse) -> None:
    """See that a page or a file holds nothing in its cells that the table does not print."""
    if answer.headers["Content-Type"].startswith("text/csv"):
        assert set(in_table_csv({"tabell-01": answer.content}).values()) <= set(known.said.values())
    if answer.headers["Content-Type"].startswith("text/html"):
        assert set(in_html(answer.content)) <= set(known.said.values())


@SHARED
@given(data=st.data())
def test_programs_get_what_is_printed(client: Client, data: st.DataObject, tmp_path: Path) -> None:
    asked_well(client, data, tmp_path)


@SHARED
@given(data=st.data())
def test_programs_get_a_problem_for_what_means_nothing(
    client: Client, data: st.DataObject, tmp_path: Path
) -> None:
    asked_anyhow(client, data, tmp_path)


@pytest.mark.ci
@settings(SHARED, max_examples=5_000)
@given(data=st.data())
def test_five_thousand_good_queries_get_what_is_printed(
    client: Client, data: st.DataObject, tmp_path: Path
) -> None:
    asked_well(client, data, tmp_path)


@pytest.mark.ci
@settings(SHARED, max_examples=5_000)
@given(data=st.data())
def test_five_thousand_odd_queries_get_what_is_printed_or_a_problem(
    client: Client, data: st.DataObject, tmp_path: Path
) -> None:
    asked_anyhow(client, data, tmp_path)


def test_all_that_was_drawn_from_has_every_sign_and_many_hidden_cells() -> None:
    said = [value for known in TABLES for value in known.said.values()]
    assert {value for value in said if isinstance(value, str)} == {":", ".", ".."}
    assert said.count(":") > 1_000
    assert {known.dataset.kind for known in TABLES} == {"table", "figure"}
