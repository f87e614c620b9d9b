"""A sample as plain values: the population it speaks of, each record that was looked at, and what they show together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from opensmp.evidence.attributes import Answer, Known, Matrix, Pause, Row, answers
from opensmp.evidence.completeness import Completeness
from opensmp.evidence.risk import Risk
from opensmp.evidence.sampling import Draw, Entry, distinct
from opensmp.i18n import Message, Plural, Refused, Speakable, _
from opensmp.measures.records import TABLES
from opensmp.measures.sample_sizes import SampleSize
from opensmp.measures.samples import Looked, SampleResult, Tolerance, judge_sample
from opensmp.measures.statistics import LEVEL


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file that the records came from; ``rows`` as read from it, stored and refused together."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Population:
    """The records that a promise speaks of, before any is drawn.

    ``excluded`` counts by reason the records that were left out of it, ``undecided`` those that are in it and that the
    records alone cannot judge. ``filter`` names the columns and values, or words.
    ``version`` and ``version_digest`` are the plan that judges, ``import_digest`` the state of the record store.
    """

    commitment: str
    sentence: Speakable
    table: str
    start: date
    end: date
    zone: str
    entries: tuple[Entry, ...]
    sources: tuple[SourceFile, ...]
    completeness: Completeness
    version: str
    version_digest: str
    import_digest: str
    filter: Mapping[str, str] = field(default_factory=dict)
    excluded: Mapping[str, int] | Mapping[Message | Plural, int] = field(default_factory=dict)
    undecided: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return how many records there are; one that is given twice counts once."""
        return len(distinct(self.entries))

    @property
    def time_zone(self) -> ZoneInfo:
        """Return the zone in which times are shown."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the measurement decided about one record: whether it kept the promise, how long it took of how many seconds.

    ``ended_at`` in seconds since 1970 UTC; ``version`` the plan that judged it; ``reason`` why ``good`` is None.
    """

    good: bool | None = None
    elapsed: int | None = None
    limit: int | None = None
    ended_at: int | None = None
    version: str = ""
    reason: Message | Plural | None = None


@dataclass(frozen=True, kw_only=True)
class SampledRecord:
    """A record of the sample with what was found. Times in seconds since 1970 UTC, durations in seconds.

    ``good``: whether it kept the promise; None where that cannot be decided, and ``note`` says why. ``risk``: why it was
    chosen, for a judgement sample. ``version``: the plan in force when it was opened.
    """

    number: str
    service: str = ""
    priority: int | None = None
    opened_at: int | None = None
    ended_at: int | None = None
    elapsed: int | None = None
    limit: int | None = None
    good: bool | None = None
    version: str = ""
    attributes: Mapping[str, Answer] = field(default_factory=dict)
    risk: tuple[Message | Plural, ...] = ()
    note: Message | Plural | None = None


@dataclass(frozen=True, kw_only=True)
class WorkingPaper:
    """A sample with its result. ``full``: of how many records how many kept the promise, recomputed from all of them."""

    population: Population
    size: SampleSize
    draw: Draw
    records: tuple[SampledRecord, ...]
    tolerance: Tolerance
    result: SampleResult
    audit: str
    word: str
    full: tuple[int, int] | None = None

    @property
    def deviating(self) -> tuple[SampledRecord, ...]:
        """Return the sampled records that did not keep the promise."""
        return tuple(record for record in self.records if record.good is False)

    @property
    def says(self) -> tuple[Message | Plural, ...]:
        """Return what the sample shows, its rule of acceptance, the recomputation beside it, and the draft of a finding."""
        said = [*self.result.says]
        allowed = self.size.allowed
        if self.size.method == "lot" and allowed is not None:
            passes = self.result.deviations + self.result.undecided <= allowed
            said.append(_("The lot is accepted") if passes else _("The lot is not accepted"))
        if self.full is not None:
            kept, judged = self.full
            said.append(_("Recomputed on all records: {kept} of {judged} kept the promise", kept=kept, judged=judged))
        if self.deviating:
            said.append(
                _(
                    "Draft finding: {numbers} did not keep {commitment}. A person decides how grave it is",
                    numbers=[record.number for record in self.deviating],
                    commitment=self.population.commitment,
                )
            )
        return tuple(said)


def sampled_records(
    draw: Draw,
    table: str,
    rows: Mapping[str, Row],
    outcomes: Mapping[str, Outcome],
    *,
    pauses: Mapping[str, tuple[Pause, ...]] | None = None,
    matrix: Matrix | None = None,
    risk: Mapping[str, Risk] | None = None,
) -> tuple[SampledRecord, ...]:
    """Put together what is known of each drawn record: its canonical row, the measurement's outcome, its pauses.

    Rows come from ``candidates.rows_of``, outcomes from ``candidates.outcomes``, pauses from ``attributes.pauses_of``. A
    drawn record of which nothing is found stays in the sample, undecided.
    """
    found = []
    for number in (each.number for each in draw.records):
        row, outcome = rows.get(number), outcomes.get(number, Outcome())
        note = outcome.reason if row is not None else _("This record was drawn and is not among the imported records")
        known = Known(
            table=table, row=row or {}, good=outcome.good, pauses=(pauses or {}).get(number, ()), matrix=matrix or {}
        )
        found.append(
            SampledRecord(
                number=number,
                service=str(known.row.get("service") or ""),
                priority=known.row.get("priority"),
                opened_at=known.row.get(TABLES[table].opened),
                ended_at=outcome.ended_at,
                elapsed=outcome.elapsed,
                limit=outcome.limit,
                good=outcome.good if row is not None else None,
                version=outcome.version,
                attributes=answers(known) if row is not None else {},
                risk=risk[number].reasons if risk and number in risk else (),
                note=note,
            )
        )
    return tuple(found)


def working_paper(
    *,
    population: Population,
    size: SampleSize,
    draw: Draw,
    records: Iterable[SampledRecord],
    tolerance: Tolerance,
    audit: str,
    word: str,
    full: tuple[int, int] | None = None,
    level: Fraction = LEVEL,
) -> WorkingPaper:
    """Judge the sample and bind everything together. Refused unless ``records`` are exactly those that were drawn."""
    found = {record.number: record for record in records}
    drawn = [each.number for each in draw.records]
    if set(found) != set(drawn):
        raise Refused(
            _(
                "The records of the working paper are not those that were drawn: {numbers}",
                numbers=sorted(set(found) ^ set(drawn)),
            ),
            _("Give one row for each record of the draw"),
        )
    return WorkingPaper(
        population=population,
        size=size,
        draw=draw,
        records=tuple(found[number] for number in drawn),
        tolerance=tolerance,
        result=judge_sample(_looked(draw, found), tolerance, level=level, by_judgement=draw.method == "judgement"),
        audit=audit,
        word=word,
        full=full,
    )


def _looked(draw: Draw, found: Mapping[str, SampledRecord]) -> list[Looked]:
    deviating = Counter(each.stratum for each in draw.records if found[each.number].good is False)
    undecided = Counter(each.stratum for each in draw.records if found[each.number].good is None)
    return [
        Looked(
            label=each.label,
            population=each.population,
            drawn=each.drawn,
            deviations=deviating[each.label],
            undecided=undecided[each.label],
        )
        for each in draw.strata
    ]
