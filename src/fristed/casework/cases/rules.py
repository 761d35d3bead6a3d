"""The guideline's decisions on plain values. Each docstring says the guideline's sentence in our own words.

References
----------
The common registration guideline of the specialised services, as described in their joint annual report
2024, chapters 2 and 3. Where it is silent the decision is ours and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from fristed.casework.cases.codes import CountryGround
from fristed.foundation.days import oslo_day
from fristed.methods.classifications import age_group_of, bases_fitting

NORWAY = "NO"
UNKNOWN = "unknown"
# The services have registered by the common guideline since this day.
GUIDELINE_SINCE = date(2021, 1, 1)
# The first year in which a service counted cases abroad; the Expert Team did so before the guideline.
ABROAD_COUNTED_SINCE = {"KT": 2021, "MR": 2023, "SU": 2023}
# What is feared, and what it is called when it is known.
FEARED_AND_KNOWN = (
    ("fear_forced_marriage", "completed_forced_marriage"),
    ("fear_child_marriage", "completed_child_marriage"),
    ("fear_fgm", "completed_fgm"),
    ("fear_involuntary_stay_abroad", "involuntary_stay_abroad"),
)
# Only the diversity advisers help with what lies outside the core mandate.
GREY_ZONE_SERVICE = "MR"
COUNTERPARTS = dict(FEARED_AND_KNOWN) | {known: feared for feared, known in FEARED_AND_KNOWN}


def day_of(at: datetime) -> date:
    """A day is a Norwegian day, wherever the computer stands."""
    return oslo_day(at)


def counted_years(contact_dates: Iterable[date]) -> tuple[int, ...]:
    """A case counts once in every year in which something was done in it.

    The guideline is silent on cases that last over New Year; this is our decision.

    Examples
    --------
    >>> counted_years([date(2024, 1, 3), date(2023, 12, 30), date(2024, 5, 1)])
    (2023, 2024)
    """
    return tuple(sorted({day.year for day in contact_dates}))


def is_new_in(year: int, *, first_contact_date: date) -> bool:
    """A case is new in the year of its first contact, and only then."""
    return first_contact_date.year == year


def country_background(
    *, own: str, parents: tuple[str, ...] = (), grandparents: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], CountryGround]:
    """Who is born abroad has the own country of birth, who is born in Norway the parents' or grandparents'.

    Where the parents were born in Norway too, the grandparents count. With more than one country the list is
    kept in the order given and the first is published: the guideline is silent here, the decision is ours.

    Parameters
    ----------
    own, parents, grandparents
        Countries of birth as ISO codes; ``unknown`` or empty where not known.

    Examples
    --------
    >>> country_background(own="SO")
    (('SO',), <CountryGround.OWN_BIRTH: 'own_birth'>)
    >>> country_background(own="NO", parents=("PK", "NO"))
    (('PK', 'NO'), <CountryGround.PARENTS: 'parents'>)
    """
    if own in ("", UNKNOWN):
        return (UNKNOWN,), CountryGround.UNKNOWN
    if own != NORWAY:
        return (own,), CountryGround.OWN_BIRTH
    for generation, ground in (
        (_known(parents), CountryGround.PARENTS),
        (_known(grandparents), CountryGround.GRANDPARENTS),
    ):
        if any(country != NORWAY for country in generation):
            return generation, ground
    if _known(grandparents):
        return (NORWAY,), CountryGround.GRANDPARENTS
    return (UNKNOWN,), CountryGround.UNKNOWN


def ground_holds(countries: tuple[str, ...], ground: str) -> bool:
    """A background stands on the ground that the rule of own birth, parents and grandparents gives it.

    What is not known stands on any ground.

    Examples
    --------
    >>> ground_holds(("NO",), CountryGround.OWN_BIRTH)
    False
    >>> ground_holds(("NO",), CountryGround.GRANDPARENTS)
    True
    """
    known = _known(countries)
    if not known:
        return True
    if ground == CountryGround.OWN_BIRTH:
        return country_background(own=known[0])[1] == ground
    if ground == CountryGround.PARENTS:
        return country_background(own=NORWAY, parents=known)[1] == ground
    return True


def _known(countries: tuple[str, ...]) -> tuple[str, ...]:
    """Give the known countries, each once, in the order given."""
    return tuple(dict.fromkeys(country for country in countries if country not in ("", UNKNOWN)))


def abroad_is_counted(*, service: str, year: int) -> bool:
    """Cases abroad are counted by the Expert Team all along, by the advisers and envoys since 2023."""
    return year >= ABROAD_COUNTED_SINCE[service]


def abroad_case(*, service: str, year: int, abroad_when_contacted: bool) -> bool | None:
    """A case is abroad when the person is abroad as the service is contacted; who has come back is not.

    Returns
    -------
    bool or None
        ``None`` where the service did not count it that year: not collected is not "no".
    """
    return abroad_when_contacted if abroad_is_counted(service=service, year=year) else None


def better_concern(concern: str, basis: str) -> str:
    """What was told or confirmed, suspected or feared, decides between the completed and the feared category.

    Returns
    -------
    str
        The category that fits the ground better, or empty when none does.

    Examples
    --------
    >>> better_concern("completed_forced_marriage", "suspected")
    'fear_forced_marriage'
    >>> better_concern("fear_fgm", "told")
    'completed_fgm'
    """
    counterpart = COUNTERPARTS.get(concern, "")
    if not counterpart or basis in bases_fitting(concern):
        return ""
    return counterpart if basis in bases_fitting(counterpart) else ""


def basis_fits(concern: str, basis: str) -> bool:
    """A completed forced marriage has been told by the person; a fear has neither been told nor confirmed."""
    return basis in bases_fitting(concern)


def is_adult(age_band: str) -> bool:
    """Who is 18 or older when first in contact is an adult; the age stays what it was then."""
    return age_group_of(age_band) == "adult_18_plus"
