"""The questions a sentence leaves open, and the doubts it raises though it is complete."""

from __future__ import annotations

from decimal import Decimal

from opensmp.i18n import Message, _
from opensmp.language.values import Facts, Kind, Label, Part, Quantifier

_SHARES = (
    "share",
    "percent",
    "rate",
    "proportion",
    "persentase",
    "tingkat",
    "rasio",
    "proporsi",
    "availab",
    "ketersediaan",
)
_CLOCK_UNITS = frozenset({"min", "h"})
_DAY_UNITS = frozenset({"d"})
_BASES = (
    "business", "working", "calendar", "office", "service", "kerja", "kalender", "operasional", "layanan", "elapsed",
)  # fmt: skip
_BEYOND = (
    "peak",
    "load",
    "plan",
    "budget",
    "expected",
    "beban",
    "puncak",
    "rencana",
    "anggaran",
    "growth",
    "kapasitas",
)
_FULL = Decimal(100)


def missing_of(statement: Facts) -> tuple[Message, ...]:
    """Return what must still be asked before the sentence can be measured."""
    metric, target, deadline, period = statement.flags
    asked: list[Message] = []
    if statement.milestone:
        asked.append(_("Which evidence will show that it is done?"))
    elif not metric:
        asked.append(_("What is counted or rated?"))
    if not target:
        asked.append(_target_question(statement))
    if not deadline and not period:
        asked.append(_("By when, or measured over which period?"))
    if statement.relative and not statement.baselines:
        asked.append(_("From which baseline?"))
    if statement.relative and statement.target and statement.target.unit == "%":
        asked.append(_("Per cent of the present value, or percentage points?"))
    return tuple(asked + _limit_questions(statement))


def _target_question(statement: Facts) -> Message:
    if statement.reference is not None:
        return _("Which value does “{words}” stand for?", words=statement.reference.words)
    named = statement.metric.words.lower() if statement.metric else ""
    if any(word in named for word in _SHARES):
        return _("Which share?")
    return _("Which value, in which unit?")


def _limit_questions(statement: Facts) -> list[Message]:
    limit = statement.limit
    if limit is None or limit.unit is None:
        return []
    asked: list[Message] = []
    if statement.quantifier is Quantifier.NONE:
        asked.append(_("Does the limit hold for all cases, for a share of them (which?), or on average?"))
    if limit.unit in _CLOCK_UNITS and not _has_basis(limit):
        asked.append(_("Business hours or 24×7?"))
    if limit.unit in _DAY_UNITS and not _has_basis(limit):
        asked.append(_("Working days or calendar days?"))
    return asked


def _has_basis(limit: Part) -> bool:
    return any(word in limit.words.lower() for word in _BASES)


def warnings_of(statement: Facts) -> tuple[Message, ...]:
    """Return what an auditor would doubt although the sentence may be complete."""
    doubts: list[Message] = []
    if _needs_baseline(statement) and not statement.baselines:
        doubts.append(_("It states a change but no baseline with its date"))
    if len(statement.targets) > 1:
        doubts.append(_("It states several targets: make each an objective of its own"))
    if statement.limit is not None and statement.quantifier is Quantifier.NONE:
        doubts.append(_("The limit does not say for how many cases it must hold"))
    doubts += [_("{target} lies outside the possible range", target=part.words) for part in _impossible(statement)]
    if statement.intention is not None:
        doubts.append(_("“{words}” is an intention, not a commitment", words=statement.intention.words))
    if statement.reference is not None and not statement.targets:
        doubts.append(_("The target stands in another document; name its value here"))
    doubts += [_("“{words}” cannot be measured", words=part.words) for part in statement.soft[:1]]
    if statement.deadline is not None and not any(sign.isdigit() for sign in statement.deadline.words):
        doubts.append(_("“{words}” names no year", words=statement.deadline.words))
    return tuple(doubts)


def _needs_baseline(statement: Facts) -> bool:
    changing = statement.kind in {Kind.INCREASE, Kind.DECREASE} and statement.label is not Label.NOT
    from_words = statement.relative or bool(statement.vague)
    return bool(statement.targets) and (statement.relative or (changing and from_words))


def _impossible(statement: Facts) -> list[Part]:
    found: list[Part] = []
    text = statement.text.lower()
    for part in statement.targets:
        if part.value is None or part.unit is None:
            continue
        if (
            part.unit == "%" and part.value > _FULL and not statement.relative and not any(w in text for w in _BEYOND)
        ) or (part.unit.startswith("of ") and part.value > Decimal(part.unit[3:])):
            found.append(part)
    return found
