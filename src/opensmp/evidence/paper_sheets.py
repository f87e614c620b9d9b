"""The working papers laid out: as sheets for people, and as data for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from opensmp.evidence.attributes import ATTRIBUTES
from opensmp.evidence.completeness import spans
from opensmp.evidence.sample_paper import SampledRecord, WorkingPaper
from opensmp.evidence.sampling import ALGORITHM, EVERYTHING, distinct
from opensmp.i18n import LANGUAGES, Message, Speakable, _
from opensmp.measures.records import TABLES
from opensmp.measures.sample_sizes import percent, stated
from opensmp.measures.samples import SampleWord

Cell: TypeAlias = str | int | Decimal | date | None
Row: TypeAlias = tuple[Cell, ...]

FORMAT = "opensmp/working-paper/1"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet of the workbook, or a CSV file ``name``. The population's header is fixed: the drawing script reads it."""

    name: str
    title: Message
    header: tuple[str, ...]
    rows: tuple[Row, ...]


_YES_NO = {"yes": _("yes"), "no": _("no")}


def sheets(paper: WorkingPaper, language: str) -> tuple[Sheet, ...]:
    """Return the working papers in the order in which an auditor reads them, worded in ``language``."""
    what = _said((_("What"), _("Value")), language)
    return (
        Sheet(name="statement", title=_("Population statement"), header=what, rows=_rows(_statement(paper), language)),
        Sheet(name="completeness", title=_("Completeness"), header=what, rows=_rows(_completeness(paper), language)),
        Sheet(name="draw", title=_("Draw"), header=what, rows=_rows(_draw(paper), language)),
        _strata(paper, language),
        _records(paper, language),
        _deviations(paper, language),
        Sheet(name="result", title=_("Result"), header=what, rows=_rows(_result(paper), language)),
        _population(paper),
    )


def _statement(paper: WorkingPaper) -> Iterator[tuple[Message, Any]]:
    population = paper.population
    yield _("Commitment"), population.commitment
    yield _("Sentence of the plan"), population.sentence
    yield _("Version of the plan"), population.version
    yield _("Digest of the version"), population.version_digest
    yield _("Records"), TABLES[population.table].title
    yield _("First day"), population.start
    yield _("Last day"), population.end
    yield _("Time zone"), population.zone
    for column, value in population.filter.items():
        yield _("Filter"), f"{column}: {value}"
    yield _("Number of records"), population.count
    for reason, number in population.excluded.items():
        yield _("Left out: {reason}", reason=reason), number
    for reason, number in population.undecided.items():
        yield _("In it, and cannot be judged by the records alone: {reason}", reason=reason), number
    yield _("Digest of the imported records"), population.import_digest
    for source in population.sources:
        yield _("Source file"), source.name
        yield _("SHA-256 of the source file"), source.sha256
        yield _("Rows of the source file"), source.rows


def _completeness(paper: WorkingPaper) -> Iterator[tuple[Message, Any]]:
    found = paper.population.completeness
    yield _("Records looked at, before any filter"), found.records
    for sentence in found.says:
        yield _("Finding"), sentence
    yield _("Records without a number that counts on"), found.unnumbered
    for gap in found.gaps:
        yield _("Gap of {missing}", missing=gap.missing), gap.first if gap.missing == 1 else f"{gap.first} – {gap.last}"
    for first, last in spans(found.days_without):
        yield _("Without a record"), first.isoformat() if first == last else f"{first} – {last}"


def _draw(paper: WorkingPaper) -> Iterator[tuple[Message, Any]]:
    size, draw = paper.size, paper.draw
    yield _("Method"), size.says
    for warning in size.warnings:
        yield _("Beware"), warning
    yield _("Audit"), paper.audit
    yield _("The auditor's word"), paper.word
    yield _("Seed"), draw.seed
    yield _("Algorithm"), ALGORITHM
    yield _("Size asked for"), draw.size
    yield _("At least, of each stratum"), draw.minimum
    yield _("Records drawn"), len(draw.records)
    for gone in draw.replaced:
        yield _("Replaced: {number}", number=gone.number), gone.reason


