"""How one column is read as one field, decided from its values, and what a person should look at.

What is assumed is said, with what to write to change it. What cannot be assumed without turning a broken promise into a kept
one, such as the order of day and month, is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from opensmp.evidence import formats
from opensmp.evidence.mapping import Column
from opensmp.evidence.profiling import ColumnFacts, day_and_month
from opensmp.evidence.recognising import Match, Recognised, is_flag_word
from opensmp.evidence.scales import of_style, scale, styled, verdict
from opensmp.evidence.sources._source import normal
from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.records import Field

ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura", "utc": "UTC", "gmt": "UTC"}
"""What headers call zones."""


_PROMISED_BY = ("priority", "severity", "tier", "criticality")
"""Ranks by which promises are made: read the wrong way round, the least urgent records keep the promise of the most urgent."""


_MEASURED = ("recovery_time", "data_loss", "over_seconds")
"""Durations that are held against a limit: minutes read as seconds would keep any promise."""


@dataclass(frozen=True)
class Doubt:
    """Something a person should look at: ``place`` in the mapping file, the ``column`` meant, and the ``choices`` there are.

    ``must``: the file is refused until somebody decides.
    """

    place: str
    says: Message | Plural
    column: str = ""
    choices: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True)
class Said:
    """How one field is read, and the doubts about it."""

    how: Column
    doubts: tuple[Doubt, ...] = ()


def read_as(found: Recognised, field: Field, match: Match) -> Said:
    """Return how a field is read from its column."""
    said = _by_kind(found, field, match)
    if field.name in found.tool.html:
        said = replace(said, how=replace(said.how, html=True))
    if match.by_values:
        says = _("“{column}” is taken for {field} because of its values. To take another, write its header instead",
                 column=match.facts.name, field=field.title)  # fmt: skip
        return replace(said, doubts=(Doubt(field.name, says, match.facts.name), *said.doubts))
    if not match.others:
        return said
    return replace(
        said,
        doubts=(
            *said.doubts,
            Doubt(
                field.name,
                _(
                    "{field} is read from “{column}”; {others} could mean the same. To take another, write its header instead",
                    field=field.title, column=match.facts.name, others=list(match.others),
                ),
                match.facts.name,
                (match.facts.name, *match.others),
            ),
        ),
    )  # fmt: skip


def _by_kind(found: Recognised, field: Field, match: Match) -> Said:
    facts, how = match.facts, replace(match.how, column=match.facts.name)
    if how.form or (how.after and how.unit):
        return Said(how)
    if field.kind == "rank":
        return _rank(found, field, facts, how)
    if field.kind == "state":
        return _state(found, field, facts, how)
    return _BY_KIND.get(field.kind, _text)(field, facts, how)


def _text(field: Field, facts: ColumnFacts, how: Column) -> Said:
    doubts = []
    if field.name == "service" and any("|" in word for word in facts.words):
        says = _(
            "{field}: some cells of “{column}” name several services, joined by |", field=field.title, column=facts.name
        )
        doubts.append(Doubt(field.name, says, facts.name))
    if field.name == "supplier":
        says = _(
            "{field}: some may be natural persons. To store pseudonyms instead of names, write “pseudonym: true”",
            field=field.title,
        )
        doubts.append(Doubt(field.name, says, facts.name))
    return Said(how, tuple(doubts))


def _list(_field: Field, facts: ColumnFacts, how: Column) -> Said:
    return Said(
        replace(
            how,
            separator=next((sign for sign in ("|", "\n", ";", ",") if any(sign in word for word in facts.words)), ""),
        )
    )


# Times ---------------------------------------------------------------------------------------------------------------


def _time(field: Field, facts: ColumnFacts, how: Column) -> Said:
    """Return the format that reads the whole column; open where two do, and the best with a doubt where none does."""
    words = normal(facts.name).replace("(", " ").replace(")", " ").split()
    how = replace(how, zone=next((zone for word, zone in ZONES.items() if word in words), ""))
    if not facts.times:
        return Said(replace(how, format="iso"))
    best = max(facts.times, key=lambda form: (facts.times[form], _preferred(form)))
    other = day_and_month(best)
    if other and facts.times.get(other) == facts.times[best]:
        choices = tuple(sorted((best, other)))
        return Said(replace(how, format=formats.CHOOSE), (_either(field, facts, choices),))
    how = replace(how, format=best)
    unread = facts.filled - facts.times[best]
    doubts = []
    if best == "spreadsheet days":
        says = _(
            "{field}: the numbers are taken for days of a spreadsheet. If they are not, write the format",
            field=field.title,
        )
        doubts.append(Doubt(field.name, says, facts.name))
    if unread:
        says_unread = n_(
            "{field}: {n} cell is no time in the format {format}; its row is refused. Write another format, or “unreadable: empty”",
            "{field}: {n} cells are no times in the format {format}; their rows are refused. Write another format, or “unreadable: empty”",
            unread, field=field.title, format=best,
        )  # fmt: skip
        doubts.append(Doubt(field.name, says_unread, facts.name))
    return Said(how, tuple(doubts))


def _preferred(form: str) -> tuple[int, int]:
    """Prefer written times to bare numbers, and four digits of a year to two."""
    return ("%" in form or form.startswith("iso"), form.count("%Y"))


def _either(field: Field, facts: ColumnFacts, choices: tuple[str, ...]) -> Doubt:
    return Doubt(
        field.name,
        _(
            "{field}: every cell of “{column}” can be read with the day first or the month first ({example}). Write which: {choices}",
            field=field.title, column=facts.name, example=next(iter(facts.words), ""), choices=list(choices),
        ),
        facts.name,
        choices,
        must=True,
    )  # fmt: skip


# Scales, states and flags --------------------------------------------------------------------------------------------


def _rank(found: Recognised, field: Field, facts: ColumnFacts, how: Column) -> Said:
    stock = found.tool.ranks.get(field.name, {})
    words = tuple(sorted(facts.words))
    ranks = scale(words, stock, three=field.name in ("impact", "urgency", "risk"))
    how = replace(how, values=dict(sorted(ranks.ranks.items(), key=lambda item: (item[1], item[0]))))
    if ranks.how in ("known", "labels") or not words:
        return Said(how)
    if ranks.how == "numbers":
        return Said(how, (_direction(field, facts, how),))
    if ranks.how == "no top":
        says = _("{field}: no word says critical; {first} is taken as rank {rank}. If your scale has one above it, raise the ranks",
                 field=field.title, first=next(iter(how.values), ""), rank=int(next(iter(how.values.values()), 1)))  # fmt: skip
    else:
        says = _("{field}: {words} have no rank, and their rows will be refused. Write their ranks, 1 for the most urgent",
                 field=field.title, words=list(ranks.unknown))  # fmt: skip
    return Said(how, (Doubt(field.name, says, facts.name, tuple(words)),))


def _direction(field: Field, facts: ColumnFacts, how: Column) -> Doubt:
    """Ask which end of bare numbers is the most urgent, where promises are made by rank: the scales of tools run both ways."""
    ordered = sorted(facts.words, key=lambda word: int(how.values[word]))
    ends = tuple(dict.fromkeys((ordered[0], ordered[-1])))
    says = _(
        "{field}: bare numbers do not say which is the most urgent, and {first} is taken. Write which: {choices}",
        field=field.title, first=ordered[0], choices=list(ends),
    )  # fmt: skip
    return Doubt(field.name, says, facts.name, ends, must=field.name in _PROMISED_BY and len(ends) > 1)


def _state(found: Recognised, field: Field, facts: ColumnFacts, how: Column) -> Said:
    """Return the tool's words for states, in the style of the file; a word that nobody mapped is reported."""
    stock = found.tool.states.get(found.export.table, {})
    seen = {word.lower(): word for word in facts.words}
    wanted = [word for word in stock if word in seen or (found.tool.name != "generic" and of_style(word, list(seen)))]
    written = {seen.get(word) or styled(word, list(seen.values())): stock[word] for word in wanted}
    unknown = tuple(word for low, word in seen.items() if low not in stock)
    how = replace(how, values=written)
    if not unknown:
        return Said(how)
    says = _(
        "{field}: the meaning of {words} is not known, and they are read as unknown. Write below “values” what they mean: new, active,"
        " paused, resolved, closed, cancelled or rejected",
        field=field.title, words=list(unknown),
    )  # fmt: skip
    return Said(how, (Doubt(field.name, says, facts.name, unknown),))


