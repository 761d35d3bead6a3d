"""The annual report: prose, figures and tables printed from one protected release.

The room reads a :class:`~fristed.statistics.releases.facts.Release` and the prose that its editors approved.
Every number in it is asked of that record; none is typed. See ``docs/explanation/annual-report.md``.
"""
