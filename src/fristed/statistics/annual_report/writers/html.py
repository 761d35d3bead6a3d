"""The report as HTML, in one file or one for each chapter: no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.document import (
    Block,
    Bullets,
    Cell,
    Figure,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Row,
    Section,
    Table,
    Terms,
)

# A table with more columns than this does not fit beside its figure and stands under it.
BESIDE = 5
SIGNS = "tegn"
"""The place of a page where its signs are explained."""


@cache
def _style() -> str:
    return files("fristed.statistics.annual_report").joinpath("data", "report.css").read_text("utf-8")


def tag(name: str, content: str, **attributes: str) -> str:
    """Write an element around content that is already HTML."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(v)}"' for key, v in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def _text(words: str) -> str:
    return escape(words, quote=False)


def _cell(cell: Cell) -> str:
    if not cell.spoken:
        return tag("td", _text(cell.text), **({} if _is_number(cell.text) else {"class_": "words"}))
    sign = tag("span", _text(cell.text), aria_hidden="true")
    return tag("td", sign + tag("span", _text(cell.spoken), class_="unseen"))


def _is_number(words: str) -> bool:
    return not any(letter.isalpha() for letter in words)


def _row(row: Row) -> str:
    cells = tag("th", _text(row.label), scope="row") + "".join(map(_cell, row.cells))
    return tag("tr", cells, **({"class_": "total"} if row.is_total else {}))


def _head(table: Table) -> str:
    deep = len(table.head)
    rows = []
    for depth, line in enumerate(table.head):
        spans = [
            tag("th", _text(h.text), scope="colgroup", colspan=str(h.span))
            if h.span > 1
            else tag("th", _text(h.text), scope="col")
            for h in line
        ]
        stub = (
            tag("th", _text(table.stub), scope="col", rowspan=str(deep), class_="stub") if depth == 0 else ""
        )
        rows.append(tag("tr", stub + "".join(spans)))
    return tag("thead", "".join(rows))


def _foot(notes: Iterable[str], signs: Collection[str], words: Mapping[str, str]) -> str:
    """Write the notes, and the way to where the signs are explained, once for the page."""
    said = "".join(tag("p", _text(note), class_="footnote") for note in notes)
    if signs:
        said += tag("p", tag("a", _text(words["see_signs"]), href=f"#{SIGNS}"), class_="footnote")
    return said


def _table(table: Table, words: Mapping[str, str], *, is_beside: bool = False) -> str:
    body = tag("tbody", "".join(map(_row, table.rows)))
    caption_id = f"{table.id}-tittel"
    # the span keeps the title on the screen while a wide table is scrolled
    caption = tag("caption", tag("span", _text(table.title)), id=caption_id)
    grid = tag("table", caption + _head(table) + body)
    notes = _foot(table.notes, () if is_beside else table.signs, words)
    region = tag("div", grid, class_="scroll", tabindex="0", role="region", aria_labelledby=caption_id)
    return tag("div", region + notes, class_="table", id=table.id)


def _figure(figure: Figure, words: Mapping[str, str]) -> str:
    caption = tag("figcaption", _text(figure.title))
    notes = _foot(figure.notes, figure.table.signs, words)
    name = words["drawing_in"].format(figure=figure.name.lower())
    chart = tag("div", figure.svg, class_="chart", tabindex="0", role="region", aria_label=name)
    drawn = tag("figure", caption + chart + notes, id=figure.id)
    many = len(figure.table.rows[0].cells) > BESIDE
    return tag(
        "div", drawn + _table(figure.table, words, is_beside=True), class_="pair wide" if many else "pair"
    )


def _key_figures(block: KeyFigures) -> str:
    items = "".join(
        tag(
            "li",
            tag("span", _text(item.label), class_="of")
            + tag("strong", _text(item.value))
            + tag("span", _text(item.change), class_="moved"),
        )
        for item in block.items
    )
    return tag("ul", items, class_="key")


def _block(block: Block, words: Mapping[str, str]) -> str:
    writers: Mapping[type, Callable[..., str]] = {
        Paragraph: lambda b: tag("p", _text(b.text)),
        Bullets: lambda b: tag("ul", "".join(tag("li", _text(item)) for item in b.items)),
        Note: lambda b: tag(
            "div", tag("p", _text(b.title), class_="lead") + tag("p", _text(b.text)), class_="note"
        ),
        Terms: lambda b: tag(
            "dl", "".join(tag("dt", _text(term)) + tag("dd", _text(text)) for term, text in b.items)
        ),
        KeyFigures: _key_figures,
        Figure: lambda b: _figure(b, words),
        Table: lambda b: _table(b, words),
    }
    return writers[type(block)](block)


def _heading(section: Section) -> str:
    number = tag("span", _text(section.number), class_="number") + " " if section.number else ""
    return number + _text(section.title)


def _other(language: Language, report: Report) -> dict[str, str]:
    """Mark what is in another language than the page."""
    return {} if language == report.language else {"lang": language}


