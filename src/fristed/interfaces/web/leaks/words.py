"""The attacker's arithmetic in the reader's language: the few phrases around its numbers, one by one.

So are the faults of specs and tables. The tests read every sentence out of the code that makes it, and
ask for a phrase here.
"""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Phrases = tuple[tuple[re.Pattern[str], Promise], ...]

# What the attacker writes, and how it is said; what stands in the groups is kept.
PHRASES: Phrases = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(?<=Set aside: )(.*) is at least (\d+)(?=[ ,])", _(r"\1 is at least \2")),
        (r"(?<=Set aside: )(.*) and at most (\d+)(?=, by)", _(r"\1 and at most \2")),
        (r"(?<=Set aside: )(.*), by its sign$", _(r"\1, by its sign")),
        (r"(?<=Set aside: )(.*) is zero$", _(r"\1 is zero")),
        (r"(?<=Set aside: )(.*) is (\d+)$", _(r"\1 is \2")),
        (r"\((\d+) is the sum of (\d+) printed counts\)", _(r"(\1 is the sum of \2 printed counts)")),
        (r", each from (\d+) to (\d+)", _(r", each from \1 to \2")),
        (r", each at least (\d+)", _(r", each at least \1")),
        (r", these from (\d+) to (\d+)", _(r", these from \1 to \2")),
        (r", these at least (\d+)", _(r", these at least \1")),
        (r"\bor from (\d+) to (\d+)", _(r"or from \1 to \2")),
        (r"\bor at least (\d+)", _(r"or at least \1")),
        (r"^from (\d+) to (\d+) by its sign", _(r"from \1 to \2 by its sign")),
        (r"^at least (\d+)$", _(r"at least \1")),
        (r"^from (\d+) to (\d+) by (\d+) relations together", _(r"from \1 to \2 by \3 relations together")),
        (r"^at least (\d+) by (\d+) relations together", _(r"at least \1 by \2 relations together")),
        (r"^(\d+) by (\d+) relations together", _(r"\1 by \2 relations together")),
        (r" is printed as (\d+ %) of ", _(r" is printed as \1 of ")),
        (r"\b(\d+)\.(\d+) %", _(r"\1.\2 %")),
        (r" is printed as (\d+[.,]\d+ %) of ", _(r" is printed as \1 of ")),
        (r" is (\d+[.,]\d+ %) of ", _(r" is \1 of ")),
        (
            r"; the sign allows from (\d+) to (\d+), unless larger counts carry it too",
            _(r"; the sign allows from \1 to \2, unless larger counts carry it too"),
        ),
        (r"; the sign allows at least (\d+)", _(r"; the sign allows at least \1")),
        (
            r"\. Another percent of this table is wrong, so this one may be",
            _(". Another percent of this table is wrong, so this one may be"),
        ),
        (
            r"\. The sum it is part of contradicts itself and is set aside, so it was not tested against it",
            _(". The sum it is part of contradicts itself and is set aside, so it was not tested against it"),
        ),
        (
            r"\. No sum whose total was read holds it, so it was not tested",
            _(". No sum whose total was read holds it, so it was not tested"),
        ),
        # What the example of the settlement tables says of its rests
        (
            r"An inference: the heading of the total says that persons with protected identity are included, "
            r"the headings of its parts do not, so the rest is most likely they",
            _(
                "An inference: the heading of the total says that persons with protected identity are "
                "included, the headings of its parts do not, so the rest is most likely they"
            ),
        ),
        (
            r"An inference: a rest this small may be persons with protected identity, or a slip of the pen",
            _("An inference: a rest this small may be persons with protected identity, or a slip of the pen"),
        ),
        (r"(\d+) is printed$", _(r"\1 is printed")),
        (r", where nothing should be left", _(", where nothing should be left")),
        (r" is the sum of its (\d+) parts", _(r" is the sum of its \1 parts")),
        (r" is (\d+ %) of ", _(r" is \1 of ")),
        # What else may be set aside: a total and its parts, written out.
        (r"(?<=Set aside: )(.*) is (?=\S)", _(r"\1 is ")),
        (r"Set aside: ", _("Set aside: ")),
        (r"\btable (\d+) ", _(r"table \1 ")),
        (r" together$", _(" together")),
        (r"(= \d+|\)|^\d+|: \d+) for ", _(r"\1 for ")),
    )
)