def _flag(field: Field, facts: ColumnFacts, how: Column) -> Said:
    """Return the words for yes and no; of a column about breaches, yes is bad."""
    turned = bool(how.yes)
    plain_yes, plain_no = (formats.FILLED_NO, formats.FILLED_YES) if turned else (formats.FILLED_YES, formats.FILLED_NO)
    words = sorted(facts.words)
    yes = [word for word in words if _says(word, plain_yes, good=True)]
    no = [word for word in words if _says(word, plain_no, good=False)]
    unknown = tuple(word for word in words if word not in yes and word not in no)
    pairs = (("true", "false"), ("yes", "no"), ("ya", "tidak"), ("1", "0"), ("y", "n"))
    pair = next(
        (each for each in pairs if set(each) & {word.lower() for word in (*yes, *no)}), pairs[0] if not words else ()
    )
    if pair and not yes:
        yes = [styled(pair[turned], words)]
    if pair and not no:
        no = [styled(pair[not turned], words)]
    doubts = []
    if turned:
        says = _("{field}: “{column}” tells breaches, so {no} is read as not in time. If it is the other way, change yes and no",
                 field=field.title, column=facts.name, no=no)  # fmt: skip
        doubts.append(Doubt(field.name, says, facts.name, tuple(words)))
    if unknown:
        says = _("{field}: {words} say neither yes nor no, and their rows will be refused. Write them at “yes” or “no”",
                 field=field.title, words=list(unknown))  # fmt: skip
        doubts.append(Doubt(field.name, says, facts.name, unknown))
    return Said(replace(how, yes=tuple(yes), no=tuple(no)), tuple(doubts))


