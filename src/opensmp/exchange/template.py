"""A folder to write a plan in (R66): every section begun, guidance as comments, blanks (``___``) for what only you know.

The files stand in ``guidance/template``. A line there may begin with the templates and the language it is for
(``en|``, ``bank|``, ``standard,bank id|``). A line ``@guide scope`` stands for the guidance of that section, and
``@text review``, ``@roles``, ``@raci``, ``@obligations``, ``@documents`` for texts and rows of the data packs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import opensmp.guidance
from opensmp.exchange.dumping import write_together
from opensmp.exchange.writing import document
from opensmp.guidance import Guidance, guidance
from opensmp.i18n import LANGUAGES, Refused, _
from opensmp.plan.prose import Prose
from opensmp.plan.roles import Duty, Role, RoleKind
from opensmp.plan.scope import Obligation
from opensmp.registers.documents import Document, DocumentKind
from opensmp.standard import Standard, standard

TEMPLATES = ("standard", "small", "bank")
"""An IT organisation of 50 people or more; one of up to 25, with combined roles; an Indonesian commercial bank."""

_FURTHER = ("service-level", "supplier", "budgeting")
_SIZES = {"small": 1, "standard": 50, "bank": 201}
_HOLDERS = {"top-management": ("head",), "sms-owner": ("service-manager",)}
_KINDS: Mapping[str, DocumentKind] = {
    "a": "scope statement", "b": "policy", "c": "plan", "d": "policy", "e": "process", "f": "requirements", "g": "catalogue",
    "h": "agreement", "i": "contract", "j": "agreement", "k": "procedure", "l": "record",
}  # fmt: skip
_SOURCE = Path(opensmp.guidance.__file__).parent / "template"
_BLANK = Prose.of("___")


@dataclass(frozen=True)
class _Choice:
    """Which template, in which language, and the packs its words come from."""

    template: str
    language: str
    guidance: Guidance
    standard: Standard

    def wants(self, marks: set[str]) -> bool:
        """Whether a line with these marks is for this choice; a line that names no template, or no language, is for all."""
        pairs = (self.template, TEMPLATES), (self.language, LANGUAGES)
        return all(chosen in marks or not marks.intersection(of_kind) for chosen, of_kind in pairs)


def write_template(path: Path, *, template: str, language: str) -> None:
    """Write a plan to begin with into a new or empty folder. Raises Refused where something stands there already."""
    try:
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            raise Refused(
                _("{path} exists and is not an empty folder.", path=str(path)),
                _("Name a new folder: the template never writes over what is there."),
            )
        write_together({path / name: text for name, text in template_texts(template, language).items()})
    except OSError as trouble:
        raise Refused(
            _("{path} cannot be written: {reason}.", path=str(path), reason=trouble.strerror or str(trouble)),
            _("Make room, or choose a folder that you may write to."),
        ) from trouble


def template_texts(template: str, language: str) -> dict[str, str]:
    """Return the text of every file of a template, by its name in the folder."""
    choice = _Choice(template, language, guidance(), standard())
    sources = sorted(_SOURCE.rglob("*.in"))
    return {source.relative_to(_SOURCE).as_posix().removesuffix(".in"): _filled(source, choice) for source in sources}


def _filled(source: Path, choice: _Choice) -> str:
    lines = (line for raw in source.read_text(encoding="utf-8").splitlines() for line in _chosen(raw, choice))
    return "".join(f"{line}\n" for line in lines)


def _chosen(raw: str, choice: _Choice) -> Iterator[str]:
    """Yield what a line of the source becomes: nothing where it is for others, and several lines where it names a text."""
    marked = _mark().match(raw)
    if marked and not choice.wants(set(re.split("[ ,]", marked[1]))):
        return
    line = raw[marked.end() :] if marked else raw
    named = _named().fullmatch(line)
    if named is None:
        yield line
    else:
        indent, what, key = named.groups(default="")
        yield from (f"{indent}{each}".rstrip() for each in _INSERTED[what](choice, key))


@cache
def _mark() -> re.Pattern[str]:
    words = "|".join((*TEMPLATES, *LANGUAGES))
    return re.compile(rf"((?:{words})(?:[ ,](?:{words}))*)\|(?: |$)")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"( *)@([a-z]+)(?: ([a-z]+))?")


def _guide(choice: _Choice, key: str) -> Iterator[str]:
    """Yield the guidance of a section as comments: what it must say, what to avoid, and the hint of the template."""
    section, template = choice.guidance.sections[key], choice.guidance.template[key]
    yield f"# {section.number} {section.title.text(choice.language)}"
    yield f"# {_('It must say:').text(choice.language)}"
    yield from (f"#   - {said.text(choice.language)}" for said in section.must_say)
    yield f"# {_('Avoid:').text(choice.language)}"
    yield from (f"#   - {pitfall.text(choice.language)}" for pitfall in section.pitfalls)
    yield f"# {template.comment.text(choice.language)}"


def _text(choice: _Choice, key: str) -> Iterator[str]:
    """Yield the starting text of a section without its tables, which the fields of the plan hold as rows."""
    paragraphs = choice.guidance.template[key].text.text(choice.language).split("\n\n")
    kept = [each for each in paragraphs if not each.startswith("|") and not each.endswith(":")]
    yield from "\n\n".join(kept).split("\n")


def _roles(choice: _Choice, _key: str) -> Iterator[str]:
    """Yield the roles that the framework proposes for the size; who holds them is for the organisation to say."""
    advice = {role.key: role for role in choice.guidance.role_framework.roles}
    yield from _rows(
        Role(
            id=key,
            title=Prose.of(advice[key].title.text(choice.language)),
            kind=cast(RoleKind, advice[key].kind),
            holders=_HOLDERS.get(key, ()),
            duties=Prose.of(advice[key].duty.text(choice.language)),
            authority=_BLANK,
            reports_to=None if key == "top-management" else "top-management",
        )
        for key in choice.guidance.size_of(_SIZES[choice.template]).roles
    )


def _raci(choice: _Choice, _key: str) -> Iterator[str]:
    """Yield the standard activities with the letters that the framework proposes; each practice has a row of its own."""
    letters = choice.guidance.raci(choice.guidance.size_of(_SIZES[choice.template]))
    further = () if choice.template == "small" else _FURTHER
    wanted = [each for each in choice.standard.practices.values() if each.core or each.key in further]
    rows = [
        (row, title.text(choice.language), practice)
        for row in choice.guidance.role_framework.activities
        for title, practice in (
            [(each.title, each.key) for each in wanted] if row.key == "run-practices" else [(row.title, None)]
        )
    ]
    yield from _rows(
        Duty(id=f"RC-{number:02}", activity=Prose.of(said), practice=practice, key=row.key_duty, cells=letters[row.key])
        for number, (row, said, practice) in enumerate(rows, 1)
    )


def _obligations(choice: _Choice, _key: str) -> Iterator[str]:
    """Yield the instruments in force that concern the sector, as far as they are confirmed; how they apply is a blank."""
    sectors = {"any", "commercial-bank"} if choice.template == "bank" else {"any"}
    rows = [row for row in choice.standard.obligations.values() if sectors.intersection(row.sectors)]
    found = {row.instrument: row for row in reversed(rows) if row.certainty == "confirmed" and not row.effective_to}
    laws = [row for row in reversed(found.values()) if "ISO/IEC" not in row.instrument]
    yield from _rows(
        Obligation(
            id=f"OB-{number}",
            instrument=row.instrument,
            kind="law" if row.instrument.startswith("UU ") else "regulation",
            applies=_BLANK,
            owner="sms-owner",
            pack=row.key,
        )
        for number, row in enumerate(laws, 2)
    )


def _documents(choice: _Choice, _key: str) -> Iterator[str]:
    """Yield a row, still a draft, for each kind of document that the standard asks for."""
    yield from _rows(
        Document(
            id=f"DOC-{kind.letter.upper()}",
            title=Prose.of(kind.title.text(choice.language)),
            kind=_KINDS[kind.letter],
            kinds=(kind.letter,),
            status="draft",
        )
        for kind in choice.standard.document_kinds.values()
    )


def _rows(values: Iterable[object]) -> Iterator[str]:
    yield from document(tuple(values)).rstrip("\n").split("\n")


_INSERTED: Mapping[str, Callable[[_Choice, str], Iterator[str]]] = {
    "guide": _guide, "text": _text, "roles": _roles, "raci": _raci, "obligations": _obligations, "documents": _documents,
}  # fmt: skip
