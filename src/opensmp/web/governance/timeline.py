"""Changes: the versions of the plan, what differs between any two of them, and what happened around them (R20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Count, Max
from django.db.models.functions import TruncDate
from django.http import HttpResponse

from opensmp.checking.standing import signer_of
from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, n_
from opensmp.lifecycle.history import Version
from opensmp.store.comparing import DRAFT, changes_between, version_for
from opensmp.store.models import Event, Revision, SealedVersion
from opensmp.store.reading import Kept
from opensmp.web.clock import ZONE
from opensmp.web.desk import Desk, page
from opensmp.web.governance.changes import Group, groups_of

MOST = 40
"""Happenings shown; the activity log holds them all."""


class Edition(NamedTuple):
    """A version or the draft as the list shows it."""

    number: str
    title: Message
    kind: str
    state: Message
    days: Message | None
    what: Any
    why: Any
    signed: Message | None
    kept: bool


class Happening(NamedTuple):
    """Something that happened to the plan: ``on`` is the day that is shown, ``at`` the moment that puts a day in order.

    Where only a day is known, it counts as the beginning of that day.
    """

    on: date
    at: datetime
    kind: str
    says: Message | Plural
    more: Any


@page("read")
def timeline(desk: Desk) -> HttpResponse:
    """The versions, the comparison that the address names, and the history."""
    dossier = desk.dossier
    choices = _choices(desk)
    newer = _chosen(desk, "newer", choices, choices[0] if choices else "")
    older = _chosen(desk, "older", choices, _before(choices, newer))
    if older == newer:
        older = _before(choices, newer)
    compared = (
        changes_between(desk.plan, desk.organisation, desk.today, older, newer) is not None
        if older and newer
        else False
    )
    groups = _groups(desk, older, newer) if compared else ()
    return desk.show(
        "governance/timeline.html",
        editions=[*_drafts(desk), *(_edition(dossier, row) for row in reversed(dossier.history.versions))],
        choices=[(each, desk.say(_said(desk, each))) for each in choices],
        older=older, newer=newer, pair=[desk.say(_inside(desk, each)) for each in (older, newer) if each],
        groups=groups, count=sum(len(group.changes) for group in groups), compared=compared,
        happened=list(islice(_happened(desk), MOST)),
    )  # fmt: skip


_told: Kept[tuple[Group, ...]] = Kept(16)


def _groups(desk: Desk, older: str, newer: str) -> tuple[Group, ...]:
    """Return the redline of two texts in this person's language, made once a change."""
    key = (desk.organisation.state, desk.plan.pk, desk.today, desk.language, older, newer)
    return _told.get(key, lambda: _told_between(desk, older, newer))


def _told_between(desk: Desk, older: str, newer: str) -> tuple[Group, ...]:
    found = changes_between(desk.plan, desk.organisation, desk.today, older, newer)
    one, other = (version_for(desk.plan, desk.organisation, desk.today, each) for each in (older, newer))
    return tuple(groups_of(found, one, other, desk.language)) if found and one and other else ()


def _choices(desk: Desk) -> list[str]:
    """Return what can be compared, newest first: the draft for whoever may read it, and versions whose text is kept."""
    kept = [row.number for row in reversed(desk.dossier.history.versions) if row.number in desk.dossier.sealed]
    return [DRAFT, *kept] if desk.may("read_draft") else kept


def _chosen(desk: Desk, name: str, choices: list[str], otherwise: str) -> str:
    wanted = desk.request.GET.get(name, "")
    return wanted if wanted in choices else otherwise


def _before(choices: list[str], newer: str) -> str:
    place = choices.index(newer) + 1 if newer in choices else len(choices)
    return choices[place] if place < len(choices) else ""


def _said(desk: Desk, choice: str) -> Message:
    if choice == DRAFT:
        return _("Draft {version}", version=desk.dossier.plan.identity.version)
    return _("Version {version}", version=choice)


def _inside(desk: Desk, choice: str) -> Message:
    """Return the same inside a sentence."""
    if choice == DRAFT:
        return _("draft {version}", version=desk.dossier.plan.identity.version)
    return _("version {version}", version=choice)


def _drafts(desk: Desk) -> Iterator[Edition]:
    identity = desk.dossier.plan.identity
    if desk.may("read_draft"):
        yield Edition(
            DRAFT, _("Draft {version}", version=identity.version), "live", _("in preparation"), None, "", "", None, True
        )


