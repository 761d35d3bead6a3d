"""Publishing: the tables and figures of one protected release, and the forms that readers take home.

The room reads a :class:`~fristed.statistics.releases.facts.Release` and nothing else. A dataset is made once
and every form is written from it, so no form can say another number than the next. See
``docs/reference/published-forms.md``.
"""