def _section(section: Section, level: int, report: Report) -> str:
    other = _other(section.language, report)
    heading = tag(f"h{level}", _heading(section), id=f"{section.id}-tittel", **other)
    inner = tag("p", _text(section.untranslated), class_="untranslated") if section.untranslated else ""
    for block in section.blocks:
        written = _block(block, report.words)
        has_own_words = other and not isinstance(block, (Figure, Table))
        inner += tag("div", written, **other) if has_own_words else written
    inner += "".join(_section(one, min(level + 1, 6), report) for one in section.sections)
    return tag("section", heading + inner, id=section.id, aria_labelledby=f"{section.id}-tittel")


def _contents(report: Report) -> str:
    def item(section: Section, deeper: bool) -> str:
        inner = "".join(item(one, False) for one in section.sections) if deeper else ""
        link = tag("a", _heading(section), href=f"#{section.id}", **_other(section.language, report))
        return tag("li", link + (tag("ol", inner) if inner else ""))

    title = tag("h2", _text(report.words["contents"]), id="innhold")
    listed = tag("ol", "".join(item(section, True) for section in report.sections))
    return tag("nav", title + listed, aria_labelledby="innhold")


def _tables_in(sections: Iterable[Section]) -> Iterator[Table]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Table))
        yield from (block.table for block in section.blocks if isinstance(block, Figure))
        yield from _tables_in(section.sections)


def _signs(sections: Sequence[Section], report: Report) -> str:
    """Explain every sign that stands in the tables of a page, once."""
    used = dict.fromkeys(sign for table in _tables_in(sections) for sign in table.signs)
    if not used:
        return ""
    heading = tag("h2", _text(report.words["signs"]), id=f"{SIGNS}-tittel")
    lines = "".join(tag("li", _text(meaning)) for meaning in used)
    return tag("section", heading + tag("ul", lines), id=SIGNS, aria_labelledby=f"{SIGNS}-tittel")


def _colophon(report: Report) -> str:
    terms = "".join(tag("dt", _text(term)) + tag("dd", _text(text)) for term, text in report.colophon)
    return tag("footer", tag("h2", _text(report.words["about"])) + tag("dl", terms))


def write_html(report: Report) -> bytes:
    """Write the whole page."""
    summary = tag("p", _text(report.summary), class_="summary")
    cover = tag("header", _title(report) + summary + _notice(report))
    text = "".join(_section(section, 2, report) for section in report.sections)
    main = tag("main", text + _signs(report.sections, report), id="rapport")
    name = f"{report.title} – {report.subtitle}"
    return page_of(report, name, cover + _contents(report) + main + _colophon(report))


def page_of(report: Report, name: str, content: str) -> bytes:
    """Write a page with its name, its style and a way past what stands above the text."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        + tag("title", _text(name))
        + f'<meta name="description" content="{escape(report.summary)}">'
        + tag("style", _style())
    )
    skip = tag("a", _text(report.words["skip"]), href="#rapport", class_="skip")
    page = tag("html", tag("head", head) + tag("body", skip + content), lang=report.language)
    return f"<!doctype html>\n{page}\n".encode()


def _title(report: Report) -> str:
    edition = tag("p", _text(report.edition), class_="edition")
    return edition + tag("h1", _text(report.title) + tag("span", _text(report.subtitle), class_="subtitle"))


def _notice(report: Report) -> str:
    return tag("p", _text(report.notice), class_="notice") if report.notice else ""


def write_chapter(report: Report, chapter: Section, address: Callable[[Section], str]) -> bytes:
    """Write one chapter as a page of its own; ``address`` gives where each chapter lies."""
    cover = tag("header", _title(report) + _notice(report), class_="slim")
    text = _section(chapter, 2, report) + _signs((chapter,), report)
    main = tag("main", text + _steps(report, chapter, address), id="rapport")
    name = f"{chapter.number} {chapter.title} – {report.title}".strip()
    return page_of(report, name, cover + _chapters(report, chapter, address) + main + _colophon(report))


def _chapters(report: Report, here: Section, address: Callable[[Section], str]) -> str:
    """List the chapters; the one that is read is opened, with links to its parts."""

    def item(section: Section) -> str:
        is_here = section.id == here.id
        current = {"aria_current": "page"} if is_here else {}
        other = _other(section.language, report)
        link = tag("a", _heading(section), href=address(section), **current, **other)
        parts = (
            tag("a", _heading(one), href=f"#{one.id}", **_other(one.language, report))
            for one in section.sections
        )
        inner = tag("ol", "".join(tag("li", part) for part in parts)) if is_here and section.sections else ""
        return tag("li", link + inner)

    title = tag("h2", _text(report.words["contents"]), id="innhold")
    return tag("nav", title + tag("ol", "".join(map(item, report.sections))), aria_labelledby="innhold")


def _steps(report: Report, here: Section, address: Callable[[Section], str]) -> str:
    """Lead to the chapter before and the chapter after."""
    place = [section.id for section in report.sections].index(here.id)
    before = report.sections[place - 1 : place] if place else ()
    after = report.sections[place + 1 : place + 2]

    def link(one: Section, rel: str, word: str) -> str:
        name = tag("span", _heading(one), **_other(one.language, report))
        return tag("a", _text(report.words[word]) + name, href=address(one), rel=rel)

    links = [link(one, "prev", "before") for one in before] + [link(one, "next", "after") for one in after]
    return tag("nav", "".join(links), class_="steps", aria_label=report.words["steps"])
