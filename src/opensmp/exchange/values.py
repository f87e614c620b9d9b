"""One value alone, outside a folder: as text of the folder's form, from such text, and from plain JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from yaml.error import YAMLError

from opensmp.dossier import Dossier
from opensmp.exchange.errors import Problem, Unreadable
from opensmp.exchange.faults import Faults
from opensmp.exchange.places import keys_at
from opensmp.exchange.reading import content
from opensmp.exchange.references import Known
from opensmp.exchange.shape import NOTHING_WRITTEN, WRONG
from opensmp.exchange.source import Source, Stop, harmless
from opensmp.plan.plan import Plan
from opensmp.registers.organisation import Organisation
from opensmp.registers.registers import Registers


class Reference(NamedTuple):
    """An id that a value names, which must exist: of one of ``kinds``, at ``key`` inside the value."""

    kinds: tuple[str, ...]
    id: str
    key: str


class Read(NamedTuple):
    """A value that was read, and the ids that it names."""

    value: Any
    references: tuple[Reference, ...]


def value_from_text(text: str, declared: Any, name: str = "") -> Read:
    """Read one value from text as the folder's files have it (JSON is such text too).

    Raises Unreadable with every problem and its key; nothing written gives the value's own default.
    """
    faults = Faults()
    source = Source(name, text, faults)
    found: Any = WRONG
    try:
        found = content(source, declared)
    except YAMLError as error:
        source.broken(error)
    except Stop:
        pass
    if faults:
        raise Unreadable(_problems(text, faults), faults.count - len(faults.held))
    if found is NOTHING_WRITTEN and hasattr(declared, "__dataclass_fields__"):
        return value_from_text("{}", declared, name)  # its own default, or the keys that it needs
    references = _references(text, source)
    return Read(_empty(declared) if found is NOTHING_WRITTEN else found, references)


def value_from_plain(plain: Any, declared: Any, name: str = "") -> Read:
    """Read one value from JSON data, such as a form's fields or a sealed extract; errors as in :func:`value_from_text`."""
    return value_from_text("".join(_flow(plain)), declared, name)


def _flow(plain: Any) -> Iterator[str]:
    """Yield JSON data as text of the folder's form, a line for each key; numbers and days as people write them, unquoted."""
    if isinstance(plain, Mapping):
        yield "{"
        for key, held in plain.items():
            yield f"\n{json.dumps(key, ensure_ascii=False)}: "
            yield from _flow(held)
            yield ","
        yield "}"
    elif isinstance(plain, list | tuple):
        yield "["
        for held in plain:
            yield from _flow(held)
            yield ",\n"
        yield "]"
    elif isinstance(plain, str) and _UNQUOTED.fullmatch(plain):
        yield plain
    else:
        yield json.dumps(plain, ensure_ascii=False)


_UNQUOTED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def unknown_ids(references: Iterable[tuple[str, tuple[Reference, ...]]], dossier: Dossier) -> tuple[Problem, ...]:
    """Return a problem for each id that names nothing in the dossier; references come with the name of their text."""
    known = Known(dossier)
    return tuple(
        Problem(name, 0, 0, each.key, *known.fault(each.kinds, each.id))
        for name, held in references
        for each in held
        if not known.has(each.kinds, each.id)
    )


def dossier_of_sealed(sealed: Mapping[str, Any], around: Dossier) -> Dossier:
    """Return the case file of a sealed version: its own plan and extracts, with the history and the day of ``around``."""
    facts = {name: _rows(held) for name, held in sealed.get("organisation", {}).items()}
    registers = {name: _rows(held) for name, held in sealed.get("registers", {}).items()}
    return Dossier(
        today=around.today,
        plan=value_from_plain(sealed.get("plan", {}), Plan).value,
        organisation=value_from_plain(facts, Organisation).value,
        registers=value_from_plain(registers, Registers).value,
        history=around.history,
        verdicts=around.verdicts,
        sealed=around.sealed,
        sealed_digests=around.sealed_digests,
        standard=around.standard,
    )


def _rows(held: Any) -> Any:
    """A table of an extract is kept by id; as a value it is a list."""
    return list(held.values()) if isinstance(held, Mapping) else held


@cache
def _empty(declared: Any) -> Any:
    return declared() if isinstance(declared, type) else ()


def _references(text: str, source: Source) -> tuple[Reference, ...]:
    spots = {((mark.line + 1, mark.column + 1), True) for _kinds, _id, mark in source.references}
    keys = {spot: key for (spot, _single), key in keys_at(text, spots).items()} if spots else {}
    return tuple(
        Reference(kinds, identity, keys.get((mark.line + 1, mark.column + 1), ""))
        for kinds, identity, mark in source.references
    )


def _problems(text: str, faults: Faults) -> list[Problem]:
    wanted = {((fault.line, fault.column), fault.single) for fault in faults.held if fault.line}
    keys = keys_at(text, wanted) if wanted else {}
    return [
        Problem(fault.file, fault.line, fault.column, harmless(keys.get(((fault.line, fault.column), fault.single), "")),
                fault.says, fault.remedy)
        for fault in faults.held
    ]  # fmt: skip
