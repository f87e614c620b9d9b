"""Finding and reading the files of a folder without trusting any of them.

A file is read only when it is an ordinary file inside the folder, not larger than the limit, and UTF-8. Everything else
is a fault with its remedy; nothing is ever followed out of the folder.
"""

from __future__ import annotations

import difflib
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from opensmp.exchange.errors import Unreadable, refusal
from opensmp.exchange.faults import Faults, did_you_mean
from opensmp.exchange.source import harmless
from opensmp.i18n import Message, _

LARGEST = 32 * 1024 * 1024
"""Bytes of one file; a plan of 10,000 services needs a tenth of it."""

YAML = (".yaml", ".yml")


class Files:
    """The files below one folder; what is wrong with them goes to ``faults``."""

    def __init__(self, root: Path, faults: Faults) -> None:
        self.root = root
        self.faults = faults
        self._home = root.resolve()
        self._folders: dict[Path, bool] = {}

    def text(self, name: str, largest: int = LARGEST) -> str | None:
        """Return the text of a file, or None where there is no such file or it must not be read."""
        raw = self.raw(name, largest)
        return None if raw is None else decoded(name, raw, self.faults)

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder, sorted, without hidden files and an editor's copies (``…~``)."""
        place = self.root / folder
        try:
            if not place.exists() or not self._inside(folder, place):
                return ()
            if not place.is_dir():
                self.faults.add(folder, _("This must be a folder."), _("Move the file away and make the folder."))
                return ()
            return tuple(sorted(each.name for each in place.iterdir() if each.name[0] != "." and each.name[-1] != "~"))
        except OSError as trouble:
            self._closed(folder, trouble)
            return ()

    def stray(self, folder: str, known: Iterable[str]) -> None:
        """Note every file of a folder that nothing reads: it is a misspelt name, or it misleads its reader."""
        known = tuple(known)
        for name in self.names(folder):
            if self.faults.is_full:
                return
            if name not in known and not name.lower().startswith("readme"):
                otherwise = _("The files known here are: {names}.", names=known)
                self.faults.add(f"{folder}/{name}", _("Nothing reads this file."), did_you_mean(name, known, otherwise))

    def misspelt(self, known: Iterable[str]) -> None:
        """Note names beside the plan that were surely meant to be known ones (``organization.yaml``, ``register/``)."""
        present = set(self.names("."))
        for name in sorted(present.difference(known)):
            if meant := difflib.get_close_matches(name, set(known) - present, n=1, cutoff=0.85):
                self.faults.add(name, _("Nothing reads this."), _("Did you mean “{name}”?", name=meant[0]))

    def raw(self, name: str, largest: int = LARGEST) -> bytes | None:
        """Return the bytes of a file, or None where there is no such file or it must not be read."""
        place = self.root / name
        try:
            if not self._inside(name, place):
                return None
            found = place.stat()
            if not stat.S_ISREG(found.st_mode):
                self.faults.add(name, _("This is not an ordinary file."), _("Put a text file in its place."))
                return None
            if found.st_size > largest:
                self._too_large(name, largest)
                return None
            with place.open("rb") as file:
                raw = file.read(found.st_size + 1)
                if len(raw) > found.st_size:  # it grew since
                    raw += file.read(largest + 1 - len(raw))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as trouble:
            self._closed(name, trouble)
            return None
        if len(raw) > largest:
            self._too_large(name, largest)
            return None
        return raw

    def _inside(self, name: str, place: Path) -> bool:
        if not place.is_symlink() and place.name != ".." and self._is_inside_folder(place.parent):
            return True
        inside = self._leads_inside(place)
        if not inside:
            says = _("This link leads out of the plan's folder or in a circle.")
            self.faults.add(name, says, _("Put the file itself here."))
        elif place.is_symlink() and not place.exists():
            self.faults.add(name, _("This link leads to nothing."), _("Put the file itself here."))
            return False
        return inside

    def _leads_inside(self, place: Path) -> bool:
        try:
            return place.resolve().is_relative_to(self._home)
        except RuntimeError:  # how Python 3.11 and 3.12 report links that lead in a circle
            return False

    def _is_inside_folder(self, folder: Path) -> bool:
        if folder not in self._folders:
            self._folders[folder] = self._leads_inside(folder)
        return self._folders[folder]

    def _too_large(self, name: str, largest: int) -> None:
        says = _("The file is larger than {n} MB.", n=largest // (1024 * 1024))
        self.faults.add(name, says, _("Keep attachments out of it, or divide the register between several plans."))

    def _closed(self, name: str, trouble: OSError) -> None:
        says = _("It cannot be opened: {reason}.", reason=trouble.strerror or str(trouble))
        self.faults.add(name, says, _("Give yourself permission to read it, or remove it."))


def decoded(name: str, raw: bytes, faults: Faults) -> str | None:
    """Return the text of UTF-8, with or without a byte-order mark; None where it is something else, which is noted."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = raw.count(b"\n", 0, trouble.start) + 1
        column = trouble.start - raw.rfind(b"\n", 0, trouble.start)
        faults.add(name, _encoding(raw), _("Save the file as UTF-8."), line, column)
        return None


def _encoding(raw: bytes) -> Message:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[:200].count(0) > len(raw[:200]) // 4:
        return _("The file is written in UTF-16 or UTF-32, not in UTF-8.")
    return _("The file is not written in UTF-8; it looks like Windows-1252 or Latin-1.")


def home_of(path: Path) -> Path:
    """Return the plan's folder for what a person named: the folder, or a file inside it.

    Raises Unreadable where there is no plan.
    """
    try:
        if path.is_dir():
            found = path if is_plan(path) else None
            says = _("The folder holds no plan: neither organisation.yaml nor a folder plan/ is in it.")
        else:
            found = next(_around(path), None) if path.is_file() else None
            says = _("This is not a plan's folder.") if path.exists() else _("There is no such folder.")
    except OSError as trouble:
        raise _no_plan(path, _("It cannot be opened: {reason}.", reason=trouble.strerror or str(trouble))) from trouble
    if found is None:
        raise _no_plan(path, says)
    return found


def is_plan(path: Path) -> bool:
    """Whether a folder looks like a plan's."""
    return (path / "organisation.yaml").exists() or (path / "plan").is_dir()


def _around(file: Path) -> Iterator[Path]:
    """Yield the folders around a file of a plan: the file stands in them, or in one of their folders."""
    return (folder for folder in (file.parent, file.parent.parent) if file.suffix in YAML and is_plan(folder))


def _no_plan(path: Path, says: Message) -> Unreadable:
    name = path.name if path.name and not path.suffix else "my-plan"
    return refusal(
        harmless(str(path)), says, _("Name a plan's folder, or begin one with: opensmp new {name}", name=harmless(name))
    )