def _result(paper: WorkingPaper) -> Iterator[tuple[Message, Any]]:
    result = paper.result
    yield _("Verdict of the sample"), _WORDS[result.word]
    yield _("Records looked at"), result.drawn
    yield _("Deviations"), result.deviations
    yield _("Cannot be decided"), result.undecided
    yield _("Deviations that the promise allows, in per cent"), stated(paper.tolerance.rate)
    if paper.size.allowed is not None:
        yield _("Deviations that the method allows"), paper.size.allowed
    if result.limits is not None and result.estimate is not None:
        yield _("Point estimate of the deviations, in per cent"), percent(result.estimate)
        yield _("Upper limit, one-sided, in per cent"), percent(result.limits.high, paper.tolerance.rate)
        yield _("Lower limit, one-sided, in per cent"), percent(result.limits.low, paper.tolerance.rate)
        yield _("Confidence of each limit, in per cent"), stated(result.level)
    for sentence in paper.says:
        yield _("In words"), sentence


def _strata(paper: WorkingPaper, language: str) -> Sheet:
    header = (_("Stratum"), _("Population"), _("Drawn"), _("Of these by the minimum"), _("Deviations"))
    deviating = {record.number for record in paper.deviating}
    rows = tuple(
        (
            each.label,
            each.population,
            each.drawn,
            each.added,
            sum(drawn.number in deviating for drawn in paper.draw.records if drawn.stratum == each.label),
        )
        for each in paper.draw.strata
    )
    return Sheet(name="strata", title=_("Strata"), header=_said(header, language), rows=rows)


def _records(paper: WorkingPaper, language: str) -> Sheet:
    header = (
        _("Stratum"), _("Place"), _("Number"), _("Service"), _("Priority"), _("Opened"), _("Ended"), _("Took, in hours"),
        _("Allowed, in hours"), _("Kept"), *(attribute.title for attribute in ATTRIBUTES), _("Judged by version"),
        _("Chosen because"), _("Stands in for"), _("Reason"), _("Remark"),
    )  # fmt: skip
    rows = tuple(
        (
            drawn.stratum,
            drawn.place,
            record.number,
            record.service,
            record.priority,
            _moment(record.opened_at, paper),
            _moment(record.ended_at, paper),
            _hours(record.elapsed),
            _hours(record.limit),
            _answer(_word_of(record.good), language),
            *(_answer(record.attributes.get(attribute.id), language) for attribute in ATTRIBUTES),
            record.version,
            ", ".join(_said(record.risk, language)),
            drawn.replaces,
            drawn.reason,
            record.note.text(language) if record.note else "",
        )
        for drawn, record in zip(paper.draw.records, paper.records, strict=True)
    )
    return Sheet(name="records", title=_("Sampled records"), header=_said(header, language), rows=rows)


def _deviations(paper: WorkingPaper, language: str) -> Sheet:
    header = (_("Number"), _("Deviation"), _("Took, in hours"), _("Allowed, in hours"), _("Over by, in hours"))
    rows = tuple(
        (record.number, what.text(language), *(_durations(record) if of_promise else (None, None, None)))
        for record in paper.records
        for what, of_promise in _deviations_of(record)
    )
    return Sheet(name="deviations", title=_("Deviations"), header=_said(header, language), rows=rows)


def _deviations_of(record: SampledRecord) -> Iterator[tuple[Message, bool]]:
    """Yield what is not as it should be; the promise first, which alone counts for the limit and the verdict."""
    if record.good is False:
        yield _("Did not keep the promise"), True
    for attribute in ATTRIBUTES:
        answer = record.attributes.get(attribute.id)
        if attribute.id != "within_target" and answer in ("yes", "no") and answer != attribute.wanted:
            yield _("{question}: {answer}", question=attribute.title, answer=_YES_NO[answer]), False


def _durations(record: SampledRecord) -> Row:
    over = None if record.elapsed is None or record.limit is None else max(0, record.elapsed - record.limit)
    return _hours(record.elapsed), _hours(record.limit), _hours(over)