def _edition(dossier: Dossier, row: Version) -> Edition:
    kind, state = _state(dossier, row)
    days = None
    if row.start and row.end:
        days = _("{start} to {end}", start=row.start, end=row.end)
    elif row.start:
        days = _("since {start}", start=row.start)
    signer = signer_of(row)
    signed = _("signed by {name}", name=dossier.people.name(signer)) if signer else None
    return Edition(
        row.number, _("Version {version}", version=row.number), kind, state, days, row.what, row.why, signed,
        row.number in dossier.sealed,
    )  # fmt: skip


def _state(dossier: Dossier, row: Version) -> tuple[str, Message]:
    current = dossier.in_force
    if current is not None and row.number == current.number:
        return "ok", _("in force")
    if row.start and row.start > dossier.today:
        return "wait", _("signed, not yet in force")
    return "calm", _("withdrawn")


_VERBS: dict[str, tuple[str, Message]] = {
    "submitted": ("live", _("{name} submitted it for a decision")),
    "withdrew": ("wait", _("{name} took the draft back")),
    "approved": ("ok", _("{name} approved it")),
    "returned": ("warn", _("{name} returned it with refinements")),
    "refused": ("stop", _("{name} refused it")),
    "began plan": ("new", _("{name} began the plan here")),
}


def _happened(desk: Desk) -> Iterator[Happening]:
    """Yield what happened, newest first."""
    rows = [*_of_history(desk)]
    if desk.may("read_draft"):
        rows += [*_deeds(desk), *_writing(desk)]
    yield from sorted(rows, key=lambda row: (row.on, row.at), reverse=True)


def _of_history(desk: Desk) -> Iterator[Happening]:
    history = desk.dossier.history
    sealed = dict(SealedVersion.objects.of(desk.organisation).filter(plan=desk.plan).values_list("number", "sealed_at"))
    for version in history.versions:
        if version.start:
            says = _("Version {version} came into force", version=version.number)
            yield Happening(
                version.start, _in_force_at(desk, version.start, sealed.get(version.number)), "ok", says, version.what
            )
    for review in history.reviews:
        says = _("Reviewed: {outcome}", outcome=review.outcome)
        yield Happening(review.on, _morning(review.on), "calm", says, review.note)
    for change in history.changes:
        says = _("{kind}, {id}", kind=change.kind, id=change.id)
        yield Happening(change.on, _morning(change.on), "new", says, change.what)


def _in_force_at(desk: Desk, start: date, sealed: datetime | None) -> datetime:
    """Return when a version came into force: with its signature where that was given on the day, else as the day began."""
    return sealed if sealed and desk.shown(sealed).date() == start else _morning(start)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def _deeds(desk: Desk) -> Iterator[Happening]:
    names = dict(_names(desk))
    rows = Event.objects.of(desk.organisation).filter(verb__in=_VERBS).order_by("-number")
    for verb, subject, by, at, reason in rows.values_list("verb", "subject", "by", "at", "reason")[:MOST]:
        slug, _space, number = subject.partition(" ")
        if slug == desk.plan.slug or verb == "withdrew":
            kind, says = _VERBS[verb]
            said = Message(says.template, (("name", names.get(by, by)),))
            moment = datetime.fromisoformat(at)
            yield Happening(desk.shown(moment).date(), moment, kind, said, reason or number)


def _writing(desk: Desk) -> Iterator[Happening]:
    """Yield one line for each day on which somebody wrote."""
    rows = Revision.objects.of(desk.organisation).filter(plan=desk.plan, by__isnull=False, number__gt=1)
    days = (
        rows.annotate(day=TruncDate("at", tzinfo=ZONE))
        .values_list("day", "by__name")
        .annotate(n=Count("pk"), last=Max("at"))
    )
    for _day, name, count, last in days.order_by("-day")[:MOST]:
        says = n_("{name} saved {n} change", "{name} saved {n} changes", count, name=name)
        yield Happening(desk.shown(last).date(), last, "calm", says, "")


def _names(desk: Desk) -> Iterator[tuple[str, str]]:
    for row in desk.dossier.people.persons.values():
        if row.email:
            yield row.email, row.name