def _says(word: str, plain: Iterable[str], *, good: bool) -> bool:
    said = verdict(word)
    return said is good if said is not None else word.lower() in plain and is_flag_word(word)


# Numbers and lists ---------------------------------------------------------------------------------------------------


def _number(field: Field, facts: ColumnFacts, how: Column) -> Said:
    """Return the decimal sign, and ask for the unit of what looks like a percentage."""
    comma = facts.numbers.get("comma", 0) > facts.numbers.get("point", 0)
    how = replace(how, decimal="," if comma else ".")
    doubts = []
    if facts.numbers and facts.numbers.get("comma") == facts.numbers.get("point") and not facts.whole:
        says = _(
            '{field}: the sign before the decimals is not certain; a point is assumed. For a comma write “decimal: ","”',
            field=field.title,
        )
        doubts.append(Doubt(field.name, says, facts.name, (".", ",")))
    percent = any(sign in facts.name.lower() for sign in ("%", "percent", "persen", "pct"))
    if percent and not facts.numbers.get("signed") and all(_small(word) for word in facts.words[:50]):
        says = _(
            "{field}: a percentage is written as a number up to 1; if it is a ratio (0.9872 for 98.72 %), write “unit: ratio”",
            field=field.title,
        )
        doubts.append(Doubt(field.name, says, facts.name, ("ratio", "percent"), must=True))
    return Said(how, tuple(doubts))


def _small(word: str) -> bool:
    bare = word.replace(",", ".").strip("+- %")
    return bare.replace(".", "", 1).isdecimal() and float(bare) <= 1


def _duration(field: Field, facts: ColumnFacts, how: Column) -> Said:
    words = facts.words[:20]
    if words and all(word[:4] in ("1970", "1971") for word in words):
        return Said(replace(how, unit="1970"))
    if words and all(":" in word for word in words):
        return Said(replace(how, unit="clock"))
    if words and not facts.numbers:
        return Said(replace(how, unit="words"))
    name = f" {normal(facts.name)} ".replace("(", " ").replace(")", " ")
    hints = {
        "minutes": ("min", "menit"),
        "hours": ("hour", "hrs", "jam"),
        "days": ("day", "hari"),
        "seconds": ("sec", "detik", " s "),
    }
    unit = next((unit for unit, signs in hints.items() if any(sign in name for sign in signs)), "")
    how = replace(
        how,
        unit=unit or "seconds",
        decimal="," if facts.numbers.get("comma", 0) > facts.numbers.get("point", 0) else ".",
    )
    if unit or normal(facts.name) == normal(field.name):
        return Said(how)
    says = _(
        "{field}: the numbers do not say their unit; seconds are assumed. Write “unit: minutes”, hours or days if they are",
        field=field.title,
    )
    return Said(how, (Doubt(field.name, says, facts.name, tuple(formats.DURATIONS), must=field.name in _MEASURED),))


_BY_KIND: Mapping[str, Callable[[Field, ColumnFacts, Column], Said]] = {
    "time": _time, "flag": _flag, "number": _number, "seconds": _duration, "list": _list,
}  # fmt: skip