def _population(paper: WorkingPaper) -> Sheet:
    """List the population once, sorted, as ``docs/explanation/draw_again.py`` reads it."""
    by_weight = paper.draw.method == "judgement"
    rows = tuple(
        (each.number, EVERYTHING if by_weight else each.stratum, each.weight if by_weight else 0)
        for each in distinct(paper.population.entries)
    )
    return Sheet(name="population", title=_("Population"), header=("number", "stratum", "weight"), rows=rows)


def _moment(at: int | None, paper: WorkingPaper) -> str:
    """Return a time as the clocks in the organisation's zone show it, with the zone's distance from UTC."""
    return "" if at is None else datetime.fromtimestamp(at, paper.population.time_zone).isoformat(sep=" ")


def _hours(seconds: int | None) -> Decimal | None:
    return None if seconds is None else (Decimal(seconds) / 3600).quantize(Decimal("0.01"))


def _word_of(good: bool | None) -> str | None:
    return None if good is None else "yes" if good else "no"


_ANSWERS: Mapping[str, Message] = {"yes": _("yes"), "no": _("no"), "not applicable": _("not applicable")}
_WORDS: Mapping[SampleWord, Message] = {
    "supports": _("supports"),
    "contradicts": _("contradicts"),
    "not shown": _("not shown"),
    "kept": _("kept"),
    "broken": _("broken"),
    "unknown": _("unknown"),
}
_NOT_TOLD = _("the records cannot tell")


def _answer(answer: str | None, language: str) -> str:
    return (_NOT_TOLD if answer is None else _ANSWERS[answer]).text(language)


def _said(messages: tuple[Speakable, ...], language: str) -> tuple[str, ...]:
    return tuple(message.text(language) for message in messages)


def _rows(pairs: Iterator[tuple[Message, Any]], language: str) -> tuple[Row, ...]:
    return tuple(
        (what.text(language), value.text(language) if isinstance(value, Speakable) else value) for what, value in pairs
    )


def as_data(paper: WorkingPaper) -> dict[str, Any]:
    """Return the working papers as JSON takes them: exact seconds and fractions, every sentence in each language."""
    result, limits = paper.result, paper.result.limits
    return {
        "format": FORMAT,
        "audit": paper.audit,
        "word": paper.word,
        "statement": _pairs(_statement(paper)),
        "completeness": _pairs(_completeness(paper)),
        "draw": {
            "method": paper.draw.method,
            "seed": paper.draw.seed,
            "algorithm": ALGORITHM,
            "size": paper.draw.size,
            "minimum": paper.draw.minimum,
            "says": _pairs(_draw(paper)),
            "strata": [vars(each) for each in paper.draw.strata],
            "replaced": [vars(each) for each in paper.draw.replaced],
        },
        "records": [
            {**vars(drawn), **_record_data(record)}
            for drawn, record in zip(paper.draw.records, paper.records, strict=True)
        ],
        "deviations": [record.number for record in paper.deviating],
        "result": {
            "verdict": result.word,
            "population": result.population,
            "drawn": result.drawn,
            "deviations": result.deviations,
            "undecided": result.undecided,
            "tolerable": str(paper.tolerance.rate),
            "level": str(result.level),
            "estimate": None if result.estimate is None else str(result.estimate),
            "lower_limit": None if limits is None else str(limits.low),
            "upper_limit": None if limits is None else str(limits.high),
            "needed": result.needed,
            "full_count": paper.full,
            "says": [_spoken(each) for each in paper.says],
        },
    }


def _record_data(record: SampledRecord) -> dict[str, Any]:
    return {
        **vars(record),
        "attributes": dict(record.attributes),
        "risk": [_spoken(each) for each in record.risk],
        "note": None if record.note is None else _spoken(record.note),
    }


def _pairs(pairs: Iterator[tuple[Message, Any]]) -> list[dict[str, Any]]:
    return [{"what": _spoken(what), "value": _plain(value)} for what, value in pairs]


def _plain(value: Any) -> Any:
    if isinstance(value, Speakable):
        return _spoken(value)
    return str(value) if isinstance(value, date | Decimal) else value


def _spoken(words: Speakable) -> dict[str, str]:
    return {language: words.text(language) for language in LANGUAGES}
