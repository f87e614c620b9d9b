"""What each mention does in its sentence: target, limit, baseline, deadline, period, or nothing."""

from typing import NamedTuple

from opensmp.language.line import QUANTITIES, Line, Mention
from opensmp.language.verbs import Verbs
from opensmp.language.wordlist import phrases

COMPARATORS = ("at_least", "at_most", "above", "below", "equal")
_PREPOSITIONS = ("by", "to", "from", "deadline", "during", "age", "in", "compare", "start", "budget", "next", "asof")
_LONG = frozenset({"mo", "q", "hy", "y"})
_DAYS = frozenset({"d", "wk"})
_MANY_DAYS = 5
_NEEDS_PREPOSITION = frozenset(
    phrases(
        "the fiscal year;the financial year;the planning period;the plan period;the reporting year;tahun anggaran;tahun buku;"
        "periode perencanaan;periode rencana"
    )
)
_WITH = frozenset({"with", "a", "dengan", "of", "within", "dari"})
_ONE_MONTH = 28
_NEAR = 3


class Lead(NamedTuple):
    """What stands before a mention: its comparator and the item that governs it."""

    comparator: str | None
    comparator_at: int
    governor: int


class Roles:
    """The mentions of one sentence by what they do; filled once, read afterwards."""

    def __init__(self) -> None:
        self.targets: list[Mention] = []
        self.limits: list[Mention] = []
        self.baselines: list[Mention] = []
        self.deadlines: list[Mention] = []
        self.periods: list[Mention] = []
        self.comparators: dict[int, str] = {}
        self.relative = False


class _Scene(NamedTuple):
    """What every decision may look at."""

    line: Line
    verbs: Verbs
    mentions: list[Mention]
    roles: Roles
    condition_end: int


def assign(line: Line, verbs: Verbs, mentions: list[Mention], condition_end: int) -> Roles:
    """Return the roles of ``mentions``; whatever stands before ``condition_end`` is a trigger, not a period."""
    scene = _Scene(line, verbs, mentions, Roles(), condition_end)
    for place, mention in enumerate(mentions):
        if mention.kind in QUANTITIES:
            _quantity(scene, place, mention)
        elif mention.kind == "moment":
            _moment(scene, place, mention)
        elif mention.kind == "cadence" and mention.first >= condition_end and not _of_a_document(line, mention):
            scene.roles.periods.append(mention)
    return scene.roles


def lead(line: Line, first: int) -> Lead:
    """Look left of item ``first`` over articles and approximations for a comparator and a governing word."""
    comparator, at = None, -1
    place = first - 1
    for _step in range(6):
        if comparator is None:
            comparator = next((tag for tag in COMPARATORS if line.has(place, tag)), None)
            if comparator is not None:
                at = place
                place -= 1
                continue
        if line.has(place, *_PREPOSITIONS) or not line.has(place, "about"):
            break
        place -= 1
    return Lead(comparator, at, place)


def _of_a_document(line: Line, cadence: Mention) -> bool:
    """A monthly report and a rapat bulanan are documents and meetings; their rhythm measures nothing."""
    if cadence.first != cadence.last:
        return False
    neighbour = cadence.first - 1 if line.language == "id" else cadence.last + 1
    adjective = line.word(cadence.first).endswith(("ly", "al", "an"))
    return adjective and line.has(neighbour, "doc_noun")


# Quantities


def _quantity(scene: _Scene, place: int, mention: Mention) -> None:
    line, roles = scene.line, scene.roles
    before = lead(line, mention.first)
    comparator = before.comparator or _after(line, mention)
    if _filtered(line, mention, before):
        return
    if _is_baseline(scene, place, mention, before):
        roles.baselines.append(mention)
        return
    if mention.kind == "duration":
        _duration(scene, place, mention, before)
    elif mention.kind != "count" or _counts(scene, mention, before):
        roles.targets.append(mention)
        roles.relative = roles.relative or _is_relative(scene, mention, before)
    if comparator is not None:
        roles.comparators[mention.first] = comparator


def _after(line: Line, mention: Mention) -> str | None:
    after = mention.last + 1
    return line.sense(after, "post_at_least") or line.sense(after, "post_at_most")


def _filtered(line: Line, mention: Mention, before: Lead) -> bool:
    """Does the number only say which cases are meant: older than 90 days, worth more than Rp 1 miliar?"""
    at = before.comparator_at if before.comparator_at >= 0 else before.governor
    spent = line.has(before.governor, "budget") and line.word(before.governor - 1) in _WITH
    if (spent or line.has(before.governor, "age")) and not line.has(before.governor, *COMPARATORS):
        return True
    if line.has(mention.last + 1, "age"):
        return True
    return line.has(at, "age") and not line.has(at - 1, "be", "modal", "to", "metric") and at > 0


