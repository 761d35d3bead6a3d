"""The figures of the report: a chart and the table with the same numbers, made from one desk.

``data/figures_nb.toml`` says what is drawn; a drawing is a function here.
"""

from fristed.statistics.annual_report.figures.making import FigureMaker, describe

__all__ = ["FigureMaker", "describe"]
