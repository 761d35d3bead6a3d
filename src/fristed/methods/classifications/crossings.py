"""From what is registered to what is published: the crossings between two code lists."""

from __future__ import annotations

from fristed.methods.classifications.codes import ClassificationError, CodeList
from fristed.methods.classifications.reading import code_list, correspondence

_REFERRER_LISTS = {"KT": "referrers_kt", "MR": "referrers_mr", "SU": "referrers_su"}


class RegistersNoCases(ClassificationError):
    """The service registers no cases, so it has no list of referrers."""

    def __init__(self, service: str) -> None:
        super().__init__(f"service {service!r} registers no cases")


def registering_services() -> tuple[str, ...]:
    """Give the services that register cases.

    Examples
    --------
    >>> registering_services()
    ('KT', 'MR', 'SU')
    """
    return tuple(_REFERRER_LISTS)


def age_group_of(band: str) -> str:
    """Give the published age group of an age band; a person aged 18 is an adult.

    Raises
    ------
    UnknownCode
        When there is no such age band.

    Examples
    --------
    >>> age_group_of("16_17"), age_group_of("18_24")
    ('child_under_18', 'adult_18_plus')
    """
    group = code_list("age_bands").get(band).parent
    return code_list("age_groups").get(str(group)).code


def published_gender(gender: str) -> str:
    """Give the gender as the layout of 2024 counts it: ``other`` is counted as ``unknown``.

    Raises
    ------
    UnknownCode
        When there is no such gender.
    """
    code = code_list("genders").get(gender).code
    return correspondence("genders_to_published").only_target_of(code)


def referrers_of(service: str) -> CodeList:
    """Give a service's own list of referrers.

    Raises
    ------
    RegistersNoCases
        For the professional team, and for anything that is no service.
    """
    if service not in _REFERRER_LISTS:
        raise RegistersNoCases(service)
    return code_list(_REFERRER_LISTS[service])


def referrer_in_superset(service: str, code: str) -> str:
    """Give the common code of a service's own referrer code, so that services can be shown side by side.

    Raises
    ------
    RegistersNoCases
        When the service has no list of referrers.
    UnknownCode
        When the service's list has no such code.

    Examples
    --------
    >>> referrer_in_superset("KT", "diversity_adviser_or_school_with")
    'school_or_diversity_adviser'
    """
    own = referrers_of(service)
    return correspondence(f"{own.name}_to_referrers").only_target_of(own.get(code).code)


def countries_of(row_code: str) -> frozenset[str]:
    """Give the countries a printed row stands for: itself, but both for the row "Kongo".

    Raises
    ------
    UnknownCode
        When the row is neither a country nor a printed row that joins several.

    Examples
    --------
    >>> sorted(countries_of("CD?CG"))
    ['CD', 'CG']
    """
    joined = correspondence("published_countries_to_countries").targets_of(row_code)
    return frozenset(joined) or frozenset({code_list("countries").get(row_code).code})
