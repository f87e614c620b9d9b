"""What the rules on form share: naming a section, quoting words, and changing a text for an example."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from opensmp.checking import edit
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _, n_
from opensmp.i18n.message import Value
from opensmp.plan.prose import Prose

_SHOWN = 3


def section_name(dossier: Dossier, key: str) -> Message:
    """Return a section as a sentence names it: ``section 5, “Service management practices”``."""
    section = dossier.standard.sections[key]
    return _("section {number}, “{title}”", number=section.number, title=section.title)


def section_opens(dossier: Dossier, key: str) -> Message:
    """The same at the beginning of a sentence."""
    section = dossier.standard.sections[key]
    return _("Section {number}, “{title}”", number=section.number, title=section.title)


def few(words: Iterable[str]) -> tuple[Value, ...]:
    """Return the first few of ``words``, each once and in quotation marks, and how many more there are."""
    found: list[Value] = [_("“{words}”", words=each) for each in dict.fromkeys(words)]
    if len(found) <= _SHOWN + 1:
        return tuple(found)
    return (*found[:_SHOWN], n_("{n} more", "{n} more", len(found) - _SHOWN))


def short(words: str, most: int = 90) -> str:
    """Return ``words`` on one line, cut at ``most`` characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def sentence_around(words: str, start: int, end: int, most: int = 300) -> tuple[int, int]:
    """Return the bounds of the sentence, list item or row around a place, at most ``most`` characters to either side."""
    first = max(0, start - most)
    begin = max(
        (words.rfind(sign, first, start) + len(sign) for sign in _BEGINS if sign in words[first:start]), default=first
    )
    stops = (words.find(sign, end, end + most) for sign in (". ", ".\n", "\n\n", "\n|", "\n- "))
    return begin, min((stop + 1 for stop in stops if stop >= 0), default=min(len(words), end + most))


_BEGINS = (". ", "\n\n", "\n| ", "\n- ")


def saying(dossier: Dossier, place: str, name: str, *, en: str, id: str) -> Dossier:
    """Return a copy in which the text ``name`` at ``place`` has one more paragraph, in each of the plan's languages."""
    said = {"en": en, "id": id}
    prevailing = dossier.plan.identity.language

    def longer(held: Any) -> Any:
        prose: Prose = getattr(held, name)
        texts = prose.texts or tuple((language, "") for language in dossier.languages)
        told = tuple((key, f"{words}\n\n{said[key or prevailing]}".strip()) for key, words in texts)
        return replace(held, **{name: Prose(told)})

    return edit(dossier, place, longer)
