"""How headings nest where no style says so.

Numbers nest by what they count: a kind met again closes everything opened after it. Looks nest by size; but one author sets the
same level in three sizes, so three further signs are heeded: words that stand at the top of documents (*Conclusion*) lift their
look to the top; members of a series (*Finding 2*) stand below the heading before them; and titles that come again and again
(*Recommendation*) stand below whatever they belong to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from opensmp.intake.headings.candidates import Candidate

_LEAST_NUMBERED = 3
_TOP = re.compile(
    r"\b(?:executive summary|introduction|background|purpose|scope|methodology|overview|conclusions?|summary|references|appendix|"
    r"glossary|definitions|recommendations|document control|revision history|version history|approval|pendahuluan|latar belakang|"
    r"maksud dan tujuan|tujuan|ruang lingkup|ringkasan(?: eksekutif)?|kesimpulan|penutup|daftar istilah|referensi|lampiran|"
    r"lembar pengesahan|riwayat)\b",
    re.IGNORECASE,
)
_HALF = 0.5


def values(found: Sequence[Candidate]) -> list[Candidate]:
    """Take out lines that are set apart but are values: the same words again and again, with nothing below them ever."""
    times = Counter(each.words for each in found)
    filled = {each.words for each in found if each.has_body}
    return [each for each in found if times[each.words] < 2 or each.words in filled or each.number]


def by_number(found: Sequence[Candidate]) -> dict[int, int]:
    """Return the level of each candidate by its block; nothing where numbers do not rule the document."""
    numbered = [each for each in found if each.number]
    if len(numbered) < _LEAST_NUMBERED or len(numbered) < _HALF * len(found) / 2:
        return {}
    looks = {each.number.kind: each.rank for each in reversed(numbered) if each.number}
    levels: dict[int, int] = {}
    open_kinds: list[str] = []
    for each in found:
        kind = each.number.kind if each.number else _unnumbered(each, looks, open_kinds)
        levels[each.index] = _opened(kind, open_kinds)
    return levels


def _opened(kind: str, open_kinds: list[str]) -> int:
    """Close what ends here, open the kind, and return how many are open."""
    if kind in {"part", "annex"}:
        open_kinds.clear()
    if kind.startswith("decimal"):
        while open_kinds and (not open_kinds[-1].startswith("decimal") and open_kinds[-1] != "part"):
            if kind == open_kinds[-1] or kind not in open_kinds:
                break
            open_kinds.pop()
        while open_kinds and open_kinds[-1].startswith("decimal") and open_kinds[-1] >= kind:
            open_kinds.pop()
    elif kind in open_kinds:
        del open_kinds[open_kinds.index(kind) :]
    open_kinds.append(kind)
    return len(open_kinds)


def _unnumbered(each: Candidate, looks: dict[str, float], open_kinds: Sequence[str]) -> str:
    """Say what an unnumbered heading counts as among numbered ones: the top, where it looks or reads like it; else a line below."""
    top = next(iter(looks)) if len(looks) == 1 else min(looks, key=_order)
    deeper = [rank for kind, rank in looks.items() if kind != top]
    if each.rank > max(looks.values(), default=0) or (each.rank == looks[top] and deeper and each.rank > max(deeper)):
        return top
    if (
        _TOP.search(each.title)
        and each.rank >= looks[top]
        and (not open_kinds or not each.has_body or each.paragraph.starts_page)
    ):
        return top
    return f"look {100 - each.rank:03.0f}" if open_kinds else top


def _order(kind: str) -> int:
    return {"part": 0, "annex": 1, "roman": 2}.get(kind, 3 + int(kind[-1]) if kind.startswith("decimal") else 4)


def by_look(found: Sequence[Candidate]) -> dict[int, int]:
    """Return the level of each candidate by its block, from its size and from what its words are to the document."""
    repeated = {words for words, n in Counter(each.words for each in found).items() if n > 1}
    series = _series(found)

    def apart(each: Candidate) -> str:
        if each.words in repeated:
            return "repeated"
        return "series" if each.series[0] in series or each.words in series else ""

    plain = [each for each in found if not apart(each)]
    ranks = _ranks(plain or found)
    levels: dict[int, int] = {}
    above, member = 0, 0
    for each in found:
        kind = apart(each) if plain else ""
        if kind == "series":
            member = (above or 0) + 1
            levels[each.index] = member
        elif kind == "repeated":
            levels[each.index] = max(above, member) + 1 if above or member else ranks.get(each.rank, 1)
        else:
            above, member = ranks.get(each.rank, 1), 0
            levels[each.index] = above
    return levels


def _series(found: Sequence[Candidate]) -> set[str]:
    """Return the words that count: before different numbers, or again and again before a colon; *SOC 2* is a name."""
    counts: dict[str, list[str]] = {}
    for each in found:
        word, number = each.series
        if word:
            counts.setdefault(word, []).append(number)
    return {word for word, numbers in counts.items() if len(numbers) > 1 and (len(set(numbers)) > 1 or "" in numbers)}


def _ranks(plain: Sequence[Candidate]) -> dict[float, int]:
    """Return the level of each size: sizes that hold words from the top of documents, and all larger ones, are the top."""
    sizes = sorted({each.rank for each in plain}, reverse=True)
    top = sizes[0] if sizes else 0.0
    for size in sizes:
        titles = [bool(_TOP.search(each.title)) for each in plain if each.rank == size]
        if sum(titles) >= _HALF * len(titles) or (sum(titles) > 1 and sum(titles) >= len(titles) / 3):
            top = size
    levels, level = {}, 1
    for size in sizes:
        if size < top:
            level += 1
        levels[size] = level
    return levels
