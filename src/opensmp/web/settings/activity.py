"""The activity log: every event of the organisation, chained by hash, to read, to filter and to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpResponse

from opensmp.i18n import Message, _
from opensmp.plan.plan import SECTIONS
from opensmp.store.chain import HASHED, broken_at
from opensmp.store.models import Account, Event
from opensmp.store.reading import Kept
from opensmp.tables import write_csv
from opensmp.web.clock import ZONE
from opensmp.web.desk import Desk, page

A_PAGE = 50

_VERBS: Mapping[str, Message] = {
    "founded": _("founded the organisation"),
    "began plan": _("began a plan"),
    "edited": _("changed"),
    "changed": _("added or took out"),
    "imported": _("imported"),
    "undid": _("undid"),
    "brought": _("brought in"),
    "confirmed mapping": _("confirmed how to read"),
    "imported records": _("imported and measured"),
    "measured": _("measured the promises of"),
    "drew sample": _("drew a sample of"),
    "submitted": _("submitted"),
    "withdrew": _("took back"),
    "approved": _("approved"),
    "returned": _("returned"),
    "refused": _("refused"),
    "invited": _("invited"),
    "joined": _("joined"),
    "changed member": _("changed the membership of"),
    "ended member": _("ended the membership of"),
    "set password": _("set the password of"),
    "swept": _("threw away, unused,"),
    "commented": _("commented on"),
    "settled comments": _("settled comments on"),
}


class Line(NamedTuple):
    """One event as the log shows it."""

    number: int
    at: datetime
    by: str
    initials: str
    verb: Message
    subject: str
    reason: str
    hash: str


_chains: Kept[int | None] = Kept(16)


@page("see_activity")
def activity(desk: Desk) -> HttpResponse:
    """Show a page of events, newest first, with what the check of the chain says."""
    wanted = " ".join(desk.request.GET.get("q", "").split())[:100]
    number = max(1, int(given)) if (given := desk.request.GET.get("page", "1")).isdecimal() and len(given) < 7 else 1
    rows = _filtered(desk, wanted)
    count = rows.count()
    shown = list(rows[(number - 1) * A_PAGE : number * A_PAGE])
    return desk.show(
        "settings/activity.html", lines=list(_lines(desk, shown)), query=wanted, count=count, number=number,
        pages=max(1, -(-count // A_PAGE)), broken=_broken(desk), head=desk.organisation.head_hash, total=desk.organisation.head,
    )  # fmt: skip


def _filtered(desk: Desk, wanted: str) -> QuerySet[Event]:
    rows = Event.objects.of(desk.organisation).order_by("-number")
    for word in wanted.split():
        known = [verb for verb, said in _VERBS.items() if word.casefold() in said.text(desk.language).casefold()]
        rows = rows.filter(
            Q(by__icontains=word) | Q(subject__icontains=word) | Q(reason__icontains=word) | Q(verb__icontains=word)
            | Q(verb__in=known) | _at(word)
        )  # fmt: skip
    return rows


def _at(word: str) -> Q:
    """Return the condition that an event is of a day as the log shows it; of less than a day, such as 2026-11, by UTC."""
    try:
        midnight = datetime.combine(date.fromisoformat(word), time.min, ZONE).astimezone(UTC)
        start, end = (f"{each:%Y-%m-%dT%H:%M:%S}" for each in (midnight, midnight + timedelta(days=1)))
    except (ValueError, OverflowError):
        return Q(at__startswith=word)
    return Q(at__gte=start, at__lt=end)


def _lines(desk: Desk, rows: list[Event]) -> Iterator[Line]:
    accounts = {row.email: row for row in Account.objects.filter(email__in={row.by for row in rows})}
    for row in rows:
        who = accounts.get(row.by)
        yield Line(
            row.number, datetime.fromisoformat(row.at).astimezone(ZONE), who.name if who else row.by,
            who.initials if who else row.by[:2].upper(), _VERBS.get(row.verb, Message(row.verb)),
            _place(desk, row.subject), row.reason, row.hash,
        )  # fmt: skip


def _place(desk: Desk, subject: str) -> str:
    """Return what an event is about as a reader says it: a section by its number and title, and the row in it."""
    parts = subject.split("/")
    if parts[0] != "plan" or len(parts) < 2 or parts[1] not in SECTIONS:
        return subject
    title = desk.dossier.standard.sections[parts[1]].title.text(desk.language)
    row = f" · {parts[-1]}" if len(parts) > 3 else ""
    return f"{SECTIONS.index(parts[1]) + 1} {title}{row}"


def _broken(desk: Desk) -> int | None:
    """Return the number of the first event that does not follow from the one before; checked once a head."""
    key = (desk.organisation.pk, desk.organisation.head, desk.organisation.head_hash)
    return _chains.get(key, lambda: _check(desk))


def _check(desk: Desk) -> int | None:
    """Check the whole chain, and that it ends where the organisation says: a tail that was cut off shows too."""
    rows = (
        Event.objects.of(desk.organisation)
        .order_by("number")
        .values(*[name for name in HASHED if name != "organisation"], "hash")
    )
    last: dict[str, Any] = {"number": 0, "hash": ""}

    def each() -> Iterator[dict[str, Any]]:
        for row in rows.iterator(1_000):
            last.update(row)
            yield {**row, "organisation": desk.organisation.slug}

    broken = broken_at(each())
    if broken is None and (last["number"], last["hash"]) != (desk.organisation.head, desk.organisation.head_hash):
        return int(last["number"]) + 1
    return broken


_HEADER = ("number", "at", "by", "verb", "subject", "reason", "digest", "previous", "hash")


@page("see_activity")
def activity_file(desk: Desk) -> HttpResponse:
    """Give the whole log as CSV; no cell of it is run as a formula."""
    rows = Event.objects.of(desk.organisation).order_by("number").values_list(*_HEADER)
    with TemporaryDirectory(prefix="opensmp-log-") as place:
        path = Path(place) / "activity.csv"
        write_csv(path, _HEADER, rows.iterator(1_000))
        return attached(path.read_bytes(), f"{desk.organisation.slug}-activity.csv", "text/csv; charset=utf-8")


def attached(raw: bytes, name: str, kind: str) -> HttpResponse:
    """Return a file to keep."""
    response = HttpResponse(raw, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
