"""Text becomes typed values, in the engine: times, durations, numbers, flags, ranks, states and lists.

Each reader takes a cell (trimmed; null where it is missing) and gives null for what it cannot read: a cell that is there and
a value that is not mean a row that is refused. One column has one format; nothing is tried row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from opensmp.evidence import zones
from opensmp.evidence.pseudonyms import pseudonym
from opensmp.measures.records import Kind

CHOOSE = "?"
"""Stands for a format that a person must choose, because two fit the whole column."""

NAMED_FORMATS = ("iso", "iso with offset", "seconds", "milliseconds", "spreadsheet days")
"""Formats by name: 2026-04-01 09:30 · with Z or +07:00 · since 1970 UTC · the same in thousandths · days since 1899-12-30."""

ABSOLUTE = frozenset({"iso with offset", "seconds", "milliseconds"})
"""Formats that need no zone."""

DURATIONS: Mapping[str, int] = {
    "seconds": 1,
    "minutes": 60,
    "hours": 3600,
    "days": 86_400,
    "clock": 0,
    "1970": 0,
    "words": 0,
}
"""Units of a duration, in seconds; and the written forms: 33:46:18 · 1970-01-02 09:46:18 · 1 Day 9 Hours 46 Minutes."""

NUMBERS = ("ratio",)
"""Units of a number: a ratio (0.9872) is kept as a percentage (98.72)."""

TYPES: Mapping[Kind, str] = {
    "text": "string", "list": "string", "person": "string", "state": "string", "number": "float64",
    "time": "int64", "flag": "int64", "count": "int64", "seconds": "int64", "rank": "int64",
}  # fmt: skip
"""The column type of each kind of field."""

FILLED_YES = ("true", "yes", "y", "1", "t", "ya", "benar", "on", "x", "iya")
FILLED_NO = ("false", "no", "n", "0", "f", "tidak", "salah", "off", "bukan")
"""What commonly says yes and no, in English and Indonesian; a mapping that lists its own words replaces them."""

_SIGNS = re.compile(r"%[dmYybBHIMSpjf]|[^%]")
_SPACES = (" ", "\t", "\n", "\r")
_USUAL: Mapping[str, str] = {
    "iso": "____-__-_____:__:__", "": "____-__-_____:__:__", "%Y-%m-%d %H:%M:%S": "____-__-__ __:__:__",
}  # fmt: skip
"""What the engine's own reading of a time takes as the format does: 19 signs, and no Z among them."""
_LARGEST = 9 * 10**15
"""Whole numbers are read below it: they are exact as floating ones too, and sums of a few of them fit."""
_AFTER_QUOTE = "("
"""The sign that follows white space, control signs and the quote."""
_NEUTRALISED = r"^'([\s\x00-\x1f\x7f\x{85}\x{ad}\p{Z}\x{200b}-\x{200f}\x{2060}\x{feff}]*[=+\-@|%＝＋－＠']|[\t\r\n])"
"""What ``tables.quoted`` makes, in the engine's dialect."""
_EARLIEST, _LATEST = -2_208_988_800, 253_402_300_800
"""Years 1900 to 9999: a year outside is a year that was read wrongly, such as 16 for 2016."""
_MONTHS = (
    (r"januari|january", "jan"), (r"februari|february|peb(ruari)?", "feb"), (r"maret|march", "mar"), (r"april", "apr"), (r"mei", "may"),
    (r"juni|june", "jun"), (r"juli|july", "jul"), (r"agustus|august|agu|ags|agt", "aug"), (r"september|sept", "sep"),
    (r"oktober|october|okt", "oct"), (r"november|nopember|nop", "nov"), (r"desember|december|des", "dec"),
)  # fmt: skip
_WORDS = (
    (r"(\d+)\s*(?:days?|d|hari)\b", 86_400), (r"(\d+)\s*(?:hours?|hrs?|h|jam)\b", 3600),
    (r"(\d+)\s*(?:minutes?|mins?|m|menit)\b", 60), (r"(\d+)\s*(?:seconds?|secs?|s|detik)\b", 1),
)  # fmt: skip
_PLAIN = {
    ".": r"^[+-]?(\d+|\d{1,3}([, ]\d{3})+)?(\.\d+)?([eE][+-]?\d+)?$",
    ",": r"^[+-]?(\d+|\d{1,3}([. ]\d{3})+)?(,\d+)?([eE][+-]?\d+)?$",
}


