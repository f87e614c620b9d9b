"""The figures that a sentence promises, and how they compare with a typed target."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from opensmp.i18n import Message, _
from opensmp.language.wordlist import phrases
from opensmp.plan.terms import Cadence, Target, Window

_UNITS = {
    "%": r"%|per ?cent|persen",
    "s": r"seconds?|secs?|detik",
    "min": r"minutes?|mins?|menit",
    "h": r"hours?|hrs?|h|jam",
    "d": r"(?:working |business |calendar )?days?|d|hari(?: kerja)?",
    "wk": r"weeks?|minggu|pekan",
    "mo": r"months?|bulan",
}
_UNIT_WORDS = (
    "%",
    "hour",
    "minut",
    "second",
    "day",
    "week",
    "jam",
    "menit",
    "detik",
    "hari",
    "minggu",
    "pekan",
    "persen",
    "cent",
    " h",
)
_MINUTES = {"s": Decimal(1) / 60, "min": Decimal(1), "h": Decimal(60), "d": Decimal(1440), "wk": Decimal(10080)}
_NUMBERS = {
    name: Decimal(place)
    for names in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas",
    )
    for place, name in enumerate(names.split())
}


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,/-])(?P<number>\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|(?:"
        + "|".join(_NUMBERS)
        + r")\b)(?![\d×/])"
        r"(?:[\s-]*(?:"
        + "|".join(f"(?P<u{place}>{words})" for place, words in enumerate(_UNITS.values()))
        + r")(?!\w))?",
        re.I,
    )


_CUES = phrases(
    "within; in at most; at most; at least; no later than; no more than; no less than; no fewer than; not exceed; not exceeding; maximum; "
    "maximum of; max; max.; minimum; minimum of; under; below; above; less than; more than; up to; ≤; ≥; <; >; ≤=; ≥=; <=; >=; inside; "
    "dalam; dalam waktu; paling lama; paling lambat; paling banyak; paling sedikit; paling kurang; maksimal; maksimum; minimal; "
    "selambat-lambatnya; kurang dari; lebih dari; tidak lebih dari; tidak melebihi; setidaknya; sekurang-kurangnya; sedikitnya; di bawah; "
    "di atas"
)
"""What stands before a figure that is promised."""

_UPWARD = phrases(
    "at least; minimum; minimum of; no less than; no fewer than; no lower than; not less than; not fewer than; not lower than; not below; "
    "≥; >; >=; above; more than; over; exceeds; minimal; paling sedikit; paling kurang; sekurang-kurangnya; setidaknya; sedikitnya; "
    "tidak kurang dari; di atas; lebih dari"
)
_DOWNWARD = phrases(
    "at most; maximum; maximum of; no more than; no higher than; no greater than; no later than; not more than; not higher than; "
    "not greater than; not later than; not exceed; not exceeding; not above; ≤; <; <=; below; under; less than; fewer than; up to; within; "
    "maksimal; maksimum; paling banyak; paling lama; paling lambat; setinggi-tingginya; tidak lebih dari; tidak melebihi; di bawah; "
    "kurang dari; dalam; dalam waktu"
)
_SIGNS_BETWEEN = 3
_BEFORE = 28
"""Characters before a figure in which its cue stands."""


@cache
def _every() -> re.Pattern[str]:
    return re.compile(r"\b(?:all|every|each|any|semua|setiap|tiap|seluruh|selalu|always)\b", re.I)


@cache
def _none() -> re.Pattern[str]:
    return re.compile(r"\b(?:no|none|zero|never|without|nol|tidak ada|tanpa|nihil)\b", re.I)


def _each(lengths: str, every: str = "each every per a one", setiap: str = "setiap tiap per satu") -> Iterator[str]:
    """Return *each month*, *every month* … of the lengths in English and, after a stroke, in Indonesian."""
    for words, named in zip((every, setiap), lengths.split("/"), strict=True):
        yield from (f" {word} {length} " for word in words.split() for length in phrases(named))


_ANY = "each every per a one any"
_WINDOWS: dict[Window, tuple[str, ...]] = {
    "week": (" weekly ", " mingguan ", " seminggu ", *_each("week/minggu; pekan")),
    "month": (" monthly ", " bulanan ", " sebulan ", *_each("month; calendar month/bulan", _ANY)),
    "quarter": (" quarterly ", " triwulanan ", " kuartalan ", *_each("quarter/triwulan; kuartal", _ANY)),
    "half-year": (" half-yearly ", *_each("half year; six months/semester; enam bulan")),
    "year": (" yearly ", " annual ", " annually ", " tahunan ", " setahun ", *_each("year; calendar year/tahun", _ANY)),
}
"""How sentences name a measurement window; *half-yearly* is one word and therefore not *yearly*."""

_TWICE_A_YEAR = (
    " twice a year ", " twice each year ", " twice every year ", " twice per year ", " every six months ", " dua kali setahun ",
    " dua kali dalam setahun ", " dua kali setiap tahun ",
)  # fmt: skip


class Amount(NamedTuple):
    """A figure in a sentence: its value, its unit (``%``, a clock unit or nothing) and its place."""

    value: Decimal
    unit: str
    words: str
    start: int

    @property
    def comparable(self) -> tuple[str, Decimal]:
        """The figure in a form in which 60 minutes equal one hour."""
        if self.unit in _MINUTES:
            return "time", round(self.value * _MINUTES[self.unit], 6)
        return self.unit, self.value

    @property
    def is_time(self) -> bool:
        return self.unit in _MINUTES


@lru_cache(maxsize=4096)
def amounts(text: str, language: str) -> tuple[Amount, ...]:
    """Return the figures of a sentence; ``language`` says whether a point or a comma groups thousands."""
    return tuple(_amounts(text, language))


def may_promise(text: str) -> bool:
    """Whether a text names a share or a unit of time at all: a cheap first look."""
    lowered = text.lower()
    return any(unit in lowered for unit in _UNIT_WORDS)


@lru_cache(maxsize=4096)
def promised(text: str, language: str) -> tuple[Amount, ...]:
    """Return the shares and time limits that a sentence promises, such as *within 4 hours* or *at least 95 %*."""
    return tuple(
        amount
        for amount in (_amounts(text, language) if may_promise(text) else ())
        if (amount.is_time or amount.unit == "%") and _cued(text, amount, _CUES) >= 0
    )


def states_value(target: Target, text: str, found: Iterable[Amount]) -> bool:
    """Whether the sentence states the target's value, in figures or as *all* or *none*."""
    unit = _unit(target.unit)
    if target.value == 0 and _none().search(text):
        return True
    if target.value == 100 and unit == "%" and _every().search(text):
        return True
    wanted = Amount(target.value, unit, "", 0).comparable
    return any(amount.comparable == wanted if unit else amount.value == target.value for amount in found)