def _is_baseline(scene: _Scene, place: int, mention: Mention, before: Lead) -> bool:
    """From 88 % (to 95 %), baseline 88 %, compared with 80 %, the 2026 median of 5.0 days."""
    line, governor = scene.line, before.governor
    if before.comparator is not None and not line.has(before.comparator_at, "compare"):
        return False
    start = line.sense(governor, "from")
    named = line.word(governor).startswith(("baseline", "garis dasar", "kondisi awal"))
    if start == "now" or named or line.sense(governor, "compare") == "strict":
        return True
    if start is not None:
        return scene.verbs.direction is not None or _leads_to(scene, place)
    earlier = scene.mentions[place - 1] if place and scene.mentions[place - 1].kind == "moment" else None
    if line.has(governor, "baseline"):
        return _comes_from(line, governor, earlier)
    dated = earlier is not None and earlier.last == governor and earlier not in scene.roles.deadlines
    return dated and line.has(mention.first - 1, "about")


def _comes_from(line: Line, governor: int, earlier: Mention | None) -> bool:
    """Does "from" or "over" stand before a median, a level or an average, and before its date?"""
    further = lead(line, governor).governor
    if earlier is not None and earlier.last >= further:
        further = lead(line, earlier.first).governor
    return line.has(further, "from", "compare")


def _leads_to(scene: _Scene, place: int) -> bool:
    following = scene.mentions[place + 1 : place + 3]
    return any(m.kind in QUANTITIES and scene.line.has(lead(scene.line, m.first).governor, "to") for m in following)


def _is_relative(scene: _Scene, mention: Mention, before: Lead) -> bool:
    """By 20 %, sebesar 20 %, 5 points more, twice as much: a change, which needs a baseline."""
    if mention.kind == "multiple":
        return True
    moving = scene.verbs.direction in {"up", "down", "either"}
    if not moving or mention.kind not in {"percent", "points", "count", "money", "duration"}:
        return False
    if scene.line.has(before.governor, "to", "from", "meet"):
        return False
    if scene.line.has(before.governor, "by"):
        return True
    if scene.line.has(mention.last + 1, "compare", "below", "above"):
        return True
    return scene.line.has(mention.first - 1, "by") or (
        mention.kind == "percent" and before.comparator is None and not scene.line.has(mention.last + 1, "of")
    )


def _counts(scene: _Scene, mention: Mention, before: Lead) -> bool:
    """Is the count something to be reached, rather than a size mentioned in passing (for our 3 million users)?"""
    line, verbs = scene.line, scene.verbs
    if before.comparator is not None or mention.note == "zero":
        return True
    if verbs.can_be_counted:
        return True
    if verbs.direction is not None:
        return line.has(before.governor, "to", "by", "meet", "direction") or mention.first == verbs.main + 1
    passing = line.has(before.governor, "in", "of", "to", "from", "compare", "vague", "during", "filler")
    return not passing and not verbs.vague_only


def _duration(scene: _Scene, place: int, mention: Mention, before: Lead) -> None:
    """Decide between a deadline (within 12 months), a limit (within 4 hours), a period (over 12 months) and a value."""
    roles = scene.roles
    if mention.note == "adjective":
        if scene.line.has(mention.last + 1, "period_word") and mention.first >= scene.condition_end:
            roles.periods.append(mention)
    elif _counted_from_a_start(scene.line, mention):
        roles.deadlines.append(mention)
    elif _spans_a_period(scene, mention, before):
        roles.periods.append(mention)
    elif _is_within(scene.line, before) and _is_deadline(scene, place, mention, before):
        roles.deadlines.append(mention)
    elif _is_limit(scene.line, mention, before):
        roles.limits.append(mention)
        roles.relative = roles.relative or (not _is_within(scene.line, before) and _is_relative(scene, mention, before))


def _spans_a_period(scene: _Scene, mention: Mention, before: Lead) -> bool:
    """Over 12 months, rolling 30 days, dalam satu triwulan."""
    line = scene.line
    if line.has(mention.first - 1, "rolling"):
        return True
    if _is_within(line, before):
        return _one_whole(scene, mention)
    if before.comparator is not None:
        return False
    lasting = line.has(before.governor, "during") and mention.unit in _LONG | _DAYS
    return lasting or line.has(mention.last + 1, "rolling")


def _is_limit(line: Line, mention: Mention, before: Lead) -> bool:
    """A duration is a value to keep, except months and years mentioned in passing (a contract of 3 years)."""
    if before.comparator is not None or mention.note == "limit" or mention.unit not in {"y", "mo"}:
        return True
    return _is_within(line, before) or line.has(before.governor, "to", "be", "meet", "by", "metric")


def _counted_from_a_start(line: Line, mention: Mention) -> bool:
    """12 months from now, 12 bulan ke depan, over the next two years, 60 days of issuance."""
    return line.has(mention.last + 1, "after_unit") or line.has(mention.first - 1, "next")


