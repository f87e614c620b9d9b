"""Drawing a sample that anyone can draw again: seeded, by strata, from numbers alone.

The seed is the SHA-256 of what the sample is about: the digest of the plan's version, the digest of the imported records,
the audit and a word of the auditor's, each on a line. A record's place follows from HMAC-SHA-256(seed, number); the first
of each stratum are drawn. No generator of random numbers is involved, so the order of the rows, the library and the
machine do not matter. ``docs/explanation/draw_again.py`` does the same in twenty lines of the standard library.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest

from opensmp.i18n import Refused, _
from opensmp.measures.sample_sizes import Method, SampleSize, Wish, size_by, stated, stratified_size
from opensmp.measures.statistics import Share

ALGORITHM = (
    "seed = SHA-256(version digest, import digest, audit, word; joined by line feeds); "
    "order = HMAC-SHA-256(seed, number) as hexadecimal, then number; the first of each stratum; "
    "allocation by largest remainder, then the minimum of each stratum"
)
"""How the draw works, in the words that the working papers and the script share."""

EVERYTHING = ""
"""The label of the only stratum of a plain random sample."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record as the draw sees it: its number, unique in the population, its stratum, and for judgement its risk."""

    number: str
    stratum: str = EVERYTHING
    weight: int = 0


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A record of the sample. ``place`` counts from 1 in its stratum; ``replaces`` names the record it stands in for."""

    number: str
    stratum: str
    place: int
    replaces: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """A part of the population, and how many of it are drawn; ``added`` of them by the minimum of each stratum."""

    label: str
    population: int
    drawn: int
    added: int = 0


@dataclass(frozen=True, kw_only=True)
class Draw:
    """A sample, with all that is needed to draw it again. ``replaced`` records were drawn and could not be looked at."""

    method: Method
    seed: str
    size: int
    minimum: int
    strata: tuple[Stratum, ...]
    records: tuple[Drawn, ...]
    replaced: tuple[Drawn, ...] = ()

    @property
    def shares(self) -> tuple[Share, ...]:
        """Return how many records of each stratum there are, and were drawn."""
        return tuple(Share(each.population, each.drawn) for each in self.strata)


def seed_of(version_digest: str, import_digest: str, audit: str, word: str) -> str:
    """Return the seed as hexadecimal. Refused if a part holds a line feed: two different seeds would be one."""
    parts = (version_digest, import_digest, audit, word)
    if any("\n" in part for part in parts):
        raise Refused(
            _("A part of the seed has a line break"),
            _("Give the audit and the word on one line each, such as “internal-2026-2”"),
        )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def planned(entries: Iterable[Entry], method: Method, wish: Wish, *, minimum: int = 1) -> SampleSize:
    """Return the size for these entries. An attribute sample by strata is sized so that, clean, it shows what it is to show."""
    by_stratum = _by_stratum(entries, one=method == "judgement")
    sizes = {label: len(held) for label, held in by_stratum.items()}
    plain = size_by(method, sum(sizes.values()), wish)
    if method != "attribute" or len(sizes) < 2:
        return plain
    size = stratified_size(
        lambda n: shares_of(sizes, n, minimum), plain, wish.tolerable, risk=wish.risk, strict=wish.strict
    )
    says = _(
        "{size} of {population} records from {strata} strata, with at most {allowed} deviating, show at most {tolerable} % "
        "deviations at {level} % confidence; without strata {plain} would",
        size=size,
        population=plain.population or 0,
        strata=len(sizes),
        allowed=plain.allowed or 0,
        tolerable=stated(wish.tolerable),
        level=stated(1 - wish.risk),
        plain=plain.size,
    )
    return replace(plain, size=size, says=says)


def draw(
    entries: Iterable[Entry], size: SampleSize | int, seed: str, *, method: Method = "attribute", minimum: int = 1
) -> Draw:
    """Draw a sample. Repeated entries count once; with fewer records than asked for, all are drawn.

    ``minimum`` records of each stratum are drawn even where their proportional part is smaller, so the sample may grow.
    A judgement sample knows no strata: it takes the greatest weights, equal ones in the order of the seed.
    """
    wanted = size if isinstance(size, int) else size.size
    method = method if isinstance(size, int) else size.method
    judged = method == "judgement"
    by_stratum = _by_stratum(entries, one=judged)
    strata = allocate({label: len(held) for label, held in by_stratum.items()}, wanted, minimum)
    place_of = _place(seed, by_weight=judged)
    records = (
        Drawn(number=entry.number, stratum=each.label, place=place)
        for each in strata
        for place, entry in enumerate(nsmallest(each.drawn, by_stratum[each.label], key=place_of), start=1)
    )
    return Draw(method=method, seed=seed, size=wanted, minimum=minimum, strata=strata, records=tuple(records))


def allocate(sizes: Mapping[str, int], wanted: int, minimum: int = 1) -> tuple[Stratum, ...]:
    """Divide a sample among strata in proportion to their records.

    What is left after rounding down goes to the largest remainders, equal ones in the order of their labels; then each
    stratum that got fewer than ``minimum`` is filled up to it, as far as it has records.
    """
    population = sum(sizes.values())
    wanted = min(wanted, population)
    parts = {label: wanted * held // population for label, held in sizes.items()}
    by_remainder = sorted(sizes, key=lambda label: (-(wanted * sizes[label] % population), label))
    favoured = set(by_remainder[: wanted - sum(parts.values())])
    strata = []
    for label in sorted(sizes):
        part = parts[label] + (label in favoured)
        added = max(0, min(minimum, sizes[label]) - part)
        strata.append(Stratum(label=label, population=sizes[label], drawn=part + added, added=added))
    return tuple(strata)


def shares_of(sizes: Mapping[str, int], wanted: int, minimum: int = 1) -> tuple[Share, ...]:
    """Return what :func:`allocate` gives, as the statistics take it."""
    return tuple(Share(each.population, each.drawn) for each in allocate(sizes, wanted, minimum))


def replace_record(drawn: Draw, entries: Iterable[Entry], number: str, reason: str) -> Draw:
    """Put the next record of the same stratum in the place of one that cannot be looked at, and keep why.

    Refused without a reason, for a record that was not drawn, and where the stratum has no further record. A record that
    exists but proves nothing is a deviation, not a reason to replace it.
    """
    leaving = next((each for each in drawn.records if each.number == number), None)
    if leaving is None:
        raise Refused(
            _("Record {number} is not in the sample", number=number), _("Replace one of the records that were drawn")
        )
    if not reason.strip():
        raise Refused(
            _("Record {number} is replaced without a reason", number=number), _("Say why it cannot be looked at")
        )
    taken = {each.number for each in (*drawn.records, *drawn.replaced)}
    stratum = _by_stratum(entries, one=drawn.method == "judgement").get(leaving.stratum, [])
    ordered = sorted(stratum, key=_place(drawn.seed, by_weight=drawn.method == "judgement"))
    places = {entry.number: place for place, entry in enumerate(ordered, start=1)}
    following = next((entry.number for entry in ordered if entry.number not in taken), None)
    if following is None:
        raise Refused(
            _("No further record can stand in for {number}: its stratum has no other", number=number),
            _("Leave it in the sample and count it as a deviation"),
        )
    standing_in = Drawn(
        number=following, stratum=leaving.stratum, place=places[following], replaces=number, reason=reason
    )
    records = tuple(standing_in if each is leaving else each for each in drawn.records)
    return replace(drawn, records=records, replaced=(*drawn.replaced, replace(leaving, reason=reason)))


def distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return each record once, in the order of the numbers; given with two strata, it keeps the first by name."""
    return tuple(sorted(_once(entries), key=lambda entry: entry.number))


def _once(entries: Iterable[Entry]) -> Iterable[Entry]:
    kept: dict[str, Entry] = {}
    for entry in entries:
        held = kept.setdefault(entry.number, entry)
        if held is not entry and (entry.stratum, -entry.weight) < (held.stratum, -held.weight):
            kept[entry.number] = entry
    return kept.values()


def _by_stratum(entries: Iterable[Entry], *, one: bool) -> Mapping[str, list[Entry]]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in _once(entries):
        grouped[EVERYTHING if one else entry.stratum].append(entry)
    return grouped


def _place(seed: str, *, by_weight: bool) -> Callable[[Entry], tuple[int, bytes, str]]:
    """Return what the entries of a stratum are ordered by."""
    key = bytes.fromhex(seed)

    def place(entry: Entry) -> tuple[int, bytes, str]:
        tag = hmac.digest(key, entry.number.encode(), "sha256")
        return (-entry.weight if by_weight else 0, tag, entry.number)

    return place
