"""Registers out as spreadsheets, and in from them: mapping with doubts, what would change, apply, undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse

from opensmp.actions.editing import Change, edit, rows_at
from opensmp.actions.undoing import undo
from opensmp.actions.uploading import bring, forget, remember
from opensmp.dossier import Dossier
from opensmp.exchange.errors import Unreadable as UnreadablePlan
from opensmp.i18n import Refused, Unreadable, _, n_
from opensmp.store.files import named
from opensmp.store.mapping import places
from opensmp.store.models import Import, Upload
from opensmp.store.reading import Kept
from opensmp.tables import as_csv, write_csv, write_xlsx
from opensmp.web.desk import Desk, page
from opensmp.web.labels import label_of
from opensmp.web.names import KINDS as WORDS
from opensmp.web.names import Names
from opensmp.web.rows.kinds import Kind
from opensmp.web.saving import problems_in_words
from opensmp.web.settings.activity import attached
from opensmp.web.settings.sheets import TABLES, Column, RowChange, changes_of, columns_of, propose, read_table, table_of
from opensmp.web.telling import tell

MOST_SHOWN = 60
"""Rows of each kind that the preview lists; the counts name all."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_read: Kept[tuple[list[str], list[list[str]]]] = Kept(4)


@page("export", post="import_register")
def registers(desk: Desk) -> HttpResponse:
    """List what can leave; POST brings a file."""
    problem, status = "", 200
    if desk.request.method == "POST":
        brought, table = desk.request.FILES.get("file"), desk.request.POST.get("table", "")
        try:
            if brought is None:
                raise Unreadable(_("Choose a file."))
            if table not in TABLES:
                raise Unreadable(_("Choose the register that the file holds."))
            row = bring(desk.actor, brought.name or "register.csv", brought.chunks())
            _table(row)
            return desk.go("register_upload", number=row.pk, table=table)
        except (Unreadable, Refused) as trouble:
            problem, status = trouble.text(desk.language), trouble.status
    done = (
        Import.objects.of(desk.organisation)
        .filter(target__in=TABLES)
        .select_related("upload", "upload__by")
        .order_by("-pk")
    )
    counts = [(key, desk.say(WORDS[kind.reference]), len(held_in(desk.dossier, kind))) for key, kind in TABLES.items()]
    return desk.show(
        "settings/registers.html", status=status, problem=problem, counts=counts, names=[(key, title) for key, title, _n in counts],
        table=desk.request.POST.get("table", ""), imports=list(done[:10]),
    )  # fmt: skip


def held_in(dossier: Dossier, kind: Kind) -> tuple[Any, ...]:
    """Return the rows of a register."""
    home, table = kind.place.split("/")
    rows: tuple[Any, ...] = getattr(getattr(dossier, home), table)
    return rows


@page("export")
def register_file(desk: Desk, name: str) -> HttpResponse:
    """Give one register as CSV (``services.csv``), or all of them as a workbook (``registers.xlsx``)."""
    languages = desk.dossier.languages
    with TemporaryDirectory(prefix="opensmp-registers-") as place:
        path = Path(place) / "file"
        if name == "registers.xlsx":
            write_xlsx(
                path, {key: table_of(kind, held_in(desk.dossier, kind), languages) for key, kind in TABLES.items()}
            )
            return attached(path.read_bytes(), f"{desk.organisation.slug}-registers.xlsx", _XLSX)
        key, _dot, ending = name.partition(".")
        if key not in TABLES or ending != "csv":
            raise Http404
        write_csv(path, *table_of(TABLES[key], held_in(desk.dossier, TABLES[key]), languages))
        return attached(path.read_bytes(), f"{desk.organisation.slug}-{key}.csv", "text/csv; charset=utf-8")