# Why a spec or a table could not be read. Names of fields stay as the spec and the reference have them.
FAULTS: Phrases = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        # Tables
        (
            r"the heading (“.*”) stands twice; give each column a heading of its own",
            _(r"the heading \1 stands twice; give each column a heading of its own"),
        ),
        (r"(“.*”) is left out as a footnote", _(r"\1 is left out as a footnote")),
        (r"the cell is empty and may be any count", _("the cell is empty and may be any count")),
        (
            r"(“.*”) is read as (\d+), without the mark (“.*”)",
            _(r"\1 is read as \2, without the mark \3"),
        ),
        (
            r"(“.*”) is more than any count of persons \((\d+)\)",
            _(r"\1 is more than any count of persons (\2)"),
        ),
        (
            r"a total of the other columns was not tried as one: (“.*”); name it as the column of totals",
            _(r"a total of the other columns was not tried as one: \1; name it as the column of totals"),
        ),
        (
            r"percents were not read: (“.*”); percents often give hidden counts away",
            _(r"percents were not read: \1; percents often give hidden counts away"),
        ),
        (r"percents are read as counts: (“.*”)", _(r"percents are read as counts: \1")),
        (
            r"rows that look like sums of rows beside them are counted twice: (“.*”); say which rows they "
            r"hold with (“groups”) in a TOML file",
            _(
                r"rows that look like sums of rows beside them are counted twice: \1; say which rows they "
                r"hold with \2 in a TOML file, under “Several tables that hang together”"
            ),
        ),
        (
            r"the rows add up to more than the total (\d+); where some are sums of others, say so with "
            r"(“groups”) in a TOML file",
            _(
                r"the rows add up to more than the total \1; where some are sums of others, say so with \2 "
                r"in a TOML file, under “Several tables that hang together”"
            ),
        ),
        (
            r"(“.*”) is a formula without a saved value; open the workbook in a spreadsheet program and "
            r"save it there, or write the number",
            _(
                r"\1 is a formula without a saved value; open the workbook in a spreadsheet program and "
                r"save it there, or write the number"
            ),
        ),
        (
            r"(\d+) of (\d+) is printed as ([\d.]+ %), so percents of hidden counts may be rounded "
            r"either way",
            _(r"\1 of \2 is printed as \3, so percents of hidden counts may be rounded either way"),
        ),
        (r"two columns have no heading", _("two columns have no heading")),
        (
            r"(\d+) cells stand under (\d+) headings; say in which row the headings stand",
            _(r"\1 cells stand under \2 headings; say in which row the headings stand"),
        ),
        (r"the file is empty", _("the file is empty")),
        (r"there is no such file$", _("there is no such file")),
        (r"the file is larger than ([\d,]+) bytes", _(r"the file is larger than \1 bytes")),
        (r"the file cannot be read.*", _("the file cannot be read")),
        (r"this is not CSV .*", _("this is not CSV")),
        (r"this is neither CSV nor XLSX", _("this is neither CSV nor XLSX")),
        (r"this is no XLSX workbook.*", _("this is no XLSX workbook that can be read")),
        (
            r"reading the workbook takes too much memory or time",
            _("reading the workbook takes too much memory or time"),
        ),
        (r"the text is neither UTF-8.*", _("the text is neither UTF-8 nor Windows-1252")),
        (
            r"there is no sheet (“.*”); the sheets are (.*)",
            _(r"there is no sheet \1; the sheets are \2"),
        ),
        (
            r"there is no column (“.*”); the columns are (.*)",
            _(r"there is no column \1; the columns are \2"),
        ),
        (r"the row has no name", _("the row has no name")),
        (r"no row belongs to the table (“.*”)", _(r"no row belongs to the table \1")),
        (r": (.*) stands twice$", _(r": \1 stands twice")),
        (r"(“.*”) is no percent", _(r"\1 is no percent")),
        (r"(“.*”) is no year", _(r"\1 is no year")),
        (
            r"(“.*”) is neither a whole count nor one of the signs (.*)",
            _(r"\1 is neither a whole count nor one of the signs \2"),
        ),
        # The spec: its form
        (r"this is not TOML .*", _("this is not TOML")),
        (
            r"(“threshold”) is missing: the smallest count that may be printed",
            _(r"\1 is missing: the smallest count that may be printed"),
        ),
        (r"(“\w+”) is missing$", _(r"\1 is missing")),
        (r"(“.*”) must be a text in quotes$", _(r"\1 must be a text in quotes")),
        (r"(“.*”) must be a whole number$", _(r"\1 must be a whole number")),
        (r"(“.*”) must be true or false$", _(r"\1 must be true or false")),
        (r"(“.*”) must be a text or a list of texts$", _(r"\1 must be a text or a list of texts")),
        (
            r"(“.*”) must be a whole number or a list of them$",
            _(r"\1 must be a whole number or a list of them"),
        ),
        (r"(“.*”) must be a table$", _(r"\1 must be a table")),
        (r"(“.*”) must be a list of tables\b", _(r"\1 must be a list of tables")),
        (r"(“.*”) must be at least (\d+)$", _(r"\1 must be at least \2")),
        (r"(“.*”) must be at most (\d+)$", _(r"\1 must be at most \2")),
        (r"(“.*”) must be one of (.*), not (“.*”)$", _(r"\1 must be one of \2, not \3")),
        (r"there is no such field: (.*)", _(r"there is no such field: \1")),
        (r"there is no (\[\[table\]\])$", _(r"there is no \1")),
        (
            r": table (“.*”): a name stands once, has no colon and is not (“.*”), which is the running text$",
            _(r": table \1: a name stands once, has no colon and is not \2, which is the running text"),
        ),
        (r"(“high”) is below (“low”)", _(r"\1 is below \2")),
        (r"the sign (“.*”) means two things", _(r"the sign \1 means two things")),
        (r"(“.*”) is outside the folder of the spec", _(r"\1 is outside the folder of the spec")),
        (r"(“.*”) is no cell; write (“.*”) or (“.*”)", _(r"\1 is no cell; write \2 or \3")),
        (r"(“.*”) is no part of a whole; write (“.*”)", _(r"\1 is no part of a whole; write \2")),
        (
            r"a relation has a (“total”) and (“parts”), or cells that are the (“same”)",
            _(r"a relation has a \1 and \2, or cells that are the \3"),
        ),
        (
            r"a count is not negative and has no (“of”)",
            _(r"a count is not negative and has no \1"),
        ),
        (r": a (\w+) needs (“of”)", _(r": a \1 needs \2")),
        # The spec: what it says of the tables
        (r"there is no table (“.*”)", _(r"there is no table \1")),
        (r"the table (“.*”) has no row (.*)", _(r"the table \1 has no row \2")),
        (r"the table (“.*”) has no column (“.*”)", _(r"the table \1 has no column \2")),
        (
            r"no table has the row (.*) of the group (“.*”)",
            _(r"no table has the row \1 of the group \2"),
        ),
        (
            r"a relation holds for no service and year that is printed",
            _("a relation holds for no service and year that is printed"),
        ),
        (r": (.*) is not printed$", _(r": \1 is not printed")),
        (
            r"a percent needs a base that is printed",
            _("a percent needs a base that is printed"),
        ),
        (
            r"a whole that was not in use has no parts",
            _("a whole that was not in use has no parts"),
        ),
        (
            r"a number with (“cells”) is no new part of a whole",
            _(r"a number with \1 is no new part of a whole"),
        ),
        (r"; the nearest is (“.*?”)", _(r"; the nearest is \1")),
        # Where
        (r": the number (“.*?”): ", _(r": the number \1: ")),
        (r": table (“.*?”)(?=[ :,])", _(r": table \1")),
        (r"\btable (\d+) ", _(r"table \1 ")),
        (r", a cell,: ", _(", a cell: ")),
        (r"([:,]) row (\d+)\b", _(r"\1 row \2")),
        (r", column “", _(", column “")),
        (r", sheet “", _(", sheet “")),
    )
)


def in_language(because: str) -> str:
    """Say the arithmetic in the language of the page; in English it stays as it is.

    Examples
    --------
    >>> in_language("57 - 44 - 7 = 6")
    '57 - 44 - 7 = 6'
    """
    return _said(because, PHRASES)


def fault_in_language(fault: str) -> str:
    """Say in the language of the page why a spec or a table could not be read."""
    return "\n".join(_said(line, FAULTS) for line in fault.split("\n"))


def _said(text: str, phrases: Phrases) -> str:
    for pattern, words in phrases:
        text = pattern.sub(str(words), text)
    return text
