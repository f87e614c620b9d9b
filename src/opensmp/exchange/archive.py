"""A plan's folder as one file: packed to be taken away, and unpacked from wherever it comes, never trusted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from opensmp.dossier import Dossier
from opensmp.exchange.dumping import texts_of
from opensmp.exchange.folder import load
from opensmp.i18n import Message, _
from opensmp.tables.archive import Archive
from opensmp.tables.fault import Fault
from opensmp.tables.limits import MEGABYTE, Limits
from opensmp.tables.reasons import unreadable

PACKED = Limits(workbook_bytes=32 * MEGABYTE, inflated_bytes=64 * MEGABYTE, members=500)
"""What an archive of a plan may be: a plan of 10,000 services needs a tenth of it."""

_ENDINGS = frozenset({".yaml", ".yml", ".json", ".md"})
_PACK_AGAIN = _("Pack the plan's folder again with an ordinary program, without a password.")
_REASONS: Mapping[str, tuple[Message, Message]] = {
    "truncated": (_("This is not a ZIP archive, or it ends too early."), _PACK_AGAIN),
    "damaged": (_("The archive is damaged."), _PACK_AGAIN),
    "encrypted": (_("The archive is encrypted."), _PACK_AGAIN),
    "polyglot": (_("The file holds something beside the archive."), _PACK_AGAIN),
    "member-name": (_("A file of the archive leads outside it, or is a link."), _PACK_AGAIN),
    "duplicate-members": (_("Two files of the archive have the same name."), _PACK_AGAIN),
    "too-many-members": (_("The archive has more than {cap} files."), _("Pack the plan's folder alone.")),
    "inflated-size": (_("The archive unpacks to more than {cap} MB."), _("Pack the plan's folder alone.")),
    "file-size": (_("The archive is larger than {cap} MB."), _("Pack the plan's folder alone.")),
    "died": (_("The archive cannot be read."), _PACK_AGAIN),
}


def read_archive(source: BinaryIO, today: date) -> Dossier:
    """Read the plan in a ZIP archive of its folder; the folder may stand in one folder of its own.

    Raises Unreadable: the archive is refused, or the plan in it has problems, each with file, line and key.
    """
    with TemporaryDirectory(prefix="opensmp-plan-") as place:
        home = Path(place)
        try:
            _unpack(source, home)
        except Fault as fault:
            raise unreadable(fault.code, _REASONS, **fault.values) from fault
        return load(_inner(home), today)


def _unpack(source: BinaryIO, home: Path) -> None:
    """Write the files that a plan is made of, under their own names, inside ``home``; other files are left aside."""
    if source.seek(0, io.SEEK_END) > PACKED.workbook_bytes:
        raise Fault("file-size", cap=PACKED.workbook_bytes // MEGABYTE)
    archive = Archive(source, PACKED)
    left = PACKED.inflated_bytes
    for name in archive.spelled:
        steps = PurePosixPath(name).parts
        if PurePosixPath(name).suffix not in _ENDINGS or any(step.startswith(".") for step in steps):
            continue
        target = home.joinpath(*steps)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for block in archive.blocks(name):
                left -= len(block)
                if left < 0:
                    raise Fault("inflated-size", cap=PACKED.inflated_bytes // MEGABYTE)
                file.write(block)


def _inner(home: Path) -> Path:
    """Return the folder of the plan: the archive's only folder where everything stands in one."""
    held = list(home.iterdir())
    return held[0] if len(held) == 1 and held[0].is_dir() and held[0].name != "plan" else home


def packed(dossier: Dossier) -> bytes:
    """Return the plan's folder as a ZIP archive; the same dossier gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(texts_of(dossier).items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, text)
    return out.getvalue()
