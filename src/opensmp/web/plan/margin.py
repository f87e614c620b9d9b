"""What stands beside the text: findings, evidence, comments and the changes that top management asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from opensmp.actions.approving import open_refinements
from opensmp.checking.finding import Finding, Severity
from opensmp.checking.run import Report
from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, n_, spoken_date
from opensmp.measures.verdict import Verdict, VerdictWord
from opensmp.plan.commitments import Commitment
from opensmp.store.models import Comment
from opensmp.web.desk import Desk
from opensmp.web.figures import amount, target_words
from opensmp.web.plan.naming import Naming
from opensmp.web.plan.places import edit_address, reference_page

MARGINS = ("findings", "evidence", "comments")
"""What the margin can show."""

_WORDS: Mapping[VerdictWord, tuple[str, Message]] = {
    "kept": ("ok", _("Holds")), "broken": ("stop", _("Does not hold")), "too few": ("warn", _("Too few records")),
    "unknown": ("wait", _("Not measured")),
}  # fmt: skip


_WINDOWS = 12
"""Measurements in a line; a year of months."""


class Link(NamedTuple):
    """Something to do about a note. ``fix`` marks a ready wording, which the key f presses."""

    text: str
    href: str
    fix: bool = False


class Spark(NamedTuple):
    """A line of measurements, oldest first."""

    values: tuple[Decimal | None, ...]
    target: Decimal
    label: str
    state: str


class Note(NamedTuple):
    """One note. ``where`` is the address it speaks of, ``quote`` the words there that it is about."""

    id: str
    where: str
    kind: str
    title: str
    says: tuple[str, ...] = ()
    clause: str = ""
    mark: str = ""
    offer: tuple[str, str] | None = None
    quote: str = ""
    spark: Spark | None = None
    links: tuple[Link, ...] = ()
    is_finding: bool = False


def findings_in(desk: Desk, report: Report, language: str) -> Iterator[Note]:
    """Yield the open findings as notes, in the report's order."""
    for place, found in enumerate(report.findings):
        yield finding_note(desk, report, found, f"f-{place + 1}", language)


def finding_note(desk: Desk, report: Report, found: Finding, identity: str, language: str) -> Note:
    """Return a finding as a note, with its next wording where there is one."""
    rule = report.rule_of(found)
    blocks = rule.severity is Severity.BLOCKS
    ready = found.correction
    return Note(
        id=identity,
        where=str(found.where),
        kind="stop" if blocks else "warn",
        title=(_("Blocks approval") if blocks else _("Advice")).text(language),
        says=(found.says.text(language), (found.fix or rule.fix).text(language)),
        clause=_("{rule} · clause {clause}", rule=rule.id, clause=rule.clause).text(language),
        offer=(ready.before, ready.after) if ready else None,
        quote=found.quote,
        links=tuple(_ways(desk, found, language)),
        is_finding=True,
    )


def _ways(desk: Desk, found: Finding, language: str) -> Iterator[Link]:
    address = edit_address(desk, str(found.where))
    if not address:
        return
    if found.correction:
        yield Link(_("Use this wording").text(language), f"{_with(address, found)}", True)
    own = _("Write my own") if found.correction else _("Mend it")
    yield Link(own.text(language), address)


def _with(address: str, found: Finding) -> str:
    path, _hash, anchor = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}fix={found.rule}{'#' + anchor if anchor else ''}"


def evidence_in(desk: Desk, dossier: Dossier, language: str) -> Iterator[Note]:
    """Yield what the records last said about each commitment."""
    judged: dict[str, list[Verdict]] = {}
    for verdict in sorted(dossier.verdicts, key=lambda each: each.end):
        judged.setdefault(verdict.commitment, []).append(verdict)
    for identity, verdicts in judged.items():
        commitment = dossier.commitments.get(identity)
        if commitment:
            note = evidence_note(desk, dossier, commitment, verdicts, language)
            yield note
            if verdicts[-1].verdict == "broken" and commitment.objective:
                yield note._replace(where=f"plan/objectives/objectives/{commitment.objective}", id=f"{note.id}-o")


