"""Writing a plan's folder: whole, or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from opensmp.dossier import Dossier
from opensmp.dossier.digests import canonical
from opensmp.exchange.files import YAML, is_plan
from opensmp.exchange.layout import MEASUREMENTS, PACKS, VERDICTS, VERSIONS, parts
from opensmp.exchange.writing import document
from opensmp.i18n import Refused, _

_ALWAYS = ("organisation.yaml", "plan/00-identity.yaml")
"""Written even when empty, so that a folder is known as a plan's."""


def dump(dossier: Dossier, path: Path) -> None:
    """Write the folder of a dossier.

    Everything is written and flushed beside its place before anything is renamed into it, so that a full disk or a
    broken process leaves the folder as it was. In a folder that holds a plan already its files are replaced and those
    that would be empty are removed; other files stay. Raises Refused where another folder is in the way.
    """
    if path.exists() and not (path.is_dir() and (is_plan(path) or not any(path.iterdir()))):
        raise Refused(
            _("{path} holds something that is not a plan.", path=str(path)),
            _("Choose a new or empty folder, or the folder of a plan."),
        )
    texts = texts_of(dossier)
    _keep_sealed(path, dossier)
    try:
        write_together({path / name: text for name, text in texts.items()})
        for name in _written_before(path) - texts.keys():
            (path / name).unlink()
    except OSError as trouble:
        raise Refused(
            _("{path} cannot be written: {reason}.", path=str(path), reason=trouble.strerror or str(trouble)),
            _("Make room, or choose a folder that you may write to."),
        ) from trouble


def texts_of(dossier: Dossier) -> dict[str, str]:
    """Return the text of every file of the folder, by its name; empty files are left out."""
    texts = {}
    for part in parts():
        value = dossier
        for name in part.address:
            value = getattr(value, name)
        texts[part.file] = document(value)
    texts[VERDICTS.file] = document(dossier.verdicts)
    for number, sealed in dossier.sealed.items():
        texts[f"{VERSIONS}/{number}.json"] = canonical(sealed).decode()
    for pack, raw in dossier.standard.own.items():
        texts[f"{PACKS}/{pack}.json"] = json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
    return {name: text for name, text in texts.items() if text or name in _ALWAYS}


def _keep_sealed(path: Path, dossier: Dossier) -> None:
    """Refuse to write another value over a sealed version, or a version whose number is no name of a file."""
    for number, sealed in dossier.sealed.items():
        file = path / VERSIONS / f"{number}.json"
        if file.name != f"{number}.json" or not number or number.startswith("."):
            raise Refused(_("“{number}” cannot be the number of a version.", number=number), _("Use digits and dots."))
        if file.is_file() and canonical(json.loads(file.read_bytes())) != canonical(sealed):
            raise Refused(
                _("Version {number} is sealed in this folder with another content.", number=number),
                _("A sealed version never changes: give the new content a new number, or choose a new folder."),
            )


def _written_before(path: Path) -> set[str]:
    """Return the files of the folder that are written anew each time; sealed versions and packs are never removed."""
    known = {part.file for part in parts() if (path / part.file).is_file()}
    measured = path / MEASUREMENTS
    names = (each.name for each in measured.iterdir()) if measured.is_dir() else ()
    return known | {f"{MEASUREMENTS}/{name}" for name in names if name.endswith(YAML)}


def write_together(texts: Mapping[Path, str]) -> None:
    """Write several files: first all of them beside their places, flushed to the disk, then rename them one after another.

    Files that hold the same text already are not touched. Raises OSError, and then leaves nothing behind.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            raw = text.encode()
            if not (path.is_file() and path.read_bytes() == raw):
                path.parent.mkdir(parents=True, exist_ok=True)
                waiting.append((_beside(path, raw), path))
        for beside, path in waiting:
            beside.replace(path)
    finally:
        for beside, _path in waiting:
            beside.unlink(missing_ok=True)
    for folder in {path.parent for _beside_it, path in waiting}:
        _flush(folder)


def _beside(path: Path, raw: bytes) -> Path:
    """Write bytes to a hidden file next to ``path``, flushed, with the rights of the file it will replace."""
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}~")
    try:
        with beside.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _flush(folder: Path) -> None:
    """Flush a folder's names to the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