def _one_whole(scene: _Scene, mention: Mention) -> bool:
    """No more than two incidents *dalam satu triwulan*: one whole period, said of a count."""
    counted = any(target.kind in {"count", "times"} for target in scene.roles.targets)
    return (
        counted and mention.value == 1 and mention.unit in _LONG and scene.line.has(mention.first - 1, "within", "in")
    )


def _is_within(line: Line, before: Lead) -> bool:
    at = before.comparator_at if before.comparator_at >= 0 else before.governor
    return line.has(at, "within") or line.has(before.governor, "within") or line.word(before.governor) == "in"


def _is_deadline(scene: _Scene, place: int, mention: Mention, before: Lead) -> bool:
    if mention.unit in _LONG:
        return not (scene.roles.targets and _dated_elsewhere(scene, place)) and not line_recurs(scene, mention)
    if mention.unit not in _DAYS or scene.roles.targets or line_recurs(scene, mention):
        return False
    once = scene.verbs.single_object and scene.verbs.milestone and _in_days(mention) >= _ONE_MONTH
    opening = before.governor <= 0 and scene.verbs.imperative_after(mention.last) and (mention.value or 0) >= _MANY_DAYS
    return once or opening


def _in_days(mention: Mention) -> int:
    return int(mention.value or 0) * (7 if mention.unit == "wk" else 1)


def line_recurs(scene: _Scene, mention: Mention) -> bool:
    """Within 30 days *of receiving* each report: the clock starts again with every case."""
    after = mention.last + 1
    word = scene.line.word(after)
    return word in {"of", "after", "from", "following", "setelah", "sejak", "since", "when"} and not scene.line.has(
        after, "after_unit"
    )


def _dated_elsewhere(scene: _Scene, place: int) -> bool:
    return bool(scene.roles.deadlines or scene.roles.periods) or any(
        m.kind in {"moment", "cadence"} for m in scene.mentions[place + 1 :]
    )


# Moments


def _moment(scene: _Scene, place: int, mention: Mention) -> None:
    """Decide whether a date is a deadline, a whole period, or only dates something else."""
    line, roles = scene.line, scene.roles
    before = lead(line, mention.first)
    index = before.comparator_at if line.has(before.comparator_at, "deadline", "within") else before.governor
    dated_baseline = line.language == "en" and line.has(mention.last + 1, "baseline")
    if dated_baseline or _dates_a_baseline(scene, place, mention, index):
        return
    if _belongs_to_a_rhythm(scene, place, mention) or line.has(index, "deadline", "by"):
        roles.deadlines.append(mention)
    elif line.has(index, "start", "from"):
        return
    elif line.has(index, "during", "within") and index >= scene.condition_end:
        roles.periods.append(mention)
        roles.deadlines.append(mention)
    elif _is_dated(line, mention, index):
        roles.deadlines.append(mention)


def _belongs_to_a_rhythm(scene: _Scene, place: int, mention: Mention) -> bool:
    """In every month *of 2027*: the date bounds the rhythm before it."""
    if not place:
        return False
    previous = scene.mentions[place - 1]
    return previous in scene.roles.periods and mention.first - previous.last <= _NEAR


def _is_dated(line: Line, mention: Mention, index: int) -> bool:
    if line.has(index, "in", "asof"):
        return not line.has(index - 1, "filter_verb")
    return _stands_alone(line, mention)


def _dates_a_baseline(scene: _Scene, place: int, mention: Mention, index: int) -> bool:
    """The 2026 median, dibandingkan tahun 2025, 18.2 % in FY 2021 to …: the date of the starting value."""
    line = scene.line
    if line.has(index, "deadline", "by") and not line.has(index, "from"):
        return False
    if line.sense(index, "compare") == "strict":
        return True
    if line.has(index, "compare", "baseline") and not line.has(index, "in", "during"):
        return True
    previous = scene.mentions[place - 1] if place else None
    if previous is None or previous not in scene.roles.baselines or mention.first - previous.last > _NEAR:
        return False
    after = mention.last + 1
    return line.has(after, "to") or line.word(after) in {",", ")"} or index == previous.last + 1


def _stands_alone(line: Line, mention: Mention) -> bool:
    """A date without a preposition counts at the start, at the end, in brackets, or when it is named (tahun 2027)."""
    if line.has(mention.first, "fiscal", "moment", "edge"):
        return mention.first != mention.last or line.word(mention.first) not in _NEEDS_PREPOSITION
    if line.has(mention.first, "weekday"):
        return False
    if mention.unit == "year":
        return line.word(mention.first - 1) == "(" and line.word(mention.last + 1) == ")"
    opening = mention.first == 0 or line.word(mention.first - 1) in {",", "(", ":", "–", "—", "-", ";"}
    closing = line.word(mention.last + 1) in {"", ".", ")", ",", ";", ":"}
    return opening or closing
