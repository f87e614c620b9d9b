"""From a dossier to its document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Any

from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.plan import SECTIONS
from opensmp.plan.section import Section
from opensmp.web.plan.naming import anchor_of
from opensmp.web.plan.outline.blocks import Block, Chapter, Fact, Facts, Heading, Outline, Words
from opensmp.web.plan.outline.layout import LAYOUT, Details, Item, Made, Rows, Text
from opensmp.web.plan.outline.special import promises, rows_table
from opensmp.web.plan.outline.voice import Voice


def outline_of(dossier: Dossier, language: str) -> Outline:
    """Return the whole plan as a document in one language."""
    voice = Voice(dossier, language)
    identity = dossier.plan.identity
    return Outline(
        language=language,
        number=identity.number,
        version=identity.version,
        title=voice.text(identity.title) or _("Service Management Plan").text(language),
        organisation=dossier.organisation.name,
        classification=identity.classification,
        precedence=Words("plan/identity/precedence", voice.text(identity.precedence)) if identity.precedence else None,
        chapters=tuple(_chapter(voice, key) for key in SECTIONS),
    )


def _chapter(voice: Voice, key: str) -> Chapter:
    section = voice.dossier.plan.section(key)
    known = voice.dossier.standard.sections[key]
    return Chapter(
        key=key,
        number=str(known.number),
        title=known.title.text(voice.language),
        keeper=section.keeper or "",
        reviewed=section.reviewed,
        minutes=voice.dossier.extents[key].minutes,
        blocks=tuple(_blocks(voice, key, section)),
    )


def _blocks(voice: Voice, key: str, section: Section) -> Iterator[Block]:
    where = f"plan/{key}"
    for item in LAYOUT[key]:
        yield from _MAKERS[type(item)](voice, where, section, item)
    for part in section.subsections:
        place = f"{where}/subsections/{part.id}"
        yield Heading(place, "", voice.text(part.title), anchor_of(f"{key}-{part.id}"))
        yield Words(place, voice.text(part.text))
    yield from promises(voice, where, section=key)
    if section.references:
        fact = Fact(
            f"{where}/references", voice.say(_("See also")), voice.references(("document",), section.references)
        )
        yield Facts(f"{where}/references", (fact,))


def _text(voice: Voice, where: str, section: Section, item: Text) -> Iterator[Block]:
    words = voice.text(_held(section, item.path))
    place = f"{where}/{item.path.replace('.', '/')}"
    if not words.strip():
        return
    if item.title:
        yield Heading(place, "", voice.say(item.title), anchor_of(place.removeprefix("plan/")))
    yield Words(place, words)


def _details(voice: Voice, where: str, section: Section, item: Details) -> Iterator[Block]:
    facts = [
        Fact(f"{where}/{path.replace('.', '/')}", voice.say(term), voice.field(section, path))
        for path, term in item.fields
    ]
    said = tuple(fact for fact in facts if fact.detail)
    if said:
        yield Facts(said[0].where, said)


def _rows(voice: Voice, where: str, section: Section, item: Rows) -> Iterator[Block]:
    yield from rows_table(voice, f"{where}/{item.path}", item.title, item.columns, _held(section, item.path))


def _made(voice: Voice, where: str, section: Section, item: Made) -> Iterator[Block]:
    del where, section
    yield from item.make(voice)


def _held(section: Any, path: str) -> Any:
    return reduce(getattr, path.split("."), section)


_MAKERS: Mapping[type[Item], Callable[..., Iterator[Block]]] = {
    Text: _text,
    Details: _details,
    Rows: _rows,
    Made: _made,
}