class How(Protocol):
    """What the readers need to know about a column; a column of a mapping is one."""

    @property
    def format(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def decimal(self) -> str: ...
    @property
    def form(self) -> str: ...
    @property
    def yes(self) -> tuple[str, ...]: ...
    @property
    def no(self) -> tuple[str, ...]: ...
    @property
    def values(self) -> Mapping[str, str | int]: ...
    @property
    def separator(self) -> str: ...
    @property
    def html(self) -> bool: ...
    @property
    def pseudonym(self) -> bool: ...


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]  # Ibis has no types
def try_strptime(text: str, form: str) -> dt.timestamp:
    """The engine's reading of a time by its format; null where it does not fit."""
    raise AssertionError("only the engine computes this")


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]  # Ibis has no types
def epoch(moment: dt.timestamp) -> float:
    """The engine's seconds since 1970."""
    raise AssertionError("only the engine computes this")


def is_time_format(form: str) -> bool:
    """Whether ``form`` is a format that a time can be read with."""
    parts = _SIGNS.findall(form)
    return form in NAMED_FORMATS or (
        "".join(parts) == form and {"%d", "%m"} <= {"%m" if p in ("%b", "%B") else p for p in parts}
    )


def trimmed(raw: ir.StringValue) -> ir.StringValue:
    """Return a text without white space around it, and as it was before ``tables.quoted``; only the few cells that need it pay."""
    odd = ibis.or_(raw < _AFTER_QUOTE, *(raw.endswith(space) for space in _SPACES))
    return ibis.ifelse(odd, unquoted(raw).strip(), raw)


def unquoted(raw: ir.StringValue) -> ir.StringValue:
    """Return a text without the quote that our own exports put before what a spreadsheet takes for a formula: ``tables.unquoted``."""
    ours = ibis.ifelse(raw.startswith("'"), raw.re_search(_NEUTRALISED), False)
    return ibis.ifelse(ours, raw.substr(1), raw)


def present(text: ir.StringValue, missing: tuple[str, ...]) -> ir.StringValue:
    """Return a trimmed cell; null where it is blank or one of the markers for missing."""
    blank = text.isin(["", *missing]) if missing else text == ""
    return ibis.ifelse(blank, ibis.null("string"), text)


def parsed(kind: Kind, text: ir.StringValue, how: How, key: bytes | None) -> ir.Value:
    """Return what a present cell says, for a field of that kind; a time still as the clocks showed it, and without a ``key`` a name.

    To be put into a column of its own before it is settled: the engine computes an expression wherever it stands.
    """
    if kind == "time":
        return local_time(text, how.format)
    if kind == "person" or how.pseudonym:
        name = plain(text, how)
        return name if key is None else pseudonym(name, key)
    return _READERS[kind](text, how)


def quick(kind: Kind, raw: ir.StringValue, how: How, missing: tuple[str, ...]) -> ir.Value | None:
    """Return what ``parsed`` says of a cell that is written as most are, and null of any other; None where there is no short cut.

    It looks at the cell as it stands, without regard to white space and to what may be odd in it. A marker for missing is
    none of its business.
    """
    if how.pseudonym or kind not in _QUICK:
        return None
    read = _QUICK[kind](raw, how)
    return read if read is None or not missing else ibis.ifelse(raw.isin(missing), ibis.null(read.type()), read)


def _quick_time(raw: ir.StringValue, how: How) -> ir.Value | None:
    if how.format not in _USUAL:
        return None
    usual = raw.like(_USUAL[how.format]) & ~raw.endswith("Z")
    return ibis.ifelse(usual, _epoch(raw.try_cast("timestamp")), ibis.null("int64"))


def _quick_whole(raw: ir.StringValue, _how: How) -> ir.Value:
    return _plain_number(raw, _LARGEST)


def _plain_number(raw: ir.StringValue, largest: int) -> ir.Value:
    """Return a number as the engine would write it: 7, -12; not 007, +7 or 7.0."""
    number = raw.try_cast("int64")
    sound = (number.cast("string") == raw) & number.between(1 - largest, largest - 1)
    return ibis.ifelse(sound, number, ibis.null("int64"))


