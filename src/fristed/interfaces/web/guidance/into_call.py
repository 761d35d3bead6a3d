"""What of a reader's answers fits into the form of a call: codes only, and only what says the same in both.

The wings of guidance and casework do not know each other; this door joins them. Nothing is decided for the
case worker: of several concerns none is made the main one, an adult's age band is asked, and what is known is
left open: that a person has told of a fear is not that the person has told that it happened.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fristed.knowledge.guidance.facts import Answers
from fristed.knowledge.guidance.rules import chosen_in, told_in

AGES: Mapping[str, str] = {
    **{age: age for age in ("under_12", "12_14", "15", "16_17", "unknown")},
    # An adult has several bands in a case: the case worker asks.
}
ABROAD: Mapping[str, str] = {"norway": "no", "returned": "no", "abroad": "yes"}
CONCERNS: Mapping[str, str] = {
    "control": "negative_social_control",
    "violence": "threats_and_violence",
    "forced_marriage": "fear_forced_marriage",
    "child_marriage": "fear_child_marriage",
    "fgm": "fear_fgm",
    "stay_abroad": "fear_involuntary_stay_abroad",
    "fear_of_being_sent": "fear_involuntary_stay_abroad",
}
ONCE_TOLD: Mapping[str, str] = {"stay_abroad": "involuntary_stay_abroad"}
"""What is more than a fear once the person has told it; a suspicion is a fear, as the guidelines say."""
TOLD = "told"
AGENCIES: Mapping[str, str] = {
    "school": "school",
    "kindergarten": "kindergarten",
    "child_welfare": "child_welfare_service",
    "police": "police",
    "nav": "nav",
    "mission": "mission",
}
REFERRERS: Mapping[str, tuple[str, ...]] = {
    "exposed": ("person_concerned",),
    "newcomer": ("person_concerned",),
    "parent": ("family", "family_or_friend"),
    "school": ("school",),
    "kindergarten": ("kindergarten",),
    "child_welfare": ("child_welfare_service",),
    "police": ("police",),
    "nav": ("nav",),
}


def call_fields(answers: Answers, *, referrers: Collection[str]) -> dict[str, list[str]]:
    """Give the fields of a call that the answers fill, by name; a field they say nothing of is left out.

    Parameters
    ----------
    referrers
        Codes that the service has for who makes contact; they are not the same in all services.

    Examples
    --------
    >>> call_fields(Answers(age="15", where="abroad"), referrers=())
    {'age_band': ['15'], 'abroad_case': ['yes']}
    """
    codes = {**CONCERNS, **ONCE_TOLD} if TOLD in told_in(answers, "basis") else CONCERNS
    concerns = sorted({codes[one] for one in told_in(answers, "concern") if one in codes})
    is_one = len(concerns) == 1 and told_in(answers, "concern") <= CONCERNS.keys()
    possible = (code for role in told_in(answers, "role") for code in REFERRERS.get(role, ()))
    fields = {
        "age_band": [AGES[one] for one in chosen_in(answers, "age") if one in AGES],
        "abroad_case": [ABROAD[one] for one in told_in(answers, "where") if one in ABROAD],
        "main_concern": concerns if is_one else [],
        "secondary_concerns": [] if is_one else concerns,
        "agencies_involved": [AGENCIES[one] for one in told_in(answers, "role") if one in AGENCIES],
        "referrer": [code for code in possible if code in referrers][:1],
    }
    return {name: values for name, values in fields.items() if values}
