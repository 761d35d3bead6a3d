"""What the templates need beyond Django's own tags: numbers, days, icons and marks."""

from __future__ import annotations

from django import template

from fristed.interfaces.web import formats
from fristed.interfaces.web.icons import icon
from fristed.interfaces.web.statistics.protection.grid import mark

register = template.Library()
register.filter("number", formats.number)
register.filter("percent", formats.percent)
register.filter("day", formats.day)
register.filter("moment", formats.moment)
register.filter("called", formats.called)
register.simple_tag(icon, name="icon")
register.simple_tag(mark, name="mark")
