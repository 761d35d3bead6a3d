"""Small numbers and years that stand beside the counts, read from the layout and the code lists."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.methods.classifications import code_list
from fristed.statistics.annual_report.labels import read_data
from fristed.statistics.tabulation.layout import Layout


def fixed_facts(layout: Layout, year: int) -> Mapping[str, int]:
    """Give the facts by name, as they stand in the report on a year.

    The age of majority is no row of any list; it is kept with the prose.
    """
    return MappingProxyType(
        {
            **read_data("frame_nb.toml")["facts"],
            "guideline_year": layout.first_register_year,
            "abroad_collected": max(layout.collected_since["abroad_case"].values()),
            "services": len(layout.services),
            "themes": len(code_list("themes").codes_on(year)),
            "main_concerns": len(code_list("main_concerns").codes_on(year)),
        }
    )
