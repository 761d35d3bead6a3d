"""What the templates need beyond Django's own tags: numbers, days and icons."""

from __future__ import annotations

from django import template

from fristed.interfaces.web import formats
from fristed.interfaces.web.icons import icon

register = template.Library()
register.filter("number", formats.number)
register.filter("percent", formats.percent)
register.filter("day", formats.day)
register.filter("moment", formats.moment)
register.simple_tag(icon, name="icon")