def _table(upload: Upload) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of a brought file, read by the limited child process; kept while somebody looks at it."""
    return _read.get(upload.sha256, lambda: _converted(upload))


def _converted(upload: Upload) -> tuple[list[str], list[list[str]]]:
    with named(upload.sha256, upload.name) as brought, TemporaryDirectory(prefix="opensmp-register-") as place:
        return read_table(as_csv(brought, Path(place) / "clean.csv").target)


@page("import_register")
def register_upload(desk: Desk, number: int) -> HttpResponse:
    """Show the mapping and what would change; POST stores it, all rows together."""
    upload = Upload.objects.of(desk.organisation).filter(pk=number, kind="register").first()
    given = desk.request.POST or desk.request.GET
    kind = TABLES.get(given.get("table", ""))
    if upload is None or kind is None:
        raise Http404
    header, rows = _table(upload)
    columns = columns_of(kind, desk.dossier.languages)
    proposals = propose(header, rows, columns)
    said = {p.number: given.get(f"map-{p.number}", p.key) for p in proposals}
    by_key = {column.key: column for column in columns}
    chosen: dict[int, Column] = {number: by_key[key] for number, key in said.items() if key in by_key}
    held = {row.id: row for row in held_in(desk.dossier, kind)}
    found = changes_of(kind, rows, chosen, held, Names(desk.dossier, desk.language), desk.dossier.languages)
    problems: list[tuple[str, str]] = []
    if desk.request.method == "POST":
        try:
            return _apply(desk, kind, upload, found)
        except UnreadablePlan as trouble:
            problems = problems_in_words(desk, trouble)[:20]
        except Refused as trouble:
            problems = [("", trouble.text(desk.language))]
    counts = Counter(row.kind for row in found)
    return desk.show(
        "settings/mapping.html", status=422 if problems else 200, upload=upload, kind=kind, table=kind.key, proposals=proposals, said=said,
        choices=[("", desk.say(_("leave out"))), *((column.key, _titled(desk, column)) for column in columns)],
        counts=counts, shown={name: [row for row in found if row.kind == name][:MOST_SHOWN] for name in ("wrong", "new", "changed")},
        problems=problems, has_id=any(column.field == "id" for column in chosen.values()), rows=len(rows),
    )  # fmt: skip


def _titled(desk: Desk, column: Column) -> str:
    said = label_of(column.field).text(desk.language)
    return said if column.key == column.field else f"{said} ({column.language})"


def _apply(desk: Desk, kind: Kind, upload: Upload, found: list[RowChange]) -> HttpResponse:
    wanted = [row for row in found if row.kind in ("new", "changed")]
    wrong = sum(row.kind == "wrong" for row in found)
    if wrong and not desk.request.POST.get("without_wrong"):
        raise Refused(
            n_("{n} row cannot be read.", "{n} rows cannot be read.", wrong),
            _("Mend the file, or say that the others go in without them."),
        )
    if not wanted:
        raise Refused(_("Nothing would change."), _("Every row of the file stands in the register already."))
    seen = _digests(desk, kind)
    changes = [Change(kind.place, row.key, seen.get(row.key, ""), row.value) for row in wanted]
    counts = Counter(row.kind for row in found)
    with transaction.atomic():
        event = edit(desk.actor, desk.plan, changes, _("Import of {name}", name=upload.name).text(desk.language))
        remember(desk.actor, upload, kind.key, event, {name: counts[name] for name in ("new", "changed", "wrong")})
    tell(
        desk,
        "success",
        n_("{n} row went in. It can be undone below.", "{n} rows went in. They can be undone below.", len(wanted)),
    )
    return desk.go("registers")


def _digests(desk: Desk, kind: Kind) -> Mapping[str, str]:
    rows = rows_at(desk.organisation, desk.plan, places()[kind.place])
    return dict(rows.values_list("key", "digest"))


@page("import_register")
def register_undo(desk: Desk, number: int) -> HttpResponse:
    """Ask, then put back what an import changed."""
    row = Import.objects.of(desk.organisation).filter(pk=number, status="done").select_related("upload").first()
    if row is None or "event" not in row.result:
        raise Http404
    problem = ""
    if desk.request.method == "POST":
        try:
            with transaction.atomic():
                undo(desk.actor, desk.plan, row.result["event"])
                forget(desk.actor, row)
        except UnreadablePlan as trouble:
            problem = " ".join(f"{each.key}: {each.says.text(desk.language)}" for each in trouble.problems[:5])
        except Refused as trouble:
            problem = trouble.text(desk.language)
        else:
            tell(desk, "success", _("What {name} had changed stands as it stood before.", name=row.upload.name))
            return desk.go("registers")
    return desk.show("settings/undo.html", status=409 if problem else 200, row=row, problem=problem)
