"""The verbs of papers: opening what stands on one, and recording that it was given."""

from fristed.casework.papers.actions.advising import advice_read, print_advice
from fristed.casework.papers.actions.summarising import give_summary, read_disclosures, read_summary

__all__ = ["advice_read", "give_summary", "print_advice", "read_disclosures", "read_summary"]
