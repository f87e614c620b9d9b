"""Which file of the folder holds which part of the dossier."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple

from opensmp.exchange.files import YAML
from opensmp.lifecycle.history import Acceptance, History
from opensmp.measures.observation import Observation
from opensmp.measures.verdict import Verdict
from opensmp.plan.plan import SECTIONS, Plan
from opensmp.plan.value import field_types
from opensmp.registers.organisation import Organisation
from opensmp.registers.registers import Registers

MEASUREMENTS = "measurements"
"""The folder of verdicts; every file in it but the observations is a list of them, read in the order of the names."""
VERSIONS = "versions"
"""The folder of sealed versions, ``<number>.json``."""
PACKS = "packs"
"""The folder of an organisation's own data packs, ``<pack>.json``."""


class Part(NamedTuple):
    """A file and what it holds: ``address`` is where its content stands in the dossier, ``type`` its declared type."""

    file: str
    address: tuple[str, ...]
    type: Any


VERDICTS = Part(f"{MEASUREMENTS}/measurements.yaml", (MEASUREMENTS,), tuple[Verdict, ...])
"""The verdicts; the name of the file is the one that is written, any other is read as well."""


OBSERVATIONS = Part(f"{MEASUREMENTS}/observations.yaml", ("observations",), tuple[Observation, ...])
"""What else the records showed."""


@cache
def parts() -> tuple[Part, ...]:
    """Return the files of a folder in the order in which a person reads them, without verdicts and versions."""
    plan, registers = field_types(Plan), field_types(Registers)
    return (
        Part("organisation.yaml", ("organisation",), Organisation),
        *(Part(_plan_file(each.name), ("plan", each.name), plan[each.name]) for each in fields(Plan)),
        *(
            Part(_register_file(each.name), ("registers", each.name), registers[each.name])
            for each in fields(Registers)
        ),
        Part("history.yaml", ("history",), History),
        Part("acceptances.yaml", ("acceptances",), tuple[Acceptance, ...]),
        OBSERVATIONS,
    )


def verdict_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the names in the folder of verdicts that are lists of them."""
    return tuple(name for name in names if name.endswith(YAML) and f"{MEASUREMENTS}/{name}" != OBSERVATIONS.file)


def file_of(address: Sequence[str]) -> str:
    """Return the file in which an address stands; of what has no file of its own, the one a reader would open."""
    best = max(parts(), key=lambda part: _shared(part.address, address))
    return best.file


def _shared(address: Sequence[str], other: Sequence[str]) -> int:
    """Count the parts that two addresses share from their beginning."""
    return next(
        (n for n, (one, two) in enumerate(zip(address, other, strict=False)) if one != two),
        min(len(address), len(other)),
    )


def _plan_file(name: str) -> str:
    if name in SECTIONS:
        return f"plan/{SECTIONS.index(name) + 1:02}-{name}.yaml"
    return "plan/00-identity.yaml" if name == "identity" else f"plan/{name}.yaml"


def _register_file(name: str) -> str:
    return f"registers/{name.replace('_', '-')}.yaml"
