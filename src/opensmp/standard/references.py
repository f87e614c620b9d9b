"""Reading clause references: does this number say, in the published edition, what its sentence means?

The same number means different things in different editions (6.3 was continuity and availability in 2011 and is the
service management plan since 2018), and public material cites clauses that never existed. The answer always names the
edition it assumed and the clause to cite instead.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from opensmp.i18n import Message, _
from opensmp.standard.standard import Standard, standard
from opensmp.standard.values import Clause, Renumbering, Topic, Verdict, WrongReference

_BEFORE_REQUIREMENTS = ("1", "2", "3")


class Reference(NamedTuple):
    """A clause number with the letter of its item, if any: ``6.3`` and ``c``."""

    number: str
    item: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.item})" if self.item else self.number


class ReferenceReading(NamedTuple):
    """What a clause reference turned out to be: the edition assumed, the verdict, and what to cite instead."""

    reference: Reference
    edition: str
    verdict: Verdict
    suggested: tuple[str, ...]
    says: Message


def clause(number: str, *, by: Standard | None = None) -> Clause | None:
    """Return the published clause of ``number`` (``6.3`` or ``6.3 c)``), or None where there is none."""
    return (by or standard()).clauses.get(split_reference(number).number)


def split_reference(text: str) -> Reference:
    """Part ``6.2(c)``, ``6.3 c)`` or ``8.3.4`` into number and item letter."""
    found = _reference_pattern().fullmatch(text.strip())
    return Reference(found["number"], (found["item"] or "").lower()) if found else Reference(text.strip())


def topics_in(sentence: str, *, by: Standard | None = None) -> tuple[str, ...]:
    """Return the keys of what ``sentence`` speaks about, in the order of the pack; English or Indonesian words."""
    found = {words.group().lower() for words in _topic_pattern(by or standard()).finditer(sentence)}
    return tuple(
        topic.key for topic in (by or standard()).topics.values() if found & {*topic.words.en, *topic.words.id}
    )


def verdict_of_reference(
    number: str, edition: str | None = None, topic: str | None = None, *, by: Standard | None = None
) -> ReferenceReading:
    """Judge a clause reference.

    ``edition`` is what the text names beside it (``2011`` or ``ISO/IEC 20000-1:2011``); without it the published
    edition is assumed. ``topic`` is the key of what the sentence speaks about (see `topics_in`, and the keys of
    sections and practices); without it only the existence of the clause is judged.
    """
    known = by or standard()
    reference = split_reference(number)
    year = _year(known, edition) if edition else known.edition
    subject = known.topics.get(topic) if topic else None
    if year != known.edition:
        return _of_earlier_edition(known, reference, year)
    if not _exists(known, reference):
        return _missing(known, reference, subject)
    return _right(known, reference) if subject is None else _about(known, reference, subject)


def _exists(known: Standard, reference: Reference) -> bool:
    number = reference.number
    if number in known.clauses:
        letters = known.clauses[number].items
        return not (reference.item and letters) or ord(reference.item) < ord("a") + letters
    return number in known.paragraphs or number.partition(".")[0] in _BEFORE_REQUIREMENTS


def _same_family(reference: Reference, clauses: tuple[str, ...]) -> bool:
    """Whether the reference is one of ``clauses``, or stands above or below one of them; letters are not held apart."""
    mine = f"{reference.number}."
    return any(
        mine.startswith(f"{published}.") or f"{published}.".startswith(mine)
        for published in (split_reference(clause).number for clause in clauses)
    )


def _right(known: Standard, reference: Reference) -> ReferenceReading:
    titled = known.clauses.get(reference.number)
    if titled is None:
        says = _("{number} exists in {citation}.", number=str(reference), citation=known.citation)
    else:
        title = titled.title
        says = _("{number} is “{title}” in {citation}.", number=str(reference), title=title, citation=known.citation)
    return ReferenceReading(reference, known.edition, "right", (str(reference),), says)


def _missing(known: Standard, reference: Reference, subject: Topic | None) -> ReferenceReading:
    """The published edition has no such clause: an earlier one may; otherwise the last that exists is named."""
    earlier = None if reference.number in known.clauses else _renumbered(known, reference.number, None)
    if earlier is not None and (subject is None or _meets(earlier.published, subject)):
        return _of_earlier_edition(known, reference, earlier.edition)
    last, says = _end_of_clause(known, reference)
    suggested = subject.clauses if subject else (last,) if last else ()
    return ReferenceReading(reference, known.edition, "no such clause", suggested, says)


def _end_of_clause(known: Standard, reference: Reference) -> tuple[str, Message]:
    """Return the last item or clause beside ``reference``, and the sentence that says so."""
    above = known.clauses.get(reference.number)
    last = f"{above.number} {_letter(above.items)})" if above else _last_sibling(known, reference.number)
    place = {"citation": known.citation, "number": str(reference)}
    if not last:
        return last, _("{citation} has no clause {number}.", **place)
    return last, _("{citation} has no clause {number}: the last one there is {last}.", last=last, **place)


def _letter(position: int) -> str:
    return chr(ord("a") + position - 1)


def _of_earlier_edition(known: Standard, reference: Reference, year: str) -> ReferenceReading:
    moved = _renumbered(known, reference.number, year)
    if moved is None:
        says = _(
            "{number} is cited from the edition of {year}; the published one is {citation}.",
            number=str(reference), year=year, citation=known.citation,
        )  # fmt: skip
        return ReferenceReading(reference, year, "other edition", (), says)
    says = _(
        "{number} is a number of the edition of {year} ({topic}); in {citation} cite {suggested}.",
        number=str(reference), year=moved.edition, topic=moved.topic, citation=known.citation,
        suggested=moved.published,
    )  # fmt: skip
    return ReferenceReading(reference, moved.edition, "other edition", moved.published, says)


def _about(known: Standard, reference: Reference, subject: Topic) -> ReferenceReading:
    """The clause exists; say whether it is the one for this subject."""
    met = _met(known, reference, subject)
    if met is not None:
        return _instead(known, reference, subject, met.verdict, met.published)
    if _same_family(reference, subject.clauses + subject.also):
        return _right(known, reference)
    return _elsewhere(known, reference, subject)


def _elsewhere(known: Standard, reference: Reference, subject: Topic) -> ReferenceReading:
    """The clause exists and speaks of something else: is the number of an earlier edition, wrong, or right after all?

    A practice is planned, measured and audited under the clauses common to all management systems, so only a clause of
    another practice contradicts the sentence.
    """
    earlier = _renumbered(known, reference.number, None)
    if earlier is not None and _meets(earlier.published, subject):
        return _of_earlier_edition(known, reference, earlier.edition)
    if _of_services(known, reference.number) and _of_services(known, split_reference(subject.clauses[0]).number):
        return _instead(known, reference, subject, "wrong clause", subject.clauses)
    return _right(known, reference)


def _of_services(known: Standard, number: str) -> bool:
    return number in known.clauses and known.clauses[number].layer == "service"


def _instead(
    known: Standard, reference: Reference, subject: Topic, verdict: Verdict, suggested: tuple[str, ...]
) -> ReferenceReading:
    here = known.clauses.get(reference.number)
    says = _(
        "{number} is “{title}”; “{topic}” stands in {suggested} of {citation}.",
        number=str(reference), title=here.title if here else "-", topic=subject.title, suggested=suggested,
        citation=known.citation,
    )  # fmt: skip
    return ReferenceReading(reference, known.edition, verdict, suggested, says)


def _met(known: Standard, reference: Reference, subject: Topic) -> WrongReference | None:
    """Find the reference among the wrong ones that public material is known for."""
    same = (wrong for wrong in known.wrong_references if wrong.topic == subject.key)
    return next((wrong for wrong in same if split_reference(wrong.says) == reference), None)


def _meets(published: tuple[str, ...], subject: Topic) -> bool:
    return any(_same_family(split_reference(number), subject.clauses) for number in published)


def _renumbered(known: Standard, number: str, year: str | None) -> Renumbering | None:
    """Find ``number`` in the map of ``year`` or, without a year, of any edition; below it, a clause it belongs to.

    Without a year a paragraph of a clause that is published today (8.3.4.3) is not looked for in older editions.
    """
    above = number
    while above and (year or above == number or above not in known.clauses):
        for moved in known.renumberings:
            if moved.number == above and year in (None, moved.edition):
                return moved
        above = above.rpartition(".")[0]
    return None


def _last_sibling(known: Standard, number: str) -> str:
    """Return the last clause beside ``number`` (8.7 for 8.12); where its parent is unknown, beside the parent."""
    parent = number.rpartition(".")[0]
    while parent:
        beside = [other.number for other in known.clauses.values() if other.parent == parent]
        if beside:
            return beside[-1]
        parent = parent.rpartition(".")[0]
    return ""


def _year(known: Standard, edition: str) -> str:
    """Return the year of the edition meant; a national adoption counts as the edition it carries."""
    found = _year_pattern().search(edition)
    year = found.group() if found else known.edition
    adopted = (one.year for one in known.editions.values() if any(name.endswith(year) for name in one.adoptions))
    return year if year in known.editions else next(adopted, year)


@cache
def _reference_pattern() -> re.Pattern[str]:
    return re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\s*(?:\(?(?P<item>[A-Za-z])\)?)?")


@cache
def _year_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@lru_cache(maxsize=8)
def _topic_pattern(known: Standard) -> re.Pattern[str]:
    phrases = {phrase for topic in known.topics.values() for phrase in (*topic.words.en, *topic.words.id)}
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)
