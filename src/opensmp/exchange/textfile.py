"""A plan that is still one text: read by its headings, so that its words can be checked before it is a folder.

Only the words are known, so only what stands in the words is judged: placeholders, filler, wrong clauses, procedure steps,
sections that are missing, a document without number, owner or approval. Registers cannot be reconciled from a text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

from opensmp.dossier import Dossier
from opensmp.exchange.errors import refusal
from opensmp.exchange.folder import Addressed, Folder, Place, open_folder
from opensmp.i18n import _
from opensmp.language import language_of
from opensmp.plan.identity import Identity
from opensmp.plan.plan import SECTIONS, Plan
from opensmp.plan.prose import Prose
from opensmp.plan.section import Subsection

LARGEST = 32 * 1024 * 1024
SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text"})

_WORDS: dict[str, tuple[str, ...]] = {
    "scope": ("scope", "ruang lingkup", "limitation", "keterbatasan", "obligation", "kewajiban", "context", "konteks", "risk", "risiko"),
    "objectives": ("objective", "sasaran", "tujuan", "goal", "target"),
    "roles": ("role", "responsib", "raci", "peran", "tanggung jawab", "authorit", "wewenang", "organi"),
    "resources": ("resource", "sumber daya", "budget", "anggaran", "staff", "training", "pelatihan", "tool", "technology", "teknologi"),
    "practices": (
        "practice", "praktik", "process", "proses", "incident", "insiden", "problem", "masalah", "change", "perubahan", "release", "rilis",
        "configuration", "konfigurasi", "cmdb", "continuity", "kontinuitas", "availability", "ketersediaan", "capacity", "kapasitas",
        "security", "keamanan", "request", "permintaan",
    ),
    "portfolio": ("portfolio", "portofolio", "catalog", "katalog", "service list", "daftar layanan", "sla", "service level"),
    "suppliers": ("supplier", "pemasok", "vendor", "third part", "penyedia"),
    "assurance": ("audit", "management review", "tinjauan manajemen", "reporting", "pelaporan", "schedule", "jadwal"),
    "improvement": ("improvement", "perbaikan", "peningkatan"),
    "review": ("review and update", "plan review", "document control", "revision", "revisi", "maintenance of this", "pemutakhiran"),
}  # fmt: skip


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(
        r"^(#{1,6})[ \t]+(.+?)[ \t#]*$|^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?[ \t]+(?P<title>[^\W\d].{2,70})$",
        re.M,
    )


@dataclass(frozen=True, eq=False, repr=False)
class TextFile:
    """A text that was read as a plan. ``dossier`` holds its words below the sections that its headings name."""

    path: Path
    words: str
    dossier: Dossier

    @property
    def name(self) -> str:
        return self.path.name

    def path_of(self, place: Place) -> str:
        """Return the text's path from where the person stands, with forward slashes."""
        here = Path.cwd()
        path = self.path.resolve()
        return (path.relative_to(here) if path.is_relative_to(here) else self.path).as_posix()

    def place(self, address: Addressed) -> Place:
        """Return the line of the heading under which an address stands; of a missing thing, the first line."""
        line = next((int(part[1:]) for part in address.parts if re.fullmatch(r"L\d+", part)), 1)
        return Place(self.path.name, line)

    def holds(self, address: Addressed) -> bool:
        """Whether the text can be judged at that address: words stand there, or a whole section is missing."""
        parts = address.parts
        return parts[:2] == ("plan", "identity") or any(parts[: len(known)] == known for known in self._known)

    @cached_property
    def _known(self) -> tuple[tuple[str, ...], ...]:
        return tuple(text.parts for text in self.dossier.texts if text.section != "identity")


def open_plan(path: Path, today: date) -> Folder | TextFile:
    """Open a plan's folder, or a single text.

    Raises Unreadable with everything that must be mended.
    """
    if path.is_file() and path.suffix.lower() in SUFFIXES:
        return open_text(path, today)
    return open_folder(path, today)


def open_text(path: Path, today: date) -> TextFile:
    """Read a Markdown or plain text as the draft of a plan."""
    words = _words(path)
    language = language_of(words)
    read = {key: replace(Plan().section(key), subsections=tuple(held)) for key, held in _by_section(words).items()}
    title = next((match[2] for match in _heading().finditer(words) if match[1] == "#"), "")
    identity = Identity(title=Prose.of(title), language="id" if language == "id" else "en")
    return TextFile(path, words, Dossier(today=today, plan=Plan(identity=identity, **cast(dict[str, Any], read))))


def _words(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise refusal(
            path.name, _("The file cannot be read: {reason}.", reason=reason), _("Check its name and rights.")
        ) from trouble
    if len(raw) > LARGEST:
        raise refusal(
            path.name, _("The file is larger than 32 MB."), _("A plan has 15 to 30 pages; name the plan itself.")
        )
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as trouble:
        raise refusal(path.name, _("The file is not UTF-8 text."), _("Save it as UTF-8 and try again.")) from trouble


def _by_section(words: str) -> dict[str, list[Subsection]]:
    """Return the text below each heading as a subsection ``L<line>`` of the section that the heading names."""
    found: dict[str, list[Subsection]] = {}
    for line, level_key, title, body in _headed(words):
        if title or body.strip():
            subsection = Subsection(id=f"L{line}", title=Prose.of(title or "—"), text=Prose.of(body.strip("\n")))
            found.setdefault(level_key, []).append(subsection)
    return found


def _headed(words: str) -> Iterator[tuple[int, str, str, str]]:
    starts = [index for index, letter in enumerate(words) if letter == "\n"]
    key = SECTIONS[0]
    last, title, line = 0, "", 1
    for match in _heading().finditer(words):
        yield line, key, title, words[last : match.start()]
        title = match[2] or match["title"]
        key = _section_of(title) or key
        last, line = match.end(), bisect_right(starts, match.start() - 1) + 1
    yield line, key, title, words[last:]


def _section_of(title: str) -> str | None:
    """Return the section that a heading names; the one whose word stands first wins."""
    lowered = title.lower()
    hits = [(lowered.find(word), key) for key, words in _WORDS.items() for word in words if word in lowered]
    return min(hits)[1] if hits else None
