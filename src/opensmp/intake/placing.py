"""Where each heading leads: a section of the plan, a field of it, a practice; and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from opensmp.intake.headings import Heading
from opensmp.intake.vocabulary import folded, homes
from opensmp.plan.plan import SECTIONS
from opensmp.standard import standard

EXACT = 0.95
PARTLY = 0.8
INHERITED = 0.6
_LEAST = 0.5
_PRACTICE_WORDS = frozenset({"management", "manajemen", "practice", "praktik", "process", "proses", "pengelolaan"})
_EMPTY = frozenset(
    {"the", "of", "and", "for", "our", "dan", "a", "an", "to", "in", "yang", "untuk", "this", "ini", "on", "with"}
)
_ALSO_PRACTICES = {
    "incident": "incident; incidents; insiden; incident and major incident management; major incident; insiden besar; gangguan",
    "problem": "problem; problems; masalah; problem control",
    "request": (
        "service request; request fulfilment; request fulfillment; request; permintaan layanan; service requests; "
        "pemenuhan permintaan"
    ),
    "change": "change; change control; change enablement; perubahan; changes; pengendalian perubahan",
    "release": "release; release and deployment; deployment; rilis; release management; manajemen rilis; deployment management",
    "configuration": "configuration; service configuration management; configuration and asset; cmdb; konfigurasi",
    "portfolio": "service portfolio management; portfolio management; manajemen portofolio",
    "relationship": "business relationship; customer relationship management; relationship management; hubungan bisnis; hubungan pelanggan",
    "continuity": (
        "continuity; service continuity; it service continuity; disaster recovery; kontinuitas layanan; "
        "kelangsungan layanan; business continuity; it service continuity management; kesinambungan layanan"
    ),
    "availability": (
        "availability; service availability; availability management; ketersediaan; manajemen ketersediaan; "
        "ketersediaan layanan"
    ),
    "capacity": "capacity; capacity and demand management; capacity and performance management; kapasitas",
    "security": "information security; security management; security; keamanan informasi; it security",
    "service-level": "service level; sla management; service level management; tingkat layanan",
    "supplier": "supplier management practice", "knowledge": "knowledge; pengetahuan", "assets": "asset; it asset management; aset",
    "catalogue": "service catalogue management; catalogue management; manajemen katalog",
    "budgeting": "budgeting and accounting; financial management; it financial management; penganggaran dan akuntansi",
    "demand": "demand; manajemen kebutuhan", "design-transition": "design and transition; service transition practice",
}  # fmt: skip


@dataclass(frozen=True)
class Home:
    """A place in the plan. ``address`` is ``scope``, ``scope.boundaries`` or ``practices.practice:incident``; empty where none is known.

    ``inherited``: the heading itself says nothing; it stands below one that does.
    """

    address: str = ""
    confidence: float = 0.0
    inherited: bool = False

    @property
    def section(self) -> str:
        """The first part of the address."""
        return self.address.partition(".")[0]

    @property
    def practice(self) -> str:
        """The key of the practice that the address names."""
        return self.address.partition("practice:")[2].partition(".")[0]


NOWHERE = Home()


def placed(headings: Sequence[Heading], said: Mapping[int, str] | None = None) -> tuple[Home, ...]:
    """Return the home of each heading; a heading that names nothing belongs to the one above it.

    ``said`` are the addresses that a person gave to headings, by their places among the blocks; empty for nowhere.
    """
    found: list[Home] = []
    above: list[tuple[int, Home]] = []
    for heading in headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        parent = above[-1][1] if above else NOWHERE
        given = (said or {}).get(heading.index)
        home = home_of(heading.title, parent) if given is None else Home(given, 1.0) if given else NOWHERE
        found.append(home)
        above.append((heading.level, home))
    return tuple(found)


def home_of(title: str, parent: Home = NOWHERE) -> Home:
    """Return where a title leads below a heading whose home is known; nowhere for what no plan holds."""
    words = folded(title)
    if not words:
        return _inherited(parent)
    practice = _practice(words, parent)
    if parent.section == "practices" and practice and not parent.practice:
        return Home(f"practices.practice:{practice}", EXACT)
    ranked = sorted(_matches(words, parent), reverse=True)
    best = ranked[0] if ranked else (0.0, "")
    if practice and best[0] < EXACT and not parent.section:
        return Home(f"practices.practice:{practice}", PARTLY)
    if best[0] >= _LEAST:
        return Home(best[1], min(EXACT, round(best[0], 2)))
    return _inherited(parent)


def _inherited(parent: Home) -> Home:
    return Home(parent.address, INHERITED, inherited=True) if parent.address else NOWHERE


def _matches(words: str, parent: Home) -> list[tuple[float, str]]:
    """Return the addresses whose words stand in a title, with how well they fit: whole words, and near the heading above."""
    found = []
    size = weight_of(words)
    padded = f" {words} "
    for address, label in homes().items():
        for phrase in label.folded:
            exact = phrase == words
            if exact or (f" {phrase} " in padded and len(phrase) > 3):
                score = EXACT if exact else 0.25 + 0.6 * weight_of(phrase) / size
                found.append((score + _near(address, parent, exact), address))
    return found


def weight_of(words: str) -> int:
    """Count the words that carry meaning; at least 1."""
    return max(1, sum(word not in _EMPTY for word in words.split()))


def _near(address: str, parent: Home, exact: bool) -> float:
    """Return what the heading above adds: inside a section its own fields are meant, at the top whole sections are."""
    section = address.partition(".")[0]
    if not parent.section:
        return 0.04 if "." not in address else 0.0
    if section != parent.section:
        return -0.12 if exact else -0.4
    if "." not in address:
        return -0.3
    return 0.06 if address.startswith(f"{parent.address}.") else 0.02


def _practice(words: str, parent: Home) -> str:
    """Return the practice that a title names: by its whole name, or below the section of practices by its first word."""
    named = _practices()
    if words in named:
        bare = not _PRACTICE_WORDS.intersection(words.split())
        return "" if bare and parent.section != "practices" else named[words]
    if parent.section not in {"practices", ""}:
        return ""
    padded = f" {words} "
    hits = [
        (-len(phrase), key)
        for phrase, key in named.items()
        if f" {phrase} " in padded and (len(phrase.split()) > 1 or parent.section)
    ]
    return min(hits)[1] if hits and (parent.section or _PRACTICE_WORDS.intersection(words.split())) else ""


@cache
def _practices() -> dict[str, str]:
    """Return the practice that each phrase names."""
    found: dict[str, str] = {}
    for key, practice in standard().practices.items():
        for words in (practice.title.text("en"), practice.title.text("id"), *_ALSO_PRACTICES.get(key, "").split(";")):
            fold = folded(words)
            if fold:
                found.setdefault(fold, key)
    return found


def practice_named(text: str) -> str:
    """Return the key of the practice that words name, as in a column of a table; empty for none."""
    words = folded(text)
    named = _practices()
    if words in named:
        return named[words]
    if re.fullmatch(r"[a-z-]+", text.strip()) and text.strip() in standard().practices:
        return text.strip()
    padded = f" {words} "
    hits = [(-len(phrase), key) for phrase, key in named.items() if f" {phrase} " in padded]
    return min(hits)[1] if hits else ""


def sections_found(found: Sequence[Home]) -> frozenset[str]:
    """Return the sections of the plan that headings name themselves."""
    return frozenset(home.section for home in found if home.section in SECTIONS and not home.inherited)
