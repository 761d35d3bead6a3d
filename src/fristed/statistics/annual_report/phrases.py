"""What can stand in a place of a sentence: each phrase turns references into words, or into nothing.

A phrase gives ``None`` when the release does not let it be said; the sentence then takes its other
alternative or falls away. Nothing here invents a number, and every choice of word follows from one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from fristed.methods.classifications import Language
from fristed.methods.percents import growth_percent
from fristed.statistics.annual_report.change import (
    comparison,
    given_phrase,
    noun_phrase,
    share_comparison,
    verb_phrase,
)
from fristed.statistics.annual_report.desk import Answer, Desk, parse_reference
from fristed.statistics.annual_report.labels import Labels, service_name
from fristed.statistics.annual_report.template import Place
from fristed.statistics.annual_report.tongues import (
    NBSP,
    capitalised,
    cases,
    fewer_than,
    integer,
    listed,
    percent,
    phrase,
    phrasebook,
    word,
)

Phrase = Callable[..., "str | None"]


RANKED = frozenset(
    {
        *("vanligste", "hyppigste", "største"),
        *("vanlegaste", "hyppigaste"),
        *("commonest", "largest"),
    }
)
"""What a rank can be of, in all languages: whatever else is written there would be printed unread."""
MOST_YEARS_AWAY = 30
"""How far from its own year a report speaks of one; far enough back, a year is a count."""


class UnknownPhrase(ValueError):
    """A sentence asks for a phrase that does not exist."""


class NotSaid(ValueError):
    """A place asks for a word or number of its own choice; places say what the release and the house know."""


def _exact(answer: Answer) -> int | None:
    return answer.value if answer.kind == "exact" else None


class Phrases:
    """The phrases, answered from one desk and a table of fixed facts (years, ages, names of rules).

    The language is that of the labels. ``cited`` is what figures of other publishers say, by their keys.
    """

    def __init__(
        self,
        desk: Desk,
        labels: Labels,
        facts: Mapping[str, str | int],
        cited: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.desk = desk
        self.labels = labels
        self.language: Language = labels.language
        self.facts = facts
        self.cited = cited
        self.known: Mapping[str, Phrase] = {
            "year": self.year,
            "fact": self.fact,
            "word": self.word,
            "service": self.service,
            "threshold": self.threshold,
            "n": self.number,
            "cases": self.cases,
            "share": self.share,
            "of_all": self.of_all,
            "rest": self.rest,
            "change": self.change,
            "moved": self.moved,
            "by": self.by,
            "beside": self.beside,
            "given": self.given,
            "share_beside": self.share_beside,
            "rank": self.rank,
            "top": self.top,
            "listed": self.listed,
            "cited": self.cited_figure,
        }

    def speak(self, place: Place) -> str | None:
        """Say one place; a phrase written with a capital begins a sentence.

        Raises
        ------
        UnknownPhrase
            If no phrase has this name.
        """
        phrase = self.known.get(place.phrase.lower())
        if phrase is None:
            raise UnknownPhrase(f"There is no phrase {place.phrase!r}.")
        said = phrase(*place.arguments)
        return capitalised(said) if said and place.phrase[0].isupper() else said

    def year(self, offset: str = "0") -> str:
        """Say the counted year, or one some years before it.

        Raises
        ------
        NotSaid
            If it is so far away that it could be a count.
        """
        if abs(int(offset)) > MOST_YEARS_AWAY:
            raise NotSaid(f"A year {offset} years away is none that a report speaks of.")
        return str(self.desk.year + int(offset))

    def fact(self, name: str) -> str:
        """Say a fixed fact, such as the age at which one is of age."""
        return str(self.facts[name])

    def cited_figure(self, key: str) -> str | None:
        """Say a figure of another publisher; nothing where none is recorded, or it was withdrawn."""
        return self.cited.get(key)

    def word(self, name: str) -> str:
        """Say a fixed small number as a word."""
        return word(int(self.facts[name]), self.language)

    def service(self, code: str) -> str:
        """Say the short name of a service."""
        return service_name(code, self.language, short=True)

    def threshold(self) -> str:
        """Say the smallest count that the policy prints."""
        return integer(self.desk.threshold, self.language)

    def _bounded(self, reference: str, exactly: Callable[[int, Language], str], noun: str) -> str | None:
        """Say an exact count, or that there are fewer than the bound; nothing where the count is hidden."""
        answer = self.desk.count(reference)
        if answer.kind == "exact":
            return exactly(answer.value, self.language)
        return f"{fewer_than(answer.value, self.language)}{noun}" if answer.kind == "below" else None

    def number(self, reference: str) -> str | None:
        """Say a number alone."""
        return self._bounded(reference, integer, "")

    def cases(self, reference: str) -> str | None:
        """Say a number of cases: ``626 saker``, ``ingen saker``, ``færre enn 7 saker``."""
        noun = phrasebook()[self.language]["numbers"]["cases"]
        return self._bounded(reference, cases, f"{NBSP}{noun}")

    def share(self, reference: str) -> str | None:
        """Say a share in percent."""
        value = _exact(self.desk.share(reference))
        return None if value is None else percent(value, self.language)

    def of_all(self, reference: str) -> str | None:
        """Say the share of all cases: ``61 % av sakene``; nothing when the share rounds to nothing."""
        value = _exact(self.desk.share(reference))
        return phrase("of_all", self.language, p=percent(value, self.language)) if value else None

    def rest(self, reference: str) -> str | None:
        """Say how many cases are left when a printed count is taken from its printed total."""
        wanted = parse_reference(reference)
        part = _exact(self.desk.count(reference))
        whole = _exact(self.desk.total(wanted.service, wanted.dimension, wanted.years_back))
        if part is None or whole is None or whole <= part:
            return None
        return integer(whole - part, self.language)

    def _pair(self, reference: str, years_back: int) -> tuple[int, int] | None:
        now = _exact(self.desk.count(reference))
        then = _exact(self.desk.before(reference, years_back))
        return None if now is None or then is None else (now, then)

    def change(self, reference: str, years_back: str = "1") -> str | None:
        """Say the change since an earlier year as a noun."""
        pair = self._pair(reference, int(years_back))
        then = self.desk.year - int(years_back)
        return noun_phrase(*pair, then, self.language) if pair else None

    def moved(self, reference: str, years_back: str = "1") -> str | None:
        """Say the change since an earlier year as a verb."""
        pair = self._pair(reference, int(years_back))
        return verb_phrase(*pair, self.language) if pair else None

    def by(self, reference: str, years_back: str = "1") -> str | None:
        """Say by how many percent a count has moved, where the sentence already says which way."""
        pair = self._pair(reference, int(years_back))
        moved = growth_percent(before=pair[1], after=pair[0]) if pair else None
        return percent(abs(moved), self.language) if moved else None

    def beside(self, reference: str, years_back: str = "1") -> str | None:
        """Set a count beside an earlier year."""
        pair = self._pair(reference, int(years_back))
        then = self.desk.year - int(years_back)
        return comparison(*pair, then, self.language) if pair else None

    def given(self, reference: str) -> str | None:
        """Say a change that the release gives as a percentage of its own."""
        value = _exact(self.desk.count(reference))
        return None if value is None else given_phrase(value, self.desk.year - 1, self.language)

    def share_beside(self, reference: str) -> str | None:
        """Set a share beside the year before."""
        now = _exact(self.desk.share(reference))
        then = _exact(self.desk.share(f"{reference}@-1"))
        if now is None or then is None:
            return None
        return share_comparison(now, then, self.desk.year - 1, self.language)

    def rank(self, adjective: str, reference: str) -> str | None:
        """Say where a category stands: ``den nest vanligste``; nothing beyond the fifth.

        Raises
        ------
        NotSaid
            If the adjective is none that is known.
        """
        if adjective not in RANKED:
            raise NotSaid(f"Nothing is ranked by {adjective!r}.")
        wanted = parse_reference(reference)
        order = self.desk.ranking(wanted.service, wanted.dimension)
        code = wanted.codes[0]
        place = next((i for i, (other, _) in enumerate(order) if other == code), None)
        places = phrasebook()[self.language]["phrases"]["places"]
        if place is None or place >= len(places):
            return None
        shared = sum(count == order[place][1] for _, count in order) > 1
        return None if shared else phrase("rank", self.language, place=places[place], adjective=adjective)

    def top(self, how_many: str, service_dimension: str) -> str | None:
        """List the largest categories with their counts, when the order is certain that far down."""
        service, dimension = service_dimension.split(".")
        order = self.desk.ranking(service, dimension)[: int(how_many)]
        if len(order) < int(how_many):
            return None
        return self._with_counts([(self.labels.inline(dimension, code), count) for code, count in order])

    def listed(self, *references: str) -> str | None:
        """List the given categories with their counts, largest first; hidden ones are left out.

        A number of the running text says after a colon which category it counts:
        ``#2.6.kt.udi:referrer.udi``.

        Raises
        ------
        NotSaid
            If there is no such category.
        """
        found: list[tuple[str, int]] = []
        for reference in references:
            counted_by, _, category = reference.partition(":")
            name, value = self._name(category or counted_by.partition(".")[2]), self.desk.count(counted_by)
            if _exact(value):
                found.append((name, value.value))
        found.sort(key=lambda item: -item[1])
        return self._with_counts(found) if found else None

    def _name(self, category: str) -> str:
        dimension, _, code = category.partition("@")[0].partition(".")
        first = code.split("+")[0]
        if not self.labels.knows(dimension, first):
            raise NotSaid(f"There is no category {first!r} of {dimension!r}.")
        return self.labels.inline(dimension, first)

    def _with_counts(self, items: list[tuple[str, int]]) -> str:
        first, *others = [(label, value) for label, value in items]
        said = [f"{first[0]} ({cases(first[1], self.language)})"]
        said += [f"{label} ({integer(value, self.language)})" for label, value in others]
        return listed(said, self.language)
