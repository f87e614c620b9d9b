"""Reading one sentence: what it measures, what it aims at, by when, over which period, and how binding it is.

The rules are those of the label: a sentence is measurable when it states a metric, a target and a deadline or a
measurement period; partially, when it states a target or a deadline; otherwise it is not.
"""

from __future__ import annotations

from opensmp.language import subject
from opensmp.language.lexer import items, language_of_words, tokens
from opensmp.language.line import Line, Mention
from opensmp.language.quantities import mentions as mentions_of
from opensmp.language.roles import Roles, assign
from opensmp.language.statement import Statement
from opensmp.language.values import Comparator, Kind, Label, Part, Quantifier
from opensmp.language.verbs import Verbs, verbs_of

LONGEST_SENTENCE = 20_000
"""Characters of a sentence that are read; beyond them it is no sentence."""

_REPORTS = ("report", "laporan", "pelaporan")


def read(text: str, language: str | None = None) -> Statement:
    """Return what ``text`` states. ``language`` (``en`` or ``id``) is recognised where it is not given."""
    row = tokens(text[:LONGEST_SENTENCE])
    if language is None:
        language = language_of_words([token.word for token in row])
    line = Line(text, language, tuple(items(row, language)))
    found = mentions_of(line)
    verbs = verbs_of(line, found)
    roles = assign(line, verbs, found, _condition_end(line))
    return _statement(line, verbs, found, roles)


def label_of(metric: bool, target: bool, deadline: bool, period: bool) -> Label:
    """Apply the rule of the label to what is stated."""
    if metric and target and (deadline or period):
        return Label.MEASURABLE
    return Label.PARTIALLY if target or deadline else Label.NOT


def label_in_place(statement: Statement, *, period: bool, evidence: bool = False) -> Label:
    """Return the label of a sentence as an objective of a plan.

    ``period``: the plan's period stands in for a missing deadline. ``evidence``: the objective names the evidence of
    completion, which makes a dated milestone measurable.
    """
    metric, target, deadline, over = statement.flags
    if statement.milestone and evidence:
        metric = True
    return label_of(metric, target, deadline or period, over)


def _condition_end(line: Line) -> int:
    """Return where an opening condition ends ("If availability falls below 99 % monthly, …"); 0 without one."""
    if not line.has(0, "condition"):
        return 0
    for index in range(1, len(line.items)):
        if line.word(index) in {",", "maka"} or line.word(index) in {"will", "shall", "must"}:
            return index
    return len(line.items)


def _statement(line: Line, verbs: Verbs, found: list[Mention], roles: Roles) -> Statement:
    targets, limit = _targets(line, verbs, roles)
    metrics = _metrics(line, verbs, found, roles) if targets or verbs.main < 0 or not verbs.milestone else ()
    if (roles.periods or line.has(verbs.main, "direction", "meet", "watch")) and not targets:
        metrics = _metrics(line, verbs, found, roles)
    milestone = False
    if not targets:
        everyone = subject.population(line, verbs, found)
        reached = None if everyone else _milestone(line, verbs, found, roles)
        if everyone is not None:
            targets, metrics = (everyone,), (everyone,)
        elif reached is not None:
            targets, metrics, milestone = (reached,), (), True
    deadlines = _parts(line, roles.deadlines)
    periods = _parts(line, roles.periods)
    return Statement(
        text=line.text,
        language=line.language,
        label=label_of(bool(metrics), bool(targets), bool(deadlines), bool(periods)),
        metrics=metrics,
        targets=targets,
        deadlines=deadlines,
        periods=periods,
        baselines=_parts(line, roles.baselines),
        comparator=_comparator(verbs, roles, targets),
        quantifier=_quantifier(line, found, roles),
        limit=limit,
        vague=_tagged(line, "vague"),
        soft=_tagged(line, "soft"),
        intention=next(iter(_tagged(line, "intention")), None),
        reference=next(iter(_tagged(line, "reference")), None),
        milestone=milestone,
        relative=roles.relative,
        kind=_kind(verbs, roles, bool(targets), milestone),
    )


def _targets(line: Line, verbs: Verbs, roles: Roles) -> tuple[tuple[Part, ...], Part | None]:
    limit = _part(line, roles.limits[0]) if roles.limits else None
    if roles.targets:
        return _parts(line, roles.targets), limit
    if not roles.limits or _limit_inside_metric(line, verbs, roles):
        return (), limit
    return _parts(line, roles.limits), limit


