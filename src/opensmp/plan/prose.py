"""Text of the plan in one or two languages.

A person writes a plain string (in the plan's prevailing language) or a mapping by language: ``{en: …, id: …}``.
Numbers and ids exist once; only words exist twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PREVAILING = ""
"""The key of a text whose language is the plan's prevailing one."""


@dataclass(frozen=True)
class Prose:
    """Words, by language. ``texts`` holds (language, words), the prevailing text under the empty language."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, raw: str | Mapping[str, str]) -> Prose:
        """Read what a person wrote: a string, or a mapping by language. An empty string is no text."""
        if isinstance(raw, str):
            return cls(((PREVAILING, raw),)) if raw else cls()
        return cls(tuple(sorted(raw.items())))

    def raw(self) -> str | dict[str, str]:
        """Return what :meth:`of` reads."""
        if not self.texts:
            return ""
        if self.texts[0][0] == PREVAILING:
            return self.texts[0][1]
        return dict(self.texts)

    def text(self, language: str) -> str:
        """Return the words in ``language``; where it has none, the prevailing text or the first there is."""
        words = dict(self.texts)
        return words.get(language) or words.get(PREVAILING) or next((text for _, text in self.texts if text), "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages named, without the prevailing key."""
        return tuple(language for language, _ in self.texts if language != PREVAILING)

    def each(self) -> Iterable[tuple[str, str]]:
        """Yield (language, words) for every text that holds words."""
        return ((language, text) for language, text in self.texts if text.strip())

    def mapped(self, change: Any) -> Prose:
        """Return a prose with ``change`` applied to the words of each language."""
        return Prose(tuple((language, change(text)) for language, text in self.texts))

    def __bool__(self) -> bool:
        return any(text.strip() for _, text in self.texts)

    def __str__(self) -> str:
        return self.text(PREVAILING)
