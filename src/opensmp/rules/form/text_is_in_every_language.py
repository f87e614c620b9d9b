"""Whether each text of a plan in two languages exists in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.dossier.texts import Text
from opensmp.i18n import _, n_
from opensmp.plan.prose import Prose
from opensmp.plan.section import Subsection
from opensmp.rules.form._helpers import section_opens, short

_MANY = 8
"""A section with more missing texts than this is reported once: its translation has not begun."""

_NAME_WORDS = 6


@rule(
    "FRM-13",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R83",),
    examples=(
        fails("An approach to improvement in one language only", lambda d: _in_one_language(d)),
        passes(
            "A name that is the same in both languages",
            lambda d: edit(d, "plan/improvement", lambda held: _annexed(held, Prose.of("Annex A"), held.approach)),
        ),
    ),
)
def text_is_in_every_language(dossier: Dossier) -> Iterator[Finding]:
    """Every text exists in each language of the plan.

    Why: half a translation is a second plan with other contents; readers of the two languages know different promises.

    Fix: write the text in the missing language, or take the second language out of the plan's identity.
    """
    for (key, language), texts in _missing(dossier).items():
        if len(texts) > _MANY and key in dossier.standard.sections:
            yield _of_section(dossier, key, language, texts)
        else:
            yield from (_of_text(text, language) for text in texts)


def _missing(dossier: Dossier) -> Mapping[tuple[str, str], list[Text]]:
    """Return the texts that lack a language, by section and language."""
    prevailing = dossier.plan.identity.language
    missing: dict[tuple[str, str], list[Text]] = {}
    for text in dossier.texts:
        spoken = {language or prevailing for language, words in text.prose.texts if words and not words.isspace()}
        for language in dossier.languages:
            if language not in spoken and not _is_name(str(text.prose)):
                missing.setdefault((text.section, language), []).append(text)
    return missing


def _is_name(words: str) -> bool:
    """Whether a short text is a name, a number or a code, which needs no translation: each of its words begins large."""
    parts = words.split()
    return len(parts) <= _NAME_WORDS and not any(part[0].islower() for part in parts)


def _of_text(text: Text, language: str) -> Finding:
    words = str(text.prose)
    return Finding(
        where=at(*text.parts),
        says=_(
            "The text is missing in {language}: “{words}”",
            language=_("English") if language == "en" else _("Indonesian"),
            words=short(words),
        ),
        quote=words.strip()[:200],
    )


def _of_section(dossier: Dossier, key: str, language: str, texts: list[Text]) -> Finding:
    return Finding(
        where=at("plan", key),
        says=n_(
            "{section}, lacks {n} text in {language}.",
            "{section}, lacks {n} texts in {language}.",
            len(texts),
            section=section_opens(dossier, key),
            language=_("English") if language == "en" else _("Indonesian"),
        ),
        also=tuple(at(*text.parts) for text in texts),
    )


def _in_one_language(dossier: Dossier) -> Dossier:
    language = dossier.plan.identity.language
    words = dossier.plan.improvement.approach.text(language)
    return put(dossier, "plan/improvement", approach=Prose.of({language: words}))


def _annexed(held: Any, title: Prose, text: Prose) -> Any:
    return replace(held, approach=text, subsections=(Subsection(id="annex", title=title),))