def _limit_inside_metric(line: Line, verbs: Verbs, roles: Roles) -> bool:
    """Increase the share of payments made *within 21 days*: the limit belongs to what is counted."""
    if verbs.direction not in {"up", "down"} or not line.has(verbs.main, "direction"):
        return False
    first = roles.limits[0].first
    return line.has(first - 1, "within") and not line.has(first - 2, "to", "by") and first not in roles.comparators


def _metrics(line: Line, verbs: Verbs, found: list[Mention], roles: Roles) -> tuple[Part, ...]:
    named = subject.metric_words(line, found)
    values = roles.targets or roles.limits
    if named is not None and (values or not subject.topic_only(line, verbs, roles)):
        return (named,)
    if not values or subject.topic_only(line, verbs, roles) or not subject.anything_counted(line, found):
        return ()
    counted = subject.counted_words(line, values[0], found) or subject.spoken_of(line, values[0].first, found)
    return (counted,) if counted else (_part(line, values[0]),)


def _milestone(line: Line, verbs: Verbs, found: list[Mention], roles: Roles) -> Part | None:
    reference = any(item.senses and "reference" in item.senses for item in line.items)
    if roles.deadlines and not (reference and line.has(verbs.main, "meet")):
        return subject.end_state(line, verbs, found)
    if subject.metric_words(line, found) is not None and line.has(verbs.main, "milestone") and not roles.deadlines:
        return None
    if roles.periods and verbs.milestone and not verbs.watches and not _is_reporting(line):
        return _part(line, roles.periods[0])
    return None


def _is_reporting(line: Line) -> bool:
    """A report sent every month watches; it reaches nothing."""
    return any(line.has(index, "doc_noun") and line.word(index).startswith(_REPORTS) for index in range(3))


def _comparator(verbs: Verbs, roles: Roles, targets: tuple[Part, ...]) -> Comparator | None:
    chosen = (roles.targets or roles.limits)[:1]
    if chosen and chosen[0].first in roles.comparators:
        return Comparator(roles.comparators[chosen[0].first])
    if not chosen:
        return Comparator.EQUAL if targets else None
    if chosen[0].kind == "count" and chosen[0].value == 0:
        return Comparator.EQUAL
    if verbs.direction == "down" or not roles.targets:
        return Comparator.AT_MOST
    return Comparator.AT_LEAST


def _quantifier(line: Line, found: list[Mention], roles: Roles) -> Quantifier:
    rhythms = {mention.first for mention in found if mention.kind == "cadence"}
    tags = {tag for index, item in enumerate(line.items) if index not in rhythms for tag in item.senses}
    if "percentile" in tags:
        return Quantifier.PERCENTILE
    if "quant_mean" in tags:
        return Quantifier.MEAN
    if roles.limits and any(mention.unit == "%" for mention in roles.targets):
        return Quantifier.PERCENTILE
    return Quantifier.ALL if "quant_all" in tags else Quantifier.NONE


def _kind(verbs: Verbs, roles: Roles, target: bool, milestone: bool) -> Kind:
    if milestone:
        return Kind.MILESTONE
    if verbs.direction in {"up", "down"}:
        return Kind.INCREASE if verbs.direction == "up" else Kind.DECREASE
    if not target:
        return Kind.UNKNOWN
    standing = bool(roles.periods) or not roles.deadlines or verbs.direction == "keep"
    if standing:
        return Kind.MAINTAIN_AT_MOST if _is_downward(roles) else Kind.MAINTAIN_AT_LEAST
    return Kind.DECREASE if _is_downward(roles) else Kind.INCREASE


def _is_downward(roles: Roles) -> bool:
    """Is less better: at most 4 %, within 15 minutes, zero?"""
    if not roles.targets:
        return bool(roles.limits)
    first = roles.targets[0]
    return first.value == 0 or roles.comparators.get(first.first) in {"at_most", "below"}


def _tagged(line: Line, tag: str) -> tuple[Part, ...]:
    return tuple(Part(line.text[i.start : i.end], i.start, i.end) for i in line.items if tag in i.senses)


def _parts(line: Line, found: list[Mention]) -> tuple[Part, ...]:
    return tuple(_part(line, mention) for mention in found)


def _part(line: Line, mention: Mention) -> Part:
    start, end = line.items[mention.first].start, line.items[mention.last].end
    return Part(line.text[start:end], start, end, mention.value, mention.unit or None)
