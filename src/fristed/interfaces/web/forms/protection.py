"""The form that asks for another number to be hidden than the one the search chose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fristed.interfaces.web import formats
from fristed.interfaces.web.forms.fields import CodeField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.statistics.protection.record import HiddenNumber, Instead
from fristed.interfaces.web.statistics.protection.words import element_id, words_of


class PreferForm(HouseForm):
    """For one hidden number the others that could be hidden instead, each with what that costs."""

    cell = forms.CharField(widget=forms.HiddenInput)
    instead = CodeField(gettext_lazy("Hide instead"), radios=True, layout="down")

    def __init__(self, *args: Any, number: HiddenNumber, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"cell": number.key})
        super().__init__(*args, auto_id=f"{element_id(number.key)}-%s", **kwargs)
        others = number.instead or ()
        self.give("instead", [(other.key, f"{words_of(other.key)}: {cost_of(other)}") for other in others])

    def clean_instead(self) -> str:
        """Insist on a choice."""
        key = str(self.cleaned_data["instead"])
        if not key:
            raise forms.ValidationError(_("Choose the number to hide instead"))
        return key


def cost_of(other: Instead) -> str:
    """Say what a choice costs beside the one the search made."""
    parts = [_numbers(other.cells), _cases(other.cases)]
    if other.sentences:
        parts.append(_sentences(other.sentences))
    return ", ".join(parts)


def _numbers(more: int) -> str:
    if not more:
        return _("as many hidden numbers")
    if more > 0:
        return ngettext("%(count)s hidden number more", "%(count)s hidden numbers more", more) % _of(more)
    return ngettext("%(count)s hidden number fewer", "%(count)s hidden numbers fewer", -more) % _of(more)


def _cases(more: int) -> str:
    if not more:
        return _("as many cases in them")
    if more > 0:
        return ngettext("%(count)s case more in them", "%(count)s cases more in them", more) % _of(more)
    return ngettext("%(count)s case fewer in them", "%(count)s cases fewer in them", -more) % _of(more)


def _sentences(more: int) -> str:
    if more > 0:
        return ngettext("%(count)s sentence more", "%(count)s sentences more", more) % _of(more)
    return ngettext("%(count)s sentence fewer", "%(count)s sentences fewer", -more) % _of(more)


def _of(more: int) -> dict[str, str]:
    return {"count": formats.number(abs(more))}
