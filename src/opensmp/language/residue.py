"""Template residue: fields nobody filled, reminders nobody followed, names nobody gave."""

import re
from functools import cache
from typing import NamedTuple

from opensmp.language.wordlist import words


class Placeholder(NamedTuple):
    """A piece of template left in a text.

    ``kind`` is field, todo, bracket, angle, dummy, undecided, number, date, instruction, address (somebody's "your
    organisation"), or markup: the syntax of a page builder, which is no residue in a source file.
    """

    words: str
    start: int
    end: int
    kind: str


_FIELD_WORDS = (
    "name|nama|organi[sz]ation|organisasi|company|perusahaan|instansi|date|tanggal|author|penulis|penyusun|insert|isi|"
    "masukkan|isikan|your|anda|title|judul|jabatan|number|nomor|version|versi|role|peran|department|departemen|email|"
    "location|lokasi|describe|jelaskan|example|contoh|owner|pemilik|customer|pelanggan|supplier|pemasok|service|layanan|"
    "value|nilai|amount|jumlah|year|tahun|month|bulan|person|orang|client|klien|bank|unit|address|alamat|placeholder|"
    "target|approver|penyetuju|signature|tanda tangan|list|daftar|add|tambahkan|specify|sebutkan|enter|fill|xx+"
)

_TAGS = words(
    "a abbr b blockquote body br caption center code col dd del details div dl dt em figure font footer h1 h2 h3 h4 h5 "
    "h6 head header hr html i iframe img ins kbd li link main mark meta nav ol p pre q s script section small span "
    "strong style sub summary sup table tbody td tfoot th thead title tr u ul var video"
)


_SHAPES = (
    ("markup", r"\{%[^\n]{0,200}?%\}|\{\{-?\s{0,5}(?:site|page|content|layout|include|toc)\b[^\n{}]{0,200}\}\}"),
    ("field", r"\{\{[^\n{}]{0,200}\}\}|\$\{[A-Za-z_][\w.]{0,60}\}|«[^»\n]{1,60}»"),
    ("todo", r"\[(?:TODO|TBD|TBC|FIXME|XXX)\b[^\]\n]{0,200}\]|\b(?:TODO|FIXME)\b:?"),
    (
        "bracket",
        r"(?<!\[)\[[A-Za-z][^\[\]\n:|]{1,80}\](?![(\[:\]])",
    ),
    ("angle", r"<[A-Za-z][^<>\n/=@:]{1,60}>"),
    ("dummy", r"(?i:lorem ipsum)(?i: dolor[^.\n]{0,80})?"),
    (
        "undecided",
        (
            r"\b(?:TBD|TBC|TBA)\b"
            r"|(?i:\bto be (?:defined|determined|confirmed|decided|completed|announced|filled in|added|agreed)\b"
            r"(?! (?:by|in|at|with|between|on|before|within|from|no later)))"
            r"|(?i:\b(?:akan|belum|perlu) (?:ditentukan|ditetapkan|didefinisikan|diisi|dilengkapi|dikonfirmasi)\b"
            r"(?! (?:oleh|dalam|pada|paling|sebelum|melalui|setiap)))"
            r"|(?i:\bmenyusul\b(?=\s{0,3}(?:$|[.|)\n])))"
        ),
    ),
    (
        "number",
        (
            r"\b[Xx]{2,}(?:[.,][Xx]{1,3})?(?=\s?%|\s(?:hours?|days?|minutes?|jam|hari|menit|persen|percent)\b)"
            r"|\bRp\s?[Xx]{2,}|(?<![_\w])_{3,}(?![_\w])|\.{6,}|…{3,}|\bN/?N%"
        ),
    ),
    ("date", r"\b(?i:dd[-/. ]mm[-/. ]yy(?:yy)?|yyyy-mm-dd|mm/dd/yy(?:yy)?|hh-bb-tttt|dd-bb-tttt|20[xX]{2})\b"),
    (
        "instruction",
        (
            r"(?i:\b(?:insert|add|enter|fill in|describe|specify|list)\b[^.\n]{0,60}\bhere\b"
            r"|\b(?:isi|tulis|masukkan|isikan|tuliskan|lengkapi|sebutkan)(?:lah)?\b[^.\n]{0,60}\bdi sini\b"
            r"|\bdelete (?:this|if not|as appropriate)\b|\bhapus (?:bagian|kalimat|teks|jika) [^.\n]{0,40}"
            r"|\bthis template\b|\btemplat ini\b|\bclick here to enter\b|\bdiisi (?:oleh|dengan|sesuai)\b)"
        ),
    ),
    (
        "address",
        (
            r"(?i:\byour (?:organi[sz]ation|company|institution|bank|agency name)(?:'s|’s)?(?! name\b)\b"
            r"|\b(?:organisasi|perusahaan|instansi|lembaga|bank) anda\b"
            r"|\b(?:acme|contoso|example) (?:corp(?:oration)?|inc|ltd|company)\b"
            r"|\bPT (?:ABC|XYZ|Contoh|Maju Mundur)\b|\bBank (?:ABC|XYZ)\b)"
        ),
    ),
)
"""Kind → what it looks like; every repetition is bounded, so the search is linear."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in _SHAPES))


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Return the template residue of ``text`` in order.

    Markdown links, ``[[kind:id]]`` references and check boxes are none. Page-building syntax (``{% … %}``,
    ``{{ site.x }}``) comes with its own kind ``markup``.
    """
    found: list[Placeholder] = []
    for match in _pattern().finditer(text):
        kind = match.lastgroup or ""
        if kind == "angle" and not _is_angle(match.group()):
            continue
        if kind == "bracket" and not _names_a_field(match.group()):
            continue
        if kind == "number" and _is_ruling(text, match):
            continue
        found.append(Placeholder(match.group(), match.start(), match.end(), kind))
    return tuple(found)


@cache
def _fields() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_FIELD_WORDS})\b", re.IGNORECASE)


@cache
def _capitals() -> re.Pattern[str]:
    return re.compile(r"[A-Z]{4,}")


def _names_a_field(words: str) -> bool:
    """[nama organisasi] and [FRAMEWORK] wait for a value; [see the annex] is an aside."""
    return bool(_fields().search(words) or _capitals().search(words))


def _is_angle(words: str) -> bool:
    """Is it a blank to fill, not an HTML tag?"""
    inside = words[1:-1].strip()
    if inside.split(" ", 1)[0].lower().rstrip("/") in _TAGS and "name" not in inside.lower():
        return False
    return " " in inside or bool(_fields().search(inside.replace("_", " ")))


def _is_ruling(text: str, match: re.Match[str]) -> bool:
    """A line made of underscores alone separates the text around it; a text that is nothing else waits to be filled in."""
    if text.strip() == match.group():
        return False
    start = text.rfind("\n", max(0, match.start() - 80), match.start()) + 1
    end = text.find("\n", match.end(), match.end() + 80)
    line = text[start : end if end >= 0 else match.end() + 80].strip()
    return bool(line) and not line.strip("_") and match.group()[0] == "_" and line == match.group()