def spoken(target: Target) -> Message:
    """Say a target in one line: *≥ 95 % within 4 h, each month*."""
    sign = {"at least": "≥", "at most": "≤", "above": ">", "below": "<", "equal": "="}[target.comparator]
    level = _("{sign} {value} {unit}", sign=sign, value=target.value, unit=target.unit)
    if target.limit:
        level = _("{level} within {limit}", level=level, limit=target.limit)
    return _("{level}, each {window}", level=level, window=window_name(target.window)) if target.window else level


def window_name(window: Window) -> Message:
    """Return the word for a measurement window."""
    names: dict[Window, Message] = {
        "week": _("week"), "month": _("month"), "quarter": _("quarter"), "half-year": _("half-year"), "year": _("year"),
    }  # fmt: skip
    return names[window]


@lru_cache(maxsize=1024)
def limit_of(limit: str) -> Amount | None:
    """Read a clock limit such as ``4 h`` or ``2 working days``."""
    return next((amount for amount in _amounts(limit, "en") if amount.unit), None)


def direction_before(text: str, amount: Amount) -> Literal["up", "down", ""]:
    """Say which way the words right before a figure point: *at least* is up, *at most* is down."""
    up, down = _cued(text, amount, _UPWARD), _cued(text, amount, _DOWNWARD)
    if up >= 0 and down >= 0:
        return "up" if up < down else "down"
    return "up" if up >= 0 else "down" if down >= 0 else ""


def _cued(text: str, amount: Amount, cues: tuple[str, ...]) -> int:
    """Return where a cue begins that stands right before a figure, at most three signs aside: -1 without one, of several the first."""
    before = text[max(0, amount.start - _BEFORE) : amount.start].lower()
    begins: list[int] = []
    for end in range(len(before), max(len(before) - _SIGNS_BETWEEN, 0) - 1, -1):
        if before.endswith(cues, 0, end):
            begins += [end - len(cue) for cue in cues if before.endswith(cue, 0, end)]
        if not end or before[end - 1].isalnum():
            break
    return min(begins, default=-1)


def windows_in(text: str) -> frozenset[Window]:
    """Return the measurement windows that a sentence names."""
    said = _said(text)
    return frozenset(window for window, named in _WINDOWS.items() if any(name in said for name in named))


def _said(text: str) -> str:
    """Return the words of a text in lower case, a blank before and behind each."""
    words = " ".join(re.findall(r"\w+", text.lower()))
    return f" {words} ".replace(" half yearly", " half-yearly")


def cadences_in(text: str) -> frozenset[Cadence]:
    """Return the cadences that a sentence names, *twice a year* included."""
    named = {_CADENCES[window] for window in windows_in(text)}
    said = _said(text)
    if any(name in said for name in _TWICE_A_YEAR):
        return frozenset({*(named - {"yearly"}), "half-yearly"})
    return frozenset(named)


_CADENCES: dict[Window, Cadence] = {
    "week": "weekly", "month": "monthly", "quarter": "quarterly", "half-year": "half-yearly", "year": "yearly",
}  # fmt: skip


def _amounts(text: str, language: str) -> Iterator[Amount]:
    for found in _amount().finditer(text):
        unit = next((name for place, name in enumerate(_UNITS) if found[f"u{place}"]), "")
        raw = found["number"].lower()
        value = _NUMBERS.get(raw)
        yield Amount(_value(raw, unit, language) if value is None else value, unit, found[0], found.start())


def _value(raw: str, unit: str, language: str) -> Decimal:
    grouping, point = (".", ",") if language == "id" else (",", ".")
    grouped = re.fullmatch(rf"\d{{1,3}}(?:\{grouping}\d{{3}})+(?:\{point}\d+)?", raw)
    if grouped and unit != "%":
        return Decimal(raw.replace(grouping, "").replace(point, "."))
    whole, _point, part = raw.replace(",", ".").rpartition(".")
    return Decimal(f"{whole.replace('.', '')}.{part}" if _point else part)


def _unit(written: str) -> str:
    return next((name for name, words in _UNITS.items() if re.fullmatch(words, written.strip(), re.I)), "")
