"""The records behind a figure: a list to page through and to take away, and one record explained."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpResponse

from opensmp.dossier import Dossier
from opensmp.i18n import Message, Refused, _
from opensmp.measures.reasons import reason_words
from opensmp.store.reading import Kept
from opensmp.tables import write_csv
from opensmp.web.desk import Desk, page
from opensmp.web.evidence.engine import engine
from opensmp.web.evidence.lines import Line, Window, lines_of
from opensmp.web.evidence.told import has_records, store_folder, told_for
from opensmp.web.evidence.words import lasted, moment, promised, window_title
from opensmp.web.seen import seen_dossier
from opensmp.web.settings.activity import attached

A_PAGE = 50
WORDS: dict[str, tuple[str, Message]] = {
    "bad": ("stop", _("Missed")), "good": ("ok", _("Kept")), "counted": ("calm", _("Counted")), "excluded": ("wait", _("Left out")),
}  # fmt: skip

HEADER = (
    "record", "source", "service", "opened", "started", "ended", "seconds or value", "limit in seconds", "counts as", "reason",
    "flag of the tool", "version",
)  # fmt: skip

_listed: Kept[Any] = Kept(32)
_explained: Kept[Any] = Kept(32)


def opened(desk: Desk, commitment: str) -> tuple[Dossier, Line]:
    """Return what the person sees of the plan, and the promise; 404 where there is no such promise."""
    dossier = seen_dossier(desk)
    found = next(
        (
            each
            for each in lines_of(dossier, told_for(desk.plan, desk.organisation))
            if each.commitment.id == commitment
        ),
        None,
    )
    if found is None:
        raise Http404
    desk.here = "evidence"
    return dossier, found


def stamp(desk: Desk) -> tuple[Any, ...]:
    """Return what an answer about records depends on: the store as it is, the plan as it is, who reads which of its versions."""
    place = store_folder(desk.organisation) / "store.json"
    return (
        desk.organisation.state, desk.plan.pk, desk.today, desk.may("read_draft"), place.stat().st_mtime_ns,
    )  # fmt: skip


def records_of(
    desk: Desk, dossier: Dossier, line: Line, window: Window, word: str, offset: int, most: int | None
) -> Any:
    """Return records behind the figure of a window; see :func:`opensmp.web.evidence.drilled.records`. Raises Refused."""
    drilled = engine("drilled")

    def read() -> Any:
        store = drilled.RecordStore.open(store_folder(desk.organisation))
        days = drilled.Days(window.start, window.end)
        return drilled.records(dossier, store, line.commitment.id, days, word=word, offset=offset, most=most)

    key = (*stamp(desk), line.commitment.id, window.name, word, offset, most)
    return read() if most is None else _listed.get(key, read)


@page("see_evidence")
def records(desk: Desk, commitment: str) -> HttpResponse:
    """List the records behind a figure, those that missed the promise first."""
    dossier, line = opened(desk, commitment)
    window = line.at(desk.request.GET.get("window", ""))
    word = desk.request.GET.get("show", "")
    word = word if word in WORDS else ""
    given = desk.request.GET.get("page", "1")
    number = max(1, int(given)) if given.isdecimal() and len(given) < 7 else 1
    found, problem = None, _no_store(desk)
    if window is not None and problem is None:
        try:
            found = records_of(desk, dossier, line, window, word, (number - 1) * A_PAGE, A_PAGE)
        except Refused as refusal:
            problem = refusal
    counts = found.counts if found else {}
    return desk.show(
        "evidence/records.html", line=line, window=window, word=word, number_of=number, problem=problem,
        window_title=window_title(window.start, window.end, desk.language) if window else "", promised=promised(line.commitment.target),
        rows=[_row(desk, line, each, version, found.zone) for each, version in found.rows] if found else [],
        timed=bool(found and found.timed), total=sum(counts.values()), metric=found.metric if found else None,
        seg=_seg(desk, line, window, counts, word), pages=max(1, -(-(counts.get(word, 0) if word else sum(counts.values())) // A_PAGE)),
        several=len({version for _each, version in found.rows}) > 1 if found else False,
    )  # fmt: skip


def _no_store(desk: Desk) -> Refused | None:
    if has_records(desk.organisation):
        return None
    return Refused(
        _("The records behind this figure are not in this workspace."),
        _(
            "The figure stands as it was stored in the plan’s folder. Import the export that it was computed from to see its records."
        ),
    )


def _seg(
    desk: Desk, line: Line, window: Window | None, counts: dict[str, int], word: str
) -> list[tuple[str, str, bool]]:
    if window is None or not counts:
        return []
    name, key = window.name, line.commitment.id
    found = [
        (_("All {n}", n=sum(counts.values())), desk.url("evidence_records", commitment=key, window=name), not word)
    ]
    found += [
        (
            _("{word} {n}", word=said, n=counts[each]),
            desk.url("evidence_records", commitment=key, window=name, show=each),
            word == each,
        )
        for each, (_kind, said) in WORDS.items()
        if counts.get(each)
    ]
    return [(desk.say(said), href, current) for said, href, current in found]


def _row(desk: Desk, line: Line, each: Any, version: str, zone: str) -> dict[str, Any]:
    kind, said = WORDS[each.word]
    over = each.value - each.limit if each.word == "bad" and each.limit is not None and each.value is not None else None
    clocked = each.started is not None
    return {
        "id": each.id, "service": each.service or "", "opened": moment(each.opened, zone), "kind": kind, "version": version,
        "took": lasted(each.value) if clocked else "", "limit": lasted(each.limit) if each.limit is not None else "",
        "says": _over(over) if over is not None and over > 0 else said, "reason": desk.say(_reason(each.reason)) if each.reason else "",
        "flag": each.flag, "differs": each.flag is not None and each.word in ("good", "bad") and each.flag != (each.word == "good"),
        "href": desk.url("evidence_record", commitment=line.commitment.id, key=each.id) if clocked and each.id else "",
    }  # fmt: skip


def _over(seconds: float) -> Message:
    return _("Over by {time}", time=lasted(seconds) if seconds >= 60 else _("less than a minute"))


def _reason(code: str) -> Message:
    said = reason_words(code)
    return said if isinstance(said, Message) else Message("{word}", (("word", said),))


@page("see_evidence")
def records_file(desk: Desk, commitment: str) -> HttpResponse:
    """Give the records behind a figure as CSV; no cell of it runs as a formula."""
    dossier, line = opened(desk, commitment)
    window = line.at(desk.request.GET.get("window", ""))
    if window is None or not has_records(desk.organisation):
        raise Http404
    found = records_of(desk, dossier, line, window, "", 0, None)
    rows = [
        (
            each.id, each.source, each.service, *(_plain(at, found.zone) for at in (each.opened, each.started, each.ended)), each.value,
            each.limit, each.word, each.reason, each.flag, version,
        )
        for each, version in found.rows
    ]  # fmt: skip
    with TemporaryDirectory(prefix="opensmp-records-") as place:
        path = Path(place) / "records.csv"
        write_csv(path, HEADER, rows)
        return attached(
            path.read_bytes(), f"{line.commitment.id}-{window.start}-{window.end}.csv", "text/csv; charset=utf-8"
        )


def _plain(at: int | None, zone: str) -> str:
    found = moment(at, zone)
    return found.isoformat(" ", "seconds") if found else ""


@page("see_evidence")
def record(desk: Desk, commitment: str, key: str) -> HttpResponse:
    """Explain one record: what each version of the promise says of it, and its clock stretch by stretch."""
    if not key.isprintable():  # a NUL in the address, which no engine takes
        raise Http404
    dossier, line = opened(desk, commitment)
    clocked, problem = (), _no_store(desk)
    if problem is None:
        drilled = engine("drilled")
        try:
            clocked = _explained.get(
                (*stamp(desk), commitment, key),
                lambda: drilled.explained(
                    dossier, drilled.RecordStore.open(store_folder(desk.organisation)), commitment, key[:200]
                ),
            )
        except Refused as refusal:
            problem = refusal
    return desk.show(
        "evidence/record.html", status=404 if problem else 200, line=line, key=key, clocked=clocked, problem=problem, lasted=lasted,
        back=desk.url("evidence_records", commitment=commitment, window=desk.request.GET.get("window") or None),
    )  # fmt: skip
