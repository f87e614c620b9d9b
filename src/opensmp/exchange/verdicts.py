"""Verdicts into the folder: ``measurements/<window>.yaml``, written by the tool and read by every check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from opensmp.dossier import Dossier
from opensmp.exchange.dumping import write_together
from opensmp.exchange.layout import MEASUREMENTS, verdict_files
from opensmp.exchange.writing import document
from opensmp.i18n import Refused, _
from opensmp.measures.verdict import Verdict


def write_verdicts(folder: Path, dossier: Dossier, found: Iterable[Verdict]) -> tuple[str, ...]:
    """Put verdicts beside those that the folder holds, and return the files that changed.

    A verdict on the same commitment and window replaces the earlier one; all others stay. One file holds one window, so
    that a git diff shows what a new month brought. Raises Refused where the folder cannot be written; then it is as it was.
    """
    held = {_key(each): each for each in dossier.verdicts}
    held |= {_key(each): each for each in found}
    files: dict[str, list[Verdict]] = {}
    for verdict in sorted(held.values(), key=_key):
        files.setdefault(f"{window_name(verdict.start, verdict.end)}.yaml", []).append(verdict)
    place = folder / MEASUREMENTS
    texts = {name: document(tuple(rows)) for name, rows in files.items()}
    changed = {name: text for name, text in texts.items() if _text(place / name) != text}
    try:
        place.mkdir(exist_ok=True)
        write_together({place / name: text for name, text in changed.items()})
        gone = [name for name in verdict_files(each.name for each in place.iterdir()) if name not in texts]
        for name in gone:
            (place / name).unlink()
    except OSError as trouble:
        raise Refused(
            _("{path} cannot be written: {reason}.", path=str(place), reason=trouble.strerror or str(trouble)),
            _("Make room, or choose a folder that you may write to."),
        ) from trouble
    return tuple(f"{MEASUREMENTS}/{name}" for name in sorted({*changed, *gone}))


def window_name(start: date, end: date) -> str:
    """Return the name of a window as its file is called: ``2026-10``, ``2026-q3``, ``2026-h1``, ``2026``, or its days."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if not whole_months or (start.month - 1) % months:
        return f"{start}-to-{end}"
    names = {
        1: f"{start:%Y-%m}",
        3: f"{start.year}-q{start.month // 3 + 1}",
        6: f"{start.year}-h{start.month // 6 + 1}",
        12: str(start.year),
    }
    return names.get(months, f"{start}-to-{end}")


def _key(verdict: Verdict) -> tuple[date, date, str]:
    return verdict.start, verdict.end, verdict.commitment


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None