def _quick_duration(raw: ir.StringValue, how: How) -> ir.Value | None:
    factor = DURATIONS[how.unit or "seconds"]
    return _plain_number(raw, _LARGEST // factor) * factor if factor else None


def _quick_rank(raw: ir.StringValue, how: How) -> ir.Value:
    if how.values:
        return _quick_word(raw, {word: int(place) for word, place in how.values.items()})
    place = _plain_number(raw, _LARGEST)
    return ibis.ifelse(place >= 1, place, ibis.null("int64"))


def _quick_flag(raw: ir.StringValue, how: How) -> ir.Value | None:
    if how.form in ("filled", "sign"):
        return None
    return _quick_word(raw, dict.fromkeys(how.yes or FILLED_YES, 1) | dict.fromkeys(how.no or FILLED_NO, 0))


def _quick_state(raw: ir.StringValue, how: How) -> ir.Value | None:
    return _quick_word(raw, {word: str(place) for word, place in how.values.items()}) if how.values else None


def _quick_word(raw: ir.StringValue, words: Mapping[str, Any]) -> Any:
    plain = [(raw == word, found) for word, found in words.items() if word == word.strip() and word > _AFTER_QUOTE]
    return ibis.cases(*plain, else_=None) if plain else None


def settled(local: ir.IntegerValue, form: str, zone: str) -> ir.IntegerValue:
    """Return the seconds since 1970 UTC of a local time in ``zone``; null for a year that was read wrongly."""
    known = local if form in ABSOLUTE else zones.utc(local, zone)
    return ibis.ifelse(is_plausible(local), known, ibis.null("int64"))


def is_plausible(local: ir.IntegerValue) -> ir.BooleanValue:
    """Whether a time lies in the years 1900 to 9999."""
    return local.between(_EARLIEST, _LATEST - 1)


def local_time(text: ir.StringValue, form: str) -> ir.IntegerValue:
    """Return the seconds since 1970 as the clocks showed them; of an absolute format, UTC."""
    if form in ("iso", "iso with offset", ""):
        if form == "iso with offset":
            return ibis.ifelse(
                _has_offset(text), _epoch(_with_seconds(text).try_cast("timestamp('UTC')")), ibis.null("int64")
            )
        return ibis.ifelse(_has_offset(text), ibis.null("int64"), _epoch(text.try_cast("timestamp")))
    if form in ("seconds", "milliseconds"):
        return (whole(text) // (1 if form == "seconds" else 1000)).cast("int64")
    if form == "spreadsheet days":
        return _nearest((text.try_cast("float64") - 25_569) * 86_400)
    if "%b" in form or "%B" in form:
        return _epoch(try_strptime(_in_english(text), form.replace("%B", "%b")))
    return _epoch(try_strptime(text, form))


def _epoch(moment: ir.Value) -> ir.IntegerValue:
    """Return whole seconds since 1970; what is smaller is cut off."""
    return epoch(moment.cast("timestamp")).floor().cast("int64")


def _has_offset(text: ir.StringValue) -> ir.BooleanValue:
    """Whether an ISO 8601 time ends with Z or an offset such as +07, +0700 or +07:00; the usual 19 signs are seen at once."""
    usual = text.like("________________:__") | (text.length() <= 16)
    sign = ibis.or_(*(text.right(length).left(1).isin(["+", "-"]) for length in (6, 5, 3)))
    return ibis.ifelse(usual, False, text.upper().endswith("Z") | sign)


def _with_seconds(text: ir.StringValue) -> ir.StringValue:
    """Return 08:00Z as 08:00:00Z, which is the least that the engine reads."""
    return ibis.ifelse(text.substr(16, 1) == ":", text, text.re_replace(r"^(.{16}) ?(Z|z|[+-])", r"\1:00\2"))


def _in_english(text: ir.StringValue) -> ir.StringValue:
    """Return the text with months as the engine knows them: Agustus, Agu and August become aug."""
    short = text.lower()
    for written, month in _MONTHS:
        short = short.re_replace(rf"\b({written})\b\.?", month)
    return short


def whole(text: ir.StringValue) -> ir.IntegerValue:
    """Return a whole number; 3.0 is one, 3.5 is not."""
    number = text.try_cast("float64")
    fits = text.re_search(r"^[+-]?\d+(\.0+)?$") & (number.abs() < _LARGEST)
    return ibis.ifelse(fits, number.cast("int64"), ibis.null("int64"))


def number(text: ir.StringValue, how: How) -> ir.FloatingValue:
    """Return a number written with the column's decimal sign; a percent sign is left out, and a ratio made a percentage."""
    fits = is_number(text, how.decimal or ".")
    bare = text.re_replace(r"\s*%$", "")
    grouped = bare.replace(" ", "").replace("," if how.decimal != "," else ".", "")
    read = grouped.replace(",", ".").try_cast("float64")
    return ibis.ifelse(fits, read * (100.0 if how.unit == "ratio" else 1.0), ibis.null("float64"))


def is_number(text: ir.StringValue, decimal: str) -> ir.BooleanValue:
    """Whether a cell is a number with that decimal sign, the other sign or a space between thousands."""
    return text.re_replace(r"\s*%$", "").re_search(_PLAIN[decimal])


def duration(text: ir.StringValue, how: How) -> ir.IntegerValue:
    """Return the seconds of a duration in the unit or written form of the column."""
    unit = how.unit or "seconds"
    if unit == "clock":
        return _clock(text)
    if unit == "1970":
        return local_time(text, "iso")
    if unit == "words":
        return _worded(text)
    return _nearest(number(text, how) * DURATIONS[unit])


def _nearest(number: ir.FloatingValue) -> ir.IntegerValue:
    """Return the nearest whole number; nothing for one that is beyond all that a record can mean."""
    return ibis.ifelse(number.abs() < _LARGEST, number.round().cast("int64"), ibis.null("int64"))


def _clock(text: ir.StringValue) -> ir.IntegerValue:
    """Return the seconds of [-]H:MM or [-]H:MM:SS."""
    fits = text.re_search(r"^-?\d{1,7}:[0-5]\d(:[0-5]\d)?$")
    parts = text.replace("-", "").split(":")
    hours, minutes, seconds = (parts[place].try_cast("int64").fill_null(0) for place in range(3))
    sign = ibis.ifelse(text.startswith("-"), -1, 1)
    return ibis.ifelse(fits, sign * (hours * 3600 + minutes * 60 + seconds), ibis.null("int64"))


def _worded(text: ir.StringValue) -> ir.IntegerValue:
    """Return the seconds of *1 Day 9 Hours 46 Minutes*, also in Indonesian."""
    low = text.lower()
    total: Any = ibis.literal(0.0, "float64")
    rest = low
    for written, seconds in _WORDS:
        total = total + low.re_extract(written, 1).try_cast("float64").fill_null(0) * seconds
        rest = rest.re_replace(written, "")
    understood = ~rest.re_search(r"[^\s,]") & low.re_search(r"\d")
    return ibis.ifelse(understood, _nearest(total), ibis.null("int64"))


def flag(text: ir.StringValue, how: How) -> ir.IntegerValue:
    """Return 1 or 0: by the words for yes and no, by anything being there, or by the sign of what remains."""
    if how.form == "filled":
        return text.notnull().cast("int64")
    if how.form == "sign":
        return ibis.ifelse(text.isnull(), ibis.null("int64"), (~text.startswith("-")).cast("int64"))
    words = dict.fromkeys(how.yes or FILLED_YES, 1) | dict.fromkeys(how.no or FILLED_NO, 0)
    return looked_up(text, words, ibis.null("int64"))


def rank(text: ir.StringValue, how: How) -> ir.IntegerValue:
    """Return the rank of a label by the column's table; without a table, the number from 1 that stands there."""
    if how.values:
        return looked_up(text, {word: int(place) for word, place in how.values.items()}, ibis.null("int64"))
    place = whole(text)
    return ibis.ifelse(place >= 1, place, ibis.null("int64"))


def state(text: ir.StringValue, how: How) -> ir.StringValue:
    """Return one of the canonical states; what nobody mapped is *unknown*."""
    known = looked_up(text, {word: str(place) for word, place in how.values.items()}, ibis.literal("unknown"))
    return ibis.ifelse(text.isnull(), ibis.null("string"), known)


def plain(text: ir.StringValue, how: How) -> ir.StringValue:
    """Return a text, without tags where the column holds HTML, and in the words of its table where it has one."""
    bare = _without_tags(text) if how.html else text
    return looked_up(bare, {word: str(other) for word, other in how.values.items()}, bare) if how.values else bare


def listed(text: ir.StringValue, how: How) -> ir.StringValue:
    """Return the values of a cell joined by ``|``."""
    parts = text if how.separator in ("", "|") else text.re_replace(rf"\s*{re.escape(how.separator)}\s*", "|")
    return parts.re_replace(r"\s*\|\s*", "|").nullif("")


def looked_up(text: ir.StringValue, words: Mapping[str, Any], otherwise: Any) -> Any:
    """Return what a table says of a word: as it is written there, or else whatever its case."""
    if not words:
        return otherwise
    low = text.lower()
    exact = [(text == word, found) for word, found in words.items()]
    return ibis.cases(*exact, *((low == word.lower(), found) for word, found in words.items()), else_=otherwise)


def _without_tags(text: ir.StringValue) -> ir.StringValue:
    bare = text.re_replace(r"<[^<>]*>", " ")
    for written, sign in (
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ):
        bare = bare.replace(written, sign)
    return bare.re_replace(r"\s+", " ").strip().nullif("")


_READERS: Mapping[Kind, Callable[[ir.StringValue, How], ir.Value]] = {
    "text": plain, "list": listed, "state": state, "rank": rank, "flag": flag, "seconds": duration, "number": number,
    "count": lambda text, _how: whole(text),
}  # fmt: skip

_QUICK: Mapping[Kind, Callable[[ir.StringValue, How], ir.Value | None]] = {
    "time": _quick_time, "count": _quick_whole, "seconds": _quick_duration, "rank": _quick_rank, "flag": _quick_flag,
    "state": _quick_state,
}  # fmt: skip
