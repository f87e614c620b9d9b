"""What Home shows beside its sentence: what needs this person, the ten sections, the promises, the dates ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Max

from opensmp.actions.approving import open_refinements
from opensmp.actions.keeping import keeps
from opensmp.checking.finding import Finding, Severity
from opensmp.checking.standing import broken_promises, latest_verdicts
from opensmp.dossier import Dossier
from opensmp.dossier.schedule import Appointment, schedule_of
from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.verdict import Verdict, VerdictWord
from opensmp.plan.commitments import Commitment
from opensmp.plan.difference import Difference
from opensmp.plan.plan import SECTIONS
from opensmp.plan.terms import Comparator, Target
from opensmp.store.models import Entry, Submission
from opensmp.web.desk import Desk
from opensmp.web.figures import amount
from opensmp.web.readiness.listing import identity_of

MOST_TASKS, MOST_PROMISES, MOST_DATES = 6, 5, 6
Words = Message | Plural


class Task(NamedTuple):
    """One thing to do: where it leads, and the shape and word of its state."""

    title: Any
    href: str
    sub: Words
    kind: str
    text: Words


class SectionLine(NamedTuple):
    """One of the ten sections: its keeper, the day it was last read or changed, and the mark of its findings."""

    number: int
    key: str
    title: Any
    keeper: Any
    day: date | None
    kind: str
    text: Words


class Promise(NamedTuple):
    """A commitment with what was measured: the values of its windows, the figure beside its target, and the verdict."""

    id: str
    sentence: Any
    values: tuple[Decimal | None, ...]
    target: Decimal
    figure: Words | None
    of: Words
    kind: str
    text: Message
    tells: Words


def tasks_of(desk: Desk, waiting: Submission | None) -> list[Task]:
    """Return what needs this person, the most urgent first. Auditors and administrators have nothing to do here."""
    found: list[Task] = []
    if waiting is not None and desk.may("decide"):
        found.append(
            Task(_("Decide about version {version}", version=waiting.number), desk.url("decision"),
                 _("Submitted by {name}", name=str(waiting.submitted_by)), "live", _("Waiting for you"))
        )  # fmt: skip
    if desk.may("edit_own_section"):
        found += [*_refined(desk), *_findings(desk), *_broken(desk), *_overdue(desk)]
    return found


def _mine(desk: Desk, place: str, key: str = "") -> bool:
    """Whether a place is this person's business: everything for the SMS owner, one's own for its keeper."""
    return desk.actor.may("edit_section") or keeps(desk.dossier, desk.actor.person, place, key)


def _refined(desk: Desk) -> Iterator[Task]:
    for section, rows in open_refinements(desk.actor, desk.plan).items():
        if _mine(desk, f"plan/{section}"):
            yield from (
                Task(
                    row.text,
                    desk.url("read", anchor=anchor_of(section)),
                    _number(section),
                    "live",
                    _("Asked for at approval"),
                )
                for row in rows
            )


def _findings(desk: Desk) -> Iterator[Task]:
    report = desk.report
    for found in report.findings:
        if not _mine(desk, *_kept_at(found)):
            continue
        blocks = report.rule_of(found).severity is Severity.BLOCKS
        yield Task(
            found.says, finding_page(desk, found),
            _("{where} · {rule} · clause {clause}", where=_number(found.where.section or ""), rule=found.rule,
              clause=report.rule_of(found).clause),
            "stop" if blocks else "warn", _("Blocks approval") if blocks else _("Advice"),
        )  # fmt: skip


def finding_page(desk: Desk, found: Finding) -> str:
    """Return the address at which a finding stands open in the list of Stage 1."""
    identity = identity_of(found)
    return desk.url("readiness", at=identity, anchor=f"f-{identity}")


def _kept_at(found: Finding) -> tuple[str, str]:
    """Return the place and row that a keeper of the finding keeps."""
    parts = found.where.parts
    if parts[:3] == ("plan", "practices", "practices") and len(parts) > 3:
        return "plan/practices/practices", parts[3]
    if parts[:2] in (("plan", "commitments"), ("plan", "objectives")) and len(parts) > 3:
        return "/".join(parts[:3]), parts[3]
    return "/".join(parts[:2]), ""


def _broken(desk: Desk) -> Iterator[Task]:
    for verdict in broken_promises(desk.dossier):
        row = desk.dossier.commitments[verdict.commitment]
        if _mine(desk, "plan/commitments/commitments", row.id):
            yield Task(
                row.sentence,
                desk.url("evidence", commitment=row.id),
                _said(verdict, row.target),
                "stop",
                _("Does not hold"),
            )


def _overdue(desk: Desk) -> Iterator[Task]:
    if not desk.may("edit_section"):
        return
    for row in schedule_of(desk.dossier):
        if row.state == "overdue":
            kind = KINDS[row.kind]
            sub = _("{kind}, due on {day}", kind=kind, day=row.due) if row.due else _("{kind}, never done", kind=kind)
            yield Task(row.title, desk.url("read", anchor="s8"), sub, "warn", _("Overdue"))


def _number(section: str) -> Message:
    if section in SECTIONS:
        return _("Section {number}", number=SECTIONS.index(section) + 1)
    return {"identity": _("Identity of the plan"), "commitments": _("Commitments")}.get(section, _("Registers"))


def anchor_of(section: str) -> str:
    """Return the anchor of a section on the page of the plan."""
    return f"s{SECTIONS.index(section) + 1}" if section in SECTIONS else ""


def sections_of(desk: Desk) -> list[SectionLine]:
    """Return the ten sections in order."""
    edited = _edited(desk)
    return [_line(desk, number, key, edited.get(key)) for number, key in enumerate(SECTIONS, 1)]


def _edited(desk: Desk) -> Mapping[str, date]:
    """Return the day of the last change in each section; what only stands as it was brought was never changed here."""
    rows = Entry.objects.of(desk.organisation).filter(plan=desk.plan, place__startswith="plan/", revision__gt=1)
    found: dict[str, date] = {}
    for place, last in rows.values_list("place").annotate(Max("edited_at")):
        key, day = place.split("/")[1], desk.shown(last).date()
        found[key] = max(day, found.get(key, day))
    return found


def _line(desk: Desk, number: int, key: str, edited: date | None) -> SectionLine:
    dossier, report = desk.dossier, desk.report
    section = dossier.plan.section(key)
    here = [found for found in report.findings if found.where.section == key]
    blocks = any(report.rule_of(found).severity is Severity.BLOCKS for found in here)
    said: Words = _("Not written yet")
    if key not in dossier.stated:
        kind, text = "wait", said
    elif here:
        kind, text = "stop" if blocks else "warn", n_("{n} finding", "{n} findings", len(here))
    else:
        kind, text = "ok", _("Ready")
    days = [day for day in (section.reviewed, edited) if day]
    title = dossier.standard.sections[key].title
    return SectionLine(number, key, title, _keeper(dossier, key), max(days, default=None), kind, text)


def _keeper(dossier: Dossier, key: str) -> Any:
    if key == "practices":
        owners = {row.owner for row in dossier.practices.values() if row.owner}
        if len(owners) > 1:
            return n_("{n} keeper", "{n} keepers", len(owners))
    keeper = dossier.plan.section(key).keeper
    return dossier.people.called(keeper) if keeper else _("No keeper")


_SIGNS: Mapping[Comparator, str] = {"at least": "≥", "at most": "≤", "above": ">", "below": "<", "equal": "="}
_STATES: Mapping[VerdictWord, tuple[str, Message]] = {
    "kept": ("ok", _("Holds")),
    "broken": ("stop", _("Does not hold")),
    "too few": ("wait", _("Too few records")),
    "unknown": ("wait", _("Not measured")),
}


def promises_of(dossier: Dossier, most: int = MOST_PROMISES) -> list[Promise]:
    """Return the measured promises, those that do not hold first."""
    latest = sorted(latest_verdicts(dossier), key=lambda row: row.verdict != "broken")
    return [_promise(dossier, row) for row in islice(latest, most)]


def _promise(dossier: Dossier, last: Verdict) -> Promise:
    row = dossier.commitments[last.commitment]
    windows = sorted((each for each in dossier.verdicts if each.commitment == row.id), key=lambda each: each.end)
    kind, text = _STATES[last.verdict]
    tells = n_(
        "{sentence} {figure}; one period measured.", "{sentence} {figure}; {n} periods measured.",
        len(windows), sentence=row.sentence, figure=_said(last, row.target),
    )  # fmt: skip
    return Promise(
        row.id, row.sentence, _line_of(dossier, row, windows), row.target.value,
        amount(last.measured, row.target.unit) if last.measured is not None else None, _of(row.target), kind, text, tells,
    )  # fmt: skip


def _line_of(dossier: Dossier, row: Commitment, windows: list[Verdict]) -> tuple[Decimal | None, ...]:
    """Return the measured values of the last periods; with one period, the readings of the objective that asks for the same."""
    measured = tuple(each.measured for each in windows[-12:])
    objective = dossier.objectives.get(row.objective) if row.objective else None
    if (
        len(measured) > 1
        or objective is None
        or (objective.target, objective.unit) != (row.target.value, row.target.unit)
    ):
        return measured
    readings = sorted((each for each in objective.readings if each.on <= dossier.today), key=lambda each: each.on)
    return tuple(each.value for each in readings[-12:]) or measured


def _of(target: Target) -> Message:
    return _("of {sign} {target}", sign=_SIGNS[target.comparator], target=amount(target.value, target.unit))


def _said(verdict: Verdict, target: Target) -> Message:
    """Return what was measured beside what was promised, in words."""
    promised = _("{comparator} {target}", comparator=target.comparator, target=amount(target.value, target.unit))
    if verdict.measured is None:
        return _("Not measured; promised {promised}", promised=promised)
    return _(
        "{measured}; promised {promised}; records up to {day}",
        measured=amount(verdict.measured, target.unit), promised=promised, day=verdict.end,
    )  # fmt: skip


KINDS: Mapping[str, Message] = {
    "audit": _("Audit"), "management review": _("Management review"), "plan review": _("Review of the plan"),
    "supplier review": _("Supplier review"), "SLA review": _("Review of an SLA"), "customer review": _("Customer review"),
    "satisfaction survey": _("Satisfaction survey"), "training": _("Training"), "improvement": _("Improvement"),
    "decision": _("Decision of a management review"), "activity": _("Activity"), "claim": _("Claim"),
}  # fmt: skip
_TOLD = ("audit", "management review", "plan review", "decision", "improvement", "training")


def dates_ahead(dossier: Dossier) -> list[Appointment]:
    """Return the next dates of the plan's own calendar that concern the whole of it, each once."""
    ahead = [row for row in schedule_of(dossier) if row.due and row.due >= dossier.today and row.kind in _TOLD]
    chosen = sorted(ahead, key=lambda row: (row.due or date.max, _TOLD.index(row.kind)))
    return list(islice(_once(chosen), MOST_DATES))


