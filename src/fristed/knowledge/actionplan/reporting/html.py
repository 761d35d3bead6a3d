"""A report as HTML in one file: no script, nothing fetched."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from fristed.knowledge.actionplan.reporting.document import Claim, Part, StatusReport, Table


@cache
def _style() -> str:
    return files("fristed.knowledge.actionplan.reporting").joinpath("data", "report.css").read_text("utf-8")


def write_html(report: StatusReport) -> str:
    """Write the whole file."""
    words = dict(report.words)
    contents = "".join(f'<li><a href="#{part.id}">{_t(part.title)}</a></li>' for part in report.parts)
    notice = f'<p class="notice">{_t(report.notice)}</p>' if report.notice else ""
    body = "".join(_part(part, words, report.language) for part in report.parts)
    return (
        f'<!doctype html>\n<html lang="{report.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_t(report.title)} – {_t(report.subtitle)}</title><style>{_style()}</style></head><body>"
        f"<header><p>{_t(report.subtitle)}</p><h1>{_t(report.title)}</h1><p>{_t(words['as_of'])}</p>{notice}"
        f'</header><nav aria-labelledby="contents"><h2 id="contents">{_t(words["contents"])}</h2>'
        f"<ol>{contents}</ol></nav><main>{body}</main></body></html>\n"
    )


def _t(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _part(part: Part, words: dict[str, str], language: str) -> str:
    inner = "".join(f"<p>{_t(text)}</p>" for text in part.texts)
    inner += "".join(map(_table, part.tables))
    inner += "".join(_claim(one, words, language) for one in part.claims)
    return f'<section id="{part.id}"><h2>{_t(part.title)}</h2>{inner}</section>'


def _table(table: Table) -> str:
    def cell(column: int, text: str) -> str:
        css = ' class="number"' if column in table.numbers else ""
        return f"<td{css}>{_t(text)}</td>" if column else f'<th scope="row">{_t(text)}</th>'

    head = "".join(f'<th scope="col">{_t(text)}</th>' for text in table.head)
    rows = "".join(
        f"<tr>{''.join(cell(column, text) for column, text in enumerate(row))}</tr>" for row in table.rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{table.id}"><table>'
        f'<caption id="{table.id}">{_t(table.caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _claim(one: Claim, words: dict[str, str], language: str) -> str:
    other = f' lang="{one.title_language}"' if one.title_language != language else ""
    facts = "".join(f"<div><dt>{_t(name)}</dt><dd>{_t(value)}</dd></div>" for name, value in one.facts)
    shown = "".join(f"<li>{_t(line)}</li>" for line in one.evidence)
    shown = f"<ul>{shown}</ul>" if shown else f'<p class="nothing">{_t(one.nothing)}</p>'
    text = f"<p>{_t(one.text)}</p>" if one.text else ""
    return (
        f'<article id="c-{one.code}"><h3>{_t(one.code)} <span{other}>{_t(one.title)}</span></h3>'
        f'<p class="status">{_t(one.status)}</p>{text}<dl>{facts}</dl>'
        f"<h4>{_t(words['evidence'])}</h4>{shown}</article>"
    )
