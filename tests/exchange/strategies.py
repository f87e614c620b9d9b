"""Any value of the plan at all, made from the dataclasses: what a person could write, however odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import settings
from hypothesis import strategies as st

from opensmp.dossier import Dossier
from opensmp.exchange.references import Known
from opensmp.lifecycle.history import Acceptance, History
from opensmp.measures.observation import Observation
from opensmp.measures.verdict import Verdict
from opensmp.plan.commitments import Claim
from opensmp.plan.objectives import Objective
from opensmp.plan.plan import Plan
from opensmp.plan.practices import Practice
from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers
from opensmp.plan.roles import Role
from opensmp.plan.value import default_of, field_types, has_default, unwrapped
from opensmp.registers.organisation import Calendar, Office, Organisation, Person, Site, Unit
from opensmp.registers.registers import Registers

TODAY = date(2026, 11, 22)
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
        return st.lists(st.deferred(lambda: any_value(parts[0])), max_size=2).map(_with_unique_ids)
    if origin in (Union, UnionType):
        return st.none() | any_value(next(part for part in parts if part is not type(None)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(any_value(parts[0]), any_value(parts[1]), max_size=3)
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


@st.composite
def any_dossier(draw: st.DrawFn) -> Dossier:
    """Return a dossier whose bound ids all name something."""
    parts = {"plan": any_value(Plan), "organisation": any_value(Organisation), "registers": any_value(Registers)}
    made = {name: draw(some) for name, some in parts.items()}
    history, acceptances = draw(any_value(History)), draw(any_value(tuple[Acceptance, ...]))
    verdicts = draw(any_value(tuple[Verdict, ...]))
    observations = draw(any_value(tuple[Observation, ...]))
    lists = {"acceptances": acceptances, "verdicts": verdicts, "observations": observations}
    dossier = Dossier(today=TODAY, history=history, **lists, **made)
    return bound(dossier)


def bound(dossier: Dossier) -> Dossier:
    """Return the dossier with rows added for every bound id that names nothing, and without circles."""
    organisation = replace(
        dossier.organisation,
        units=tuple(replace(unit, parent=None) for unit in dossier.organisation.units),
        offices=tuple(replace(office, reports_to=None) for office in dossier.organisation.offices),
    )
    dossier = replace(dossier, organisation=organisation)
    known = Known(dossier)
    wanted: dict[str, dict[str, None]] = {}
    for kinds, identity in all_references(
        (dossier.plan, organisation, dossier.registers, dossier.history, dossier.acceptances)
    ):
        if not known.has(kinds, identity):
            wanted.setdefault(kinds[0], {})[identity] = None
    return _with(dossier, wanted)


def all_references(held: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield kinds and id of each bound reference in a value."""
    if isinstance(held, tuple | Mapping):
        for each in held.values() if isinstance(held, Mapping) else held:
            yield from all_references(each)
    elif is_dataclass(held) and not isinstance(held, Prose):
        for each in fields(held):
            given = getattr(held, each.name)
            kinds = _bound_kinds(field_types(type(held))[each.name])
            ids = (given,) if isinstance(given, str) else given if isinstance(given, tuple | Mapping) else ()
            yield from ((kinds, identity) for identity in ids if kinds and isinstance(identity, str))
            yield from all_references(given)


def _bound_kinds(declared: Any) -> tuple[str, ...]:
    inner, notes = unwrapped(declared)
    found = next((note.kinds for note in notes if isinstance(note, Refers) and note.bound), ())
    return found or next((kinds for part in get_args(inner) if not notes and (kinds := _bound_kinds(part))), ())


def _with(dossier: Dossier, wanted: Mapping[str, Mapping[str, None]]) -> Dossier:
    plan, organisation = dossier.plan, dossier.organisation
    add = {kind: tuple(ids) for kind, ids in wanted.items()}
    word = Prose.of("x")
    organisation = replace(
        organisation,
        people=(*organisation.people, *(Person(id=each, name="x") for each in add.get("person", ()))),
        offices=(*organisation.offices, *(Office(id=each, title=word) for each in add.get("office", ()))),
        units=(*organisation.units, *(Unit(id=each, name=word) for each in add.get("unit", ()))),
        sites=(*organisation.sites, *(Site(id=each, name=word) for each in add.get("site", ()))),
        calendars=(*organisation.calendars, *(Calendar(id=each, name=word) for each in add.get("calendar", ()))),
    )
    roles = (*plan.roles.roles, *(Role(id=each, title=word) for each in add.get("role", ())))
    practices = (*plan.practices.practices, *(Practice(id=each) for each in add.get("practice", ())))
    goals = (Objective(id=each, statement=word, kind="milestone") for each in add.get("objective", ()))
    claims = (Claim(id=each, sentence=word, kind="status") for each in add.get("commitment", ()))
    plan = replace(
        plan,
        roles=replace(plan.roles, roles=roles),
        practices=replace(plan.practices, practices=practices),
        objectives=replace(plan.objectives, objectives=(*plan.objectives.objectives, *goals)),
        commitments=replace(plan.commitments, claims=(*plan.commitments.claims, *claims)),
    )
    return replace(dossier, plan=plan, organisation=organisation)


few = settings(max_examples=max(4, settings().max_examples // 5))
"""For tests that run for every file: a fifth of the examples each."""