def _once(rows: Iterable[Appointment]) -> Iterator[Appointment]:
    seen: set[tuple[Any, str]] = set()
    for row in rows:
        mark = (row.due, str(row.title))
        if mark not in seen:
            seen.add(mark)
            yield row


def control_of(dossier: Dossier) -> list[tuple[Message, Any, Any]]:
    """Return the facts of the document: (term, detail, aside)."""
    identity, people, current = dossier.plan.identity, dossier.people, dossier.in_force
    rows: list[tuple[Message, Any, Any]] = [(_("Document"), identity.number or _("No number yet"), "")]
    if current and current.start:
        rows.append((_("In force"), _("Version {version}, {day}", version=current.number, day=current.start), ""))
    rows.append(
        (_("In preparation"), _("Draft {version}", version=identity.version) if identity.version else _("Draft"), "")
    )
    rows.append((_("Owner"), people.called(identity.owner) if identity.owner else _("Nobody yet"), ""))
    rows += _approver(dossier)
    if dossier.cadence:
        due = dossier.plan.review.next_review or dossier.review_due
        said = (
            _("{cadence}, next {day}", cadence=dossier.cadence, day=due)
            if due
            else _("{cadence}", cadence=dossier.cadence)
        )
        rows.append((_("Review"), said, ""))
    services = n_("{n} service", "{n} services", len(dossier.services_in_scope))
    staff = dossier.organisation.it_staff
    rows.append((_("Scope"), _("{services}, {staff} staff", services=services, staff=staff) if staff else services, ""))
    return rows


