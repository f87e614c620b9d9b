"""Where a plan stands, in one sentence and the few that explain it: what Home opens with.

The order decides what is said first: never signed or expired, findings that block, a review overdue, a promise not
kept, a decision waiting, and only then that all is well. Nothing is added up and there is no score.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from opensmp.checking.finding import Severity
from opensmp.checking.run import Report
from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, n_
from opensmp.lifecycle.history import Version
from opensmp.measures.verdict import Verdict
from opensmp.registers.assurance import Audit

Kind: TypeAlias = Literal[
    "unsigned", "expired", "blocked", "review overdue", "promise broken", "waiting", "agrees", "unmeasured"
]
Speech: TypeAlias = Message | Plural


class Waiting(NamedTuple):
    """A draft that was submitted and not decided about."""

    number: str
    since: date
    by: str


class Standing(NamedTuple):
    """The headline, the sentences that say why, who and when, and what kind of day it is."""

    kind: Kind
    headline: Speech
    because: tuple[Speech, ...]


def standing_of(report: Report, waiting: Waiting | None = None) -> Standing:
    """Return where the plan of a report stands on its day."""
    dossier = report.dossier
    kind, headline = _headline(report, waiting)
    because = [
        *_signature(dossier),
        *_open(report, kind),
        *_promises(dossier, kind),
        *_waits(waiting, kind),
        *_ahead(dossier),
    ]
    return Standing(kind, headline, tuple(because))


def _headline(report: Report, waiting: Waiting | None) -> tuple[Kind, Speech]:
    dossier, draft = report.dossier, report.dossier.plan.identity.version
    blocking = len(report.of(Severity.BLOCKS))
    current = dossier.in_force
    if current is None:
        return _unsigned(dossier, blocking)
    if blocking:
        return "blocked", _away(draft, blocking)
    if dossier.review_due and dossier.review_due < dossier.today:
        return "review overdue", _("The review of this plan has been overdue since {day}.", day=dossier.review_due)
    broken = len(broken_promises(dossier))
    if broken:
        return "promise broken", n_(
            "Version {version} is in force; {count} of its promises is not kept.",
            "Version {version} is in force; {count} of its promises are not kept.",
            broken, version=current.number, count=spelled(broken),
        )  # fmt: skip
    if waiting:
        return "waiting", _("Version {version} waits for a decision.", version=waiting.number)
    if not dossier.verdicts:
        return "unmeasured", _(
            "Version {version} is in force. Nobody has measured yet what it promises.", version=current.number
        )
    return "agrees", _("Version {version} is in force and agrees with practice.", version=current.number)


def _unsigned(dossier: Dossier, blocking: int) -> tuple[Kind, Speech]:
    """No version is in force today: none was ever signed, the last one has ended, or the first begins later."""
    versions, draft = dossier.history.versions, dossier.plan.identity.version
    ended = [row for row in versions if row.end and row.end < dossier.today]
    if ended:
        last = max(ended, key=lambda row: row.end or date.min)
        return "expired", _(
            "No version is in force: {version} ended on {day}.", version=last.number, day=last.end or date.min
        )
    coming = [row for row in versions if row.start and row.start > dossier.today]
    if coming:
        first = min(coming, key=lambda row: row.start or date.max)
        return "unsigned", _(
            "Version {version} is signed and comes into force on {day}.",
            version=first.number,
            day=first.start or date.max,
        )
    if blocking:
        return "unsigned", _away(draft, blocking)
    return "unsigned", (
        _("Draft {version} is ready for its first signature.", version=draft)
        if draft
        else _("The draft has no version number yet.")
    )


def _away(draft: str, blocking: int) -> Speech:
    if not draft:
        return n_(
            "The draft is {count} finding away from approval.", "The draft is {count} findings away from approval.",
            blocking, count=spelled(blocking),
        )  # fmt: skip
    return n_(
        "Draft {version} is {count} finding away from approval.",
        "Draft {version} is {count} findings away from approval.",
        blocking, version=draft, count=spelled(blocking),
    )  # fmt: skip


def _signature(dossier: Dossier) -> Iterator[Speech]:
    """Who signed what is in force, and whether that person still may."""
    current = dossier.in_force
    if current is None or current.start is None:
        return
    signer = signer_of(current)
    if not signer:
        yield _("Version {version} has been in force since {day}.", version=current.number, day=current.start)
        return
    name = dossier.people.name(signer)
    yield _(
        "Version {version} has been in force since {day}, signed by {name}.",
        version=current.number, day=current.start, name=name,
    )  # fmt: skip
    gone = dossier.people.departed(signer)
    if gone is not None and gone.left is not None:
        yield _(
            "{name} left on {day}, so whoever holds the office now should sign the next version.",
            name=name,
            day=gone.left,
        )
    elif not dossier.people.is_top_management(signer):
        yield _("{name} is no longer in top management, so the next version needs another signature.", name=name)


def signer_of(version: Version) -> str:
    """Return the id of the person who approved a version last, or nothing."""
    return next((row.person for row in reversed(version.approvals) if row.outcome == "approved"), "")


def _open(report: Report, kind: Kind) -> Iterator[Speech]:
    blocking, advice = len(report.of(Severity.BLOCKS)), len(report.of(Severity.ADVICE))
    if blocking:
        yield n_(
            "{count} finding blocks the signature.", "{count} findings block the signature.",
            blocking, count=spelled(blocking, start=True),
        )  # fmt: skip
    if advice and blocking:
        yield n_("{count} is advice.", "{count} are advice.", advice, count=spelled(advice, start=True))
    elif advice:
        yield n_(
            "{count} finding is advice and blocks nothing.", "{count} findings are advice and block nothing.",
            advice, count=spelled(advice, start=True),
        )  # fmt: skip
    if not blocking and not advice and kind != "unsigned":
        yield _("No finding is open in draft {version}.", version=report.dossier.plan.identity.version)


def _promises(dossier: Dossier, kind: Kind) -> Iterator[Speech]:
    measured, broken = latest_verdicts(dossier), len(broken_promises(dossier))
    if not measured:
        return
    last = max(row.end for row in measured)
    if broken and kind != "promise broken":
        yield n_(
            "{count} promise was not kept in the records up to {day}.", "{count} promises were not kept in the records up to {day}.",
            broken, count=spelled(broken, start=True), day=last,
        )  # fmt: skip
    else:
        yield n_(
            "{n} promise was measured against records up to {day}.", "{n} promises were measured against records up to {day}.",
            len(measured), day=last,
        )  # fmt: skip


def _waits(waiting: Waiting | None, kind: Kind) -> Iterator[Speech]:
    if waiting is None:
        return
    if kind == "waiting":
        yield _("{name} submitted it on {day}.", name=waiting.by, day=waiting.since)
    else:
        yield _("{name} submitted {version} on {day}; it waits for a decision.",
                name=waiting.by, version=waiting.number, day=waiting.since)  # fmt: skip


def _ahead(dossier: Dossier) -> Iterator[Speech]:
    """The next audit from outside, with the days that are left."""
    audit = next_certification(dossier)
    if audit is not None and audit.planned is not None:
        days = (audit.planned - dossier.today).days
        yield n_(
            "{audit} is on {day}, {n} day from now.", "{audit} is on {day}, {n} days from now.",
            days, audit=audit.title, day=audit.planned,
        )  # fmt: skip


def next_certification(dossier: Dossier) -> Audit | None:
    """Return the next planned audit that is not internal."""
    ahead = [
        row for row in dossier.registers.audits
        if row.kind != "internal" and row.planned and row.performed is None and row.planned >= dossier.today
    ]  # fmt: skip
    return min(ahead, key=lambda row: row.planned or date.max, default=None)


def latest_verdicts(dossier: Dossier) -> tuple[Verdict, ...]:
    """Return the last verdict on each commitment of the plan, in the plan's order."""
    last: dict[str, Verdict] = {}
    for row in dossier.verdicts:
        held = last.get(row.commitment)
        if held is None or row.end >= held.end:
            last[row.commitment] = row
    return tuple(last[key] for key in dossier.commitments if key in last)


def broken_promises(dossier: Dossier) -> tuple[Verdict, ...]:
    """Return the last verdicts that say *broken*."""
    return tuple(row for row in latest_verdicts(dossier) if row.verdict == "broken")


_SMALL = (
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
    _("ten"),
)
_FIRST = (
    _("One"),
    _("Two"),
    _("Three"),
    _("Four"),
    _("Five"),
    _("Six"),
    _("Seven"),
    _("Eight"),
    _("Nine"),
    _("Ten"),
)


def spelled(n: int, start: bool = False) -> Message | int:
    """Return a count as a sentence has it: in words up to ten, with a capital where it opens the sentence."""
    words = _FIRST if start else _SMALL
    return words[n - 1] if 1 <= n <= len(words) else n
