"""Any value of the plan at all, made from the dataclasses: what a person could write, however odd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers
from opensmp.plan.value import default_of, field_types, has_default, unwrapped

FORBIDDEN = "".join(chr(n) for n in (*range(9), *range(11, 32), *range(127, 160))) + "\ufeff\ufffe\uffff"
AWKWARD = [
    "", "~", "null", "true", "no", "2.0", "012", "1:30", "0x1F", "2027-06-30", "- a", "a: b", "a #b", "#", "*a", "&a", "!a",
    "@a", "`a", "%a", "|", ">", "[[service:S-01]] falls", "{a}", "'", '"', "\\", "a\n", "\na", "a\n\nb\n", " a\n b", "\ta\n",
    "a \n b ", "a\n\n\n", "\n", " ", "a:", "---", "...", "a\u2028b", "a\u00a0", "é", "e\u0301", "🌋", "9" * 30, "k: |\n  x\n", "? a",
]  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters=FORBIDDEN), max_size=20),
    st.text(st.sampled_from("ab \n\t:#-'\"[]{},|"), max_size=20),
)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ./:_-]{0,8}[A-Za-z0-9]", fullmatch=True)
NUMBERS = st.decimals(-(10**12), 10**12, places=4)
PROSE = st.one_of(TEXT, st.dictionaries(st.sampled_from(["en", "id"]), TEXT, max_size=2)).map(Prose.of)
_SIMPLE: Mapping[Any, st.SearchStrategy[Any]] = {
    str: TEXT, int: st.integers(-(10**9), 10**18), bool: st.booleans(), date: st.dates(), Prose: PROSE, "Decimal": NUMBERS,
}  # fmt: skip


@cache
def any_value(declared: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a declared type. Bound references are left out: whole dossiers put them in."""
    inner, notes = unwrapped(declared)
    origin, parts = get_origin(inner), get_args(inner)
    if any(isinstance(note, Refers) for note in notes):
        return IDS
    if origin is Literal:
        return st.sampled_from(parts)
    if origin is tuple:
        return st.lists(st.deferred(lambda: any_value(parts[0])), max_size=3).map(_with_unique_ids)
    if origin in (Union, UnionType):
        return st.none() | any_value(next(part for part in parts if part is not type(None)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(TEXT, any_value(parts[1]), max_size=3)
    if is_dataclass(inner) and inner is not Prose:
        return _record(inner)
    return _SIMPLE.get(inner, NUMBERS)


def _record(cls: Any) -> st.SearchStrategy[Any]:
    types = field_types(cls)
    given = {}
    for each in fields(cls):
        some = IDS if each.name == "id" else any_value(types[each.name])
        given[each.name] = st.just(default_of(each)) | some if has_default(each) else some
    return st.builds(cls, **given)


def _with_unique_ids(rows: list[Any]) -> tuple[Any, ...]:
    seen = {getattr(row, "id", None) or n: row for n, row in enumerate(rows)}
    return tuple(seen.values())
