"""Quantities, cadences and names: every number of a sentence gets a kind, and numbers that count nothing get one too."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from opensmp.language.lexer import ADDRESS, NUMBER, WORD, Item
from opensmp.language.line import Line, Mention
from opensmp.language.moments import moment_at
from opensmp.language.numerals import number_at, year_at
from opensmp.language.wordlist import words

_OPENERS = words(
    "ident month quarter half_year fiscal moment weekday edge cadence every per grade fraction multiple zero zero_free "
    "limit count_times currency num"
)
"""Tags of the words a mention can start with."""
_PERIOD_UNITS = frozenset({"d", "wk", "mo", "q", "hy", "y"})
_DASHES = frozenset({"-", "–", "—"})
_JOINERS = frozenset({"-", ":", ".", "/", "–"})
_HUNDRED = Decimal(100)
_DIGITS = frozenset("0123456789")
_GROUP = 3
_DATE_DOTS = 2
_YEAR_DIGITS = 4
_LISTERS = frozenset({"and", "dan", "or", "atau", ",", "–", "-"})
_HYPHENS = frozenset({"-", "‑"})
_SCALE_WORDS = frozenset({"1", "-", "–", "the", "to"})
_MATURITY = ("maturity", "kematangan", "capability", "maturitas", "kapabilitas")
_LOOSE_PER = frozenset({"a", "an", "/", "dalam", "se"})


def mentions(line: Line) -> list[Mention]:
    """Return every mention of ``line`` in order; they do not overlap."""
    found: list[Mention] = []
    index = 0
    total = len(line.items)
    while index < total:
        mention = _mention(line, index)
        if mention is None:
            index += 1
        else:
            found.append(mention)
            index = mention.last + 1
    return found


def _mention(line: Line, index: int) -> Mention | None:
    item = line.items[index]
    if item.kind == ADDRESS:
        return Mention("name", index, index)
    if item.kind != NUMBER and item.senses.keys().isdisjoint(_OPENERS) and not _may_open(item):
        return None
    for reader in _READERS:
        mention = reader(line, index)
        if mention is not None:
            return mention
    return None


def _may_open(item: Item) -> bool:
    """A code (P1, Q3) or a single letter (grade B) is no word of a lexicon and still means something."""
    return item.kind == WORD and (len(item.word) == 1 or not _DIGITS.isdisjoint(item.word))


def _name(line: Line, index: int) -> Mention | None:
    """Return a numbered name: ISO/IEC 20000-1:2018, Tier 1, prioritas 2, clause 8.3, top 5, pukul 17.00."""
    label = line.sense(index, "ident")
    if label is None or not line.number(index + 1):
        return _marker(line, index)
    if label == "level":
        return _level(line, index)
    if line.word(index) == "at" and line.word(index + 2) != ":":
        return None
    if label == "standard" and line.word(index + 2) == "tahun" and year_at(line, index + 3) is not None:
        return Mention("name", index, index + 3)
    if line.has(index + 2, "percent", "unit", "scale") or line.has(index + 1, "outof"):
        return None if label == "label" else Mention("name", index, index + 1)
    return Mention("name", index, _end_of_numbers(line, index + 1))


def _end_of_numbers(line: Line, last: int) -> int:
    """Return the last item of 20000-1:2018, of "1 and 2" and of "8.1, 8.2"."""
    while line.word(last + 1) in _JOINERS and line.number(last + 2) and line.touching(last + 2):
        last += 2
    while line.word(last + 1) in _LISTERS and line.number(last + 2) and not _counts_itself(line, last + 2):
        last += 2
    return last


def _counts_itself(line: Line, index: int) -> bool:
    return line.has(index + 1, "percent", "unit") or year_at(line, index) is not None


def _marker(line: Line, index: int) -> Mention | None:
    """Return a list number: (1), 2), or 3. at the start; a heading number, a version, a time of day."""
    if not line.number(index):
        return None
    if _is_numbering(line, index):
        return Mention("name", index, index)
    if _is_time(line, index):
        return Mention("name", index, index + 2)
    if len(line.word(index)) > 2:
        return None
    if line.word(index + 1) == ")" and (line.word(index - 1) != "(" or not line.touching(index - 1) or index >= 1):
        return Mention("name", index, index + 1)
    if index == 0 and line.word(1) == "." and not line.touching(2):
        return Mention("name", index, 1)
    if line.word(index - 1) == "#":
        return Mention("name", index, index)
    return None


def _is_numbering(line: Line, index: int) -> bool:
    """Chapter 1.2 at the start, version 1.0.0, form 0010."""
    word = line.word(index)
    if len(word) > 2 and word[0] == "0" and word.isdigit():
        return True
    if word.count(".") > 1 and not all(len(group) == _GROUP for group in word.split(".")[1:]):
        return word.count(".") > _DATE_DOTS or len(word.rpartition(".")[2]) < _YEAR_DIGITS
    following = line.at(index + 1)
    opens_heading = index == 0 and "." in word and following.kind == WORD and line.text[following.start].isupper()
    return opens_heading and following.senses.keys().isdisjoint(
        {"unit", "percent", "points", "currency", "scale", "times"}
    )


def _is_time(line: Line, index: int) -> bool:
    """9:00, 02:00, 17:30: an hour of the day."""
    minutes = line.word(index + 2)
    return line.word(index + 1) == ":" and line.touching(index + 2) and minutes in {"00", "15", "30", "45", "59"}


def _level(line: Line, index: int) -> Mention | None:
    """Return a level to be reached (maturity level 3) or, without such words, a name (level 2 support)."""
    value = number_at(line, index + 1)
    if value is None:
        return None
    if line.has(value[1] + 1, "percent"):
        return None
    before = line.word(index - 1)
    matured = line.has(index, "metric") or any(word in before for word in _MATURITY)
    aimed = any(line.has(index - step, "to", "meet", "at_least") for step in (1, 2, 3))
    kind = "level" if matured or aimed else "name"
    return Mention(kind, index, value[1], value[0], "level")


def _code(line: Line, index: int) -> Mention | None:
    """Return a code as a name: P1, Tier-1, SM-IM-001; and limits such as H+1 and T+0 as durations in days."""
    item = line.items[index]
    if item.kind != WORD or not any(sign.isdigit() for sign in item.word):
        return None
    head, plus, tail = item.word.partition("+")
    if plus and head in {"h", "t", "d"} and tail.isdigit():
        return Mention("duration", index, index, Decimal(tail[:9]), "d", "limit")
    return Mention("name", index, index)


def _moment(line: Line, index: int) -> Mention | None:
    moment = moment_at(line, index)
    if moment is None or moment.unit != "year":
        return moment
    after = moment.last + 1
    counted = line.has(after, "percent", "unit", "points", "times", "currency", "scale")
    compared = line.has(index - 1, "currency", "at_least", "at_most") and not line.has(index - 1, "deadline")
    return None if counted or compared else moment


def _cadence(line: Line, index: int) -> Mention | None:
    """Return a measurement period: monthly, every quarter, per year, twice a year, over any 24-hour period."""
    if line.has(index, "cadence") and not line.has(index, "se_unit"):
        return Mention("cadence", index, _stretched(line, index), unit=line.sense(index, "cadence") or "")
    if line.has(index, "cadence"):
        return Mention("cadence", index, index, unit=line.sense(index, "cadence") or "")
    if line.has(index, "every"):
        return _every(line, index)
    if line.has(index, "per") and (line.word(index) not in _LOOSE_PER or _counted_before(line, index)):
        return _unit_after(line, index)
    return None


def _counted_before(line: Line, index: int) -> bool:
    """Twice *a* year, 3 kali *dalam* setahun, 5 days *a* week: the little word counts per period here."""
    return (
        line.has(index - 1, "count_times", "times")
        or line.number(index - 1)
        or (line.word(index) in {"a", "an"} and line.has(index - 1, "unit") and line.number(index - 2))
    )


def _every(line: Line, index: int) -> Mention | None:
    place = index + 1
    if line.has(place, "basis", "rolling", "every", "next") or line.word(place) in {"single", "akhir"}:
        place += 1
    number = number_at(line, place)
    if number is not None:
        place = number[1] + 1
    if line.word(place) == "-":
        place += 1
    unit = line.sense(place, "unit")
    long_enough = unit in _PERIOD_UNITS or (number is not None and line.has(place + 1, "period_word"))
    if line.has(place, "weekday") or line.has(place, "quarter", "half_year"):
        return Mention("cadence", index, place, unit="wk")
    if line.has(place, "month"):
        return Mention("cadence", index, place, unit="y")
    if not long_enough:
        return None
    last = place + 1 if line.has(place + 1, "period_word", "basis") else place
    return Mention("cadence", index, last, unit=unit or "")


def _unit_after(line: Line, index: int) -> Mention | None:
    place = index + 1
    if line.has(place, "basis", "rolling"):
        place += 1
    unit = line.sense(place, "unit")
    return Mention("cadence", index, place, unit=unit) if unit in _PERIOD_UNITS else None


def _stretched(line: Line, index: int) -> int:
    """Include the words that belong to a cadence: on a monthly *basis*."""
    return index + 1 if line.has(index + 1, "period_word") else index


def _grade(line: Line, index: int) -> Mention | None:
    """Return a grade to be reached: minimal B, predikat A, opini WTP, rating AAA."""
    item = line.at(index)
    letter = len(item.word) == 1 and "a" <= item.word <= "e" and line.text[item.start].isupper()
    if not (letter or line.has(index, "grade")) or not line.has(index - 1, "grade_word", "at_least"):
        return None
    return Mention("level", index, index, unit="grade")


def _part_of_whole(line: Line, index: int) -> Mention | None:
    """Return half of, two-thirds as a percentage; double, halve as a multiple; zero and "tidak ada" as a count of 0."""
    share = line.sense(index, "fraction")
    if share is not None:
        return Mention("percent", index, index, Decimal(share) * _HUNDRED, "%")
    factor = line.sense(index, "multiple")
    if factor is not None:
        return Mention("multiple", index, index, Decimal(factor), "x")
    if line.has(index, "zero", "zero_free"):
        return _zero(line, index)
    days = line.sense(index, "limit")
    if days is not None:
        return Mention("duration", index, index, Decimal(days), "d", "limit")
    times = line.sense(index, "count_times")
    if times is not None:
        return Mention("times", index, index, Decimal(times), "times")
    return None


def _zero(line: Line, index: int) -> Mention | None:
    """ "No" counts zero only where something is said to be so: at the start, or after have, is, with, reach, to."""
    word = line.word(index)
    if word in {"no", "none", "never", "tanpa"} and not (
        index == 0
        or line.has(index - 1, "have", "be", "meet", "modal", "to")
        or line.word(index - 1) in {",", ":", "with", "there are", "ensure", "keep", "have"}
    ):
        return None
    if word == "never" or line.has(index + 1, "percent", "unit", "num"):
        return None if word in {"never", "no"} else _measured(line, index, Decimal(0), index)
    return Mention("count", index, index, Decimal(0), "", "zero")


def _number(line: Line, index: int) -> Mention | None:
    """Return the quantity that starts with a number or with a currency sign."""
    start = index
    currency = line.sense(index, "currency") if not line.number(index) else None
    if currency is not None:
        index += 1
        if line.word(index) == "." and line.number(index + 1):
            index += 1
    read = number_at(line, index)
    if read is None:
        return None
    value, last = read
    if _around_the_clock(line, last):
        return Mention("name", start, last + (2 if line.word(last + 1) in {"x", "/", "×"} else 1))
    value, last = _upper_end(line, value, last)
    if currency is not None:
        return Mention("money", start, last, value, currency)
    return _measured(line, start, value, last)


def _around_the_clock(line: Line, index: int) -> bool:
    """24x7, 24/7, 24 x 7: hours of service, not a quantity."""
    if line.word(index) not in {"24", "7", "8", "12", "5"}:
        return False
    following = line.word(index + 1)
    if following in {"x", "×", "/"} and line.word(index + 2) in {"7", "5", "6", "24", "365"}:
        return following != "/" or line.word(index) == "24"
    return following in {"x7", "x5", "x6", "x24", "x7x365"}


def _upper_end(line: Line, value: Decimal, last: int) -> tuple[Decimal, int]:
    """Read 10–15 as 15: the end that decides whether the range is kept."""
    after = last + 1
    if line.has(after, "percent"):
        after += 1
    if line.word(after) not in _DASHES or not line.number(after + 1):
        return value, last
    other = number_at(line, after + 1)
    return other if other is not None else (value, last)


def _measured(line: Line, start: int, value: Decimal, last: int) -> Mention:
    """Return the number with its unit: the first unit that fits decides the kind."""
    after = last + 1
    return (
        _hyphenated(line, start, value, after)
        or _simple(line, start, value, after)
        or _multiplied(line, start, value, after)
        or _duration(line, start, value, after)
        or _ratio(line, start, value, after)
        or _count(line, start, value, last)
    )


def _hyphenated(line: Line, start: int, value: Decimal, after: int) -> Mention | None:
    """Return the number of a 24-hour period or a 5-% share."""
    if line.word(after) not in _HYPHENS:
        return None
    unit = line.sense(after + 1, "unit")
    if unit is not None:
        return Mention("duration", start, after + 1, value, unit, "adjective")
    return Mention("percent", start, after + 1, value, "%") if line.has(after + 1, "percent", "points") else None


def _simple(line: Line, start: int, value: Decimal, after: int) -> Mention | None:
    """Return percentage points, a percentage or an amount of money."""
    for tag, kind in (("points", "points"), ("percent", "percent"), ("currency", "money")):
        unit = line.sense(after, tag)
        if unit is not None:
            return Mention(kind, start, after, value, unit)
    return None


def _multiplied(line: Line, start: int, value: Decimal, after: int) -> Mention | None:
    """Return 3 times and 3 kali as a frequency, 3 kali lipat as a multiple."""
    if line.has(after, "multiple") and line.word(after).startswith(("kali", "fold")):
        return Mention("multiple", start, after, value, "x")
    if not line.has(after, "times"):
        return None
    if line.word(after + 1) == "lipat":
        return Mention("multiple", start, after + 1, value, "x")
    return Mention("times", start, after, value, "times")


def _duration(line: Line, start: int, value: Decimal, after: int) -> Mention | None:
    place = after
    basis = line.sense(place, "basis")
    if basis is not None:
        place += 1
    unit = line.sense(place, "unit")
    if unit is None or (unit == "s" and line.word(place) == "s" and not line.touching(place)):
        return None
    if unit == "s" and line.word(place) == "second" and value != 1:
        return None
    trailing = line.sense(place + 1, "basis")
    if trailing is not None and line.language == "id":
        return Mention("duration", start, place + 1, value, unit, trailing)
    return Mention("duration", start, place, value, unit, basis or "")


def _ratio(line: Line, start: int, value: Decimal, after: int) -> Mention | None:
    """Return 4.2 out of 5, 4/5, 4,2 dari skala 5, 9 in 10."""
    place = _scale_at(line, after)
    scale = number_at(line, place) if place > after else None
    if scale is None or scale[0] <= 0 or line.has(scale[1] + 1, "percent", "unit", "month"):
        return None
    if line.word(after) == "in" and (scale[0] > _HUNDRED or value > scale[0]):
        return None
    return Mention("ratio", start, scale[1], value, f"of {scale[0]}")


def _scale_at(line: Line, after: int) -> int:
    """Return where the scale begins: after "out of", "dari skala 1-", "/", "in"; ``after`` where there is none."""
    place = after
    while line.has(place, "outof") or (place > after and line.word(place) in _SCALE_WORDS):
        place += 1
    if place == after and line.word(after) in {"/", "of", "in"}:
        place += 1
    return place


def _follows_a_name(line: Line, index: int) -> bool:
    """Webb's Cycle 2, Gedung 5: a number right after a capitalised word inside a sentence belongs to the name."""
    before = line.at(index - 1)
    return index > 1 and before.kind == WORD and not before.senses and line.text[before.start].isupper()


def _count(line: Line, start: int, value: Decimal, last: int) -> Mention:
    if (
        (not line.number(last) and value == 1 and start == last)
        or line.word(last + 1) == "besar"
        or _follows_a_name(line, start)
    ):
        return Mention("name", start, last)
    return Mention("count", start, last, value)


_READERS: tuple[Callable[[Line, int], Mention | None], ...] = (
    _name,
    _moment,
    _cadence,
    _code,
    _grade,
    _part_of_whole,
    _number,
)