def evidence_note(desk: Desk, dossier: Dossier, row: Commitment, verdicts: list[Verdict], language: str) -> Note:
    """Return the last verdict on a commitment, with those before it as a line."""
    last = verdicts[-1]
    kind, word = _WORDS[last.verdict]
    figure = amount(last.measured, row.target.unit).text(language) if last.measured is not None else ""
    target = target_words(row.target, language, sign=True)
    said = word.text(language)
    return Note(
        id=f"e-{row.id}",
        where=f"plan/commitments/commitments/{row.id}",
        kind=kind,
        title=_("{word}: {figure}", word=said, figure=figure).text(language) if figure else said,
        says=tuple(part.text(language) for part in _told(last, target)),
        clause=_("{id} · judged by version {version}", id=row.id, version=last.version).text(language)
        if last.version
        else row.id,
        spark=_line(dossier, row, verdicts, language, kind),
        links=(Link(_("See the records").text(language), desk.url("evidence", anchor=row.id)),),
    )


def _told(last: Verdict, target: str) -> Iterator[Message | Plural]:
    if last.numerator is not None and last.denominator is not None:
        yield _(
            "{n} of {all}, {start} to {end}. Promised: {target}.",
            n=last.numerator, all=last.denominator, start=last.start, end=last.end, target=target,
        )  # fmt: skip
    else:
        yield _("{start} to {end}. Promised: {target}.", start=last.start, end=last.end, target=target)


def _line(dossier: Dossier, row: Commitment, verdicts: list[Verdict], language: str, kind: str) -> Spark | None:
    """Return the last measurements of a promise as a line; with one window, the readings of the objective that asks for the same."""
    points = [(each.end, each.measured) for each in verdicts[-_WINDOWS:]]
    objective = dossier.objectives.get(row.objective) if row.objective else None
    if len(points) < 2 and objective and (objective.target, objective.unit) == (row.target.value, row.target.unit):
        read = sorted((each for each in objective.readings if each.on <= dossier.today), key=lambda each: each.on)
        points = [(each.on, each.value) for each in read[-_WINDOWS:]]
    known = [value for _day, value in points if value is not None]
    if len(known) < 2:
        return None
    said = _(
        "{n} measurements from {start} to {end}, the last one {last} against {target}",
        n=len(points), start=points[0][0], end=points[-1][0], last=amount(known[-1], row.target.unit),
        target=target_words(row.target, language, sign=True),
    ).text(language)  # fmt: skip
    return Spark(tuple(value for _day, value in points), row.target.value, said, "" if kind == "ok" else kind)


class Thread(NamedTuple):
    """The comments at one address, oldest first."""

    where: str
    comments: tuple[Comment, ...]


def threads_of(desk: Desk, *, settled: bool = False) -> tuple[Thread, ...]:
    """Return the comments of the plan by address; those settled only on request."""
    rows = (
        Comment.objects.of(desk.organisation).filter(plan=desk.plan).select_related("by", "settled_by").order_by("pk")
    )
    if not settled:
        rows = rows.filter(settled_at=None)
    found: dict[str, list[Comment]] = {}
    for row in rows:
        found.setdefault(row.where, []).append(row)
    return tuple(Thread(where, tuple(held)) for where, held in found.items())


def comments_in(desk: Desk, threads: Iterable[Thread], language: str) -> Iterator[Note]:
    """Yield each thread as a note: its first comment, and how many answers there are."""
    for thread in threads:
        first, answers = thread.comments[0], len(thread.comments) - 1
        day = spoken_date(desk.shown(first.at).date(), language)
        more = n_("{n} reply", "{n} replies", answers).text(language) if answers else ""
        yield Note(
            id=f"c-{first.pk}",
            where=thread.where,
            kind="live",
            mark="comment",
            title=str(first.by),
            says=tuple(comment.text for comment in thread.comments[:3]),
            clause=" · ".join(part for part in (day, more) if part),
            links=(Link(_("Answer or settle").text(language), desk.url("comment", where=thread.where)),),
        )


def refinements_in(desk: Desk, language: str) -> Iterator[Note]:
    """Yield the changes that top management asked for when it returned the draft."""
    for section, rows in open_refinements(desk.actor, desk.plan).items():
        for row in rows:
            yield Note(
                id=f"r-{row.pk}",
                where=f"plan/{section}",
                kind="live",
                mark="edit",
                title=_("{name} asks for a change", name=str(row.decision.by)).text(language),
                says=(row.text,),
                clause=spoken_date(desk.shown(row.decision.at).date(), language),
                links=tuple(
                    Link(_("Write it").text(language), address)
                    for address in (edit_address(desk, f"plan/{section}"),)
                    if address
                ),
            )


def naming_for(desk: Desk, dossier: Dossier, language: str) -> Naming:
    """Return the chips of a dossier with addresses of the plan at hand."""
    return Naming(dossier, language, partial(reference_page, desk))
