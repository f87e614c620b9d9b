"""Numbers before headings, typed or automatic: ``1.2``, ``BAB II``, ``Lampiran A``, ``C.``."""

from __future__ import annotations

import re
from typing import NamedTuple

from opensmp.intake.parsing import day_in

_PART = r"bab|bagian|chapter|section|part|lampiran|appendix|annex|pasal|article"
_NUMBER = re.compile(
    rf"(?:(?P<part>{_PART})\s+(?P<of>[IVXLC]{{1,6}}|\d{{1,2}}|[A-Z])\b[.:)]?(?:\s*[-–—]\s*|\s+|$)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,5})(?:[.)]\s*|\s+)"
    r"|(?P<roman>[IVX]{1,5})[.)]\s+"
    r"|(?P<letter>[A-Z])[.)]\s+)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4}")
_NOT_HEADINGS = frozenset({"lampiran", "appendix", "annex"})


class Number(NamedTuple):
    """A number before a heading. ``kind`` says what it counts (``decimal 2``, ``bab``, ``letter``), ``text`` is as it stands."""

    kind: str
    text: str

    @property
    def depth(self) -> int:
        """How many levels a decimal number has; 1 for the other kinds."""
        return int(self.kind.removeprefix("decimal ")) if self.kind.startswith("decimal") else 1


def number_of(text: str, label: str = "") -> tuple[Number | None, str]:
    """Return the number before a text, and the text behind it; the automatic ``label`` wins."""
    if label:
        found = _NUMBER.match(f"{label} ")
        return (_number(found) if found else None), text
    found = _NUMBER.match(text)
    if found is None or not _sensible(found, text):
        return None, text
    return _number(found), text[found.end() :].strip(" .:-–—\t") or text


def _number(found: re.Match[str]) -> Number:
    text = found[0].strip(" .:)-–—")
    if found["part"]:
        word = found["part"].lower()
        return Number("annex" if word in _NOT_HEADINGS else "part", text)
    if found["decimal"]:
        parts = [part for part in found["decimal"].split(".") if part]
        parts = parts[:-1] if len(parts) == 2 and parts[1] == "0" else parts  # 2.0 is a chapter, 2.1 its first part
        return Number(f"decimal {len(parts)}", text)
    return Number("roman" if found["roman"] else "letter", text)


def _sensible(found: re.Match[str], text: str) -> bool:
    """Whether what looks like a number is one: ``24 hours``, ``12 May 2026`` and ``I agree`` are words."""
    rest = text[found.end() :].strip()
    if found["part"]:
        return True
    if not rest or not (rest[0].isalpha() or rest[0] in "([“\"'"):
        return False
    if _DAY.fullmatch(text.strip()) and day_in(text):
        return False
    if found["decimal"] and "." not in found[0] and ")" not in found[0]:
        return rest[0].isupper()
    return found[0][0].isupper() or found[0][0].isdigit()