def _approver(dossier: Dossier) -> list[tuple[Message, Any, Any]]:
    approver, people = dossier.plan.review.approver, dossier.people
    if not approver:
        return []
    held = ", ".join(person.name for person in people.holders(approver))
    return [(_("Approver"), held or _("Vacant"), people.called(approver) if held != people.name(approver) else "")]


def since(found: tuple[Difference, ...]) -> list[Words]:
    """Return what changed since a version, in a few lines."""
    if not found:
        return []
    sections = {each.where[1] for each in found if each.where[0] == "plan"}
    lines: list[Words] = [n_("{n} change", "{n} changes", len(found))]
    if len(sections) > 1:
        lines = [_("{changes} in {n} parts of the plan", changes=lines[0], n=len(sections))]
    for table, added, dropped in _TABLES:
        counts = {
            kind: sum(each.where[:-1] == table and each.kind == kind for each in found) for kind in ("added", "removed")
        }
        lines += [said(n) for said, n in ((added, counts["added"]), (dropped, counts["removed"])) if n]
    return lines


_TABLES: tuple[tuple[tuple[str, ...], Callable[[int], Words], Callable[[int], Words]], ...] = (
    (
        ("plan", "scope", "services"),
        lambda n: n_("{n} service added", "{n} services added", n),
        lambda n: n_("{n} service leaves", "{n} services leave", n),
    ),
    (
        ("plan", "objectives", "objectives"),
        lambda n: n_("{n} objective added", "{n} objectives added", n),
        lambda n: n_("{n} objective dropped", "{n} objectives dropped", n),
    ),
    (
        ("plan", "commitments", "commitments"),
        lambda n: n_("{n} promise added", "{n} promises added", n),
        lambda n: n_("{n} promise dropped", "{n} promises dropped", n),
    ),
)
