"""A text that stands in English and Bahasa Indonesia as equals."""

from typing import NamedTuple


class Bilingual(NamedTuple):
    """One text in both languages; it can be a value of an ``opensmp.i18n`` message."""

    en: str
    id: str

    def text(self, language: str) -> str:
        """Return the Indonesian text for ``id``, and the English one for every other language."""
        return self.id if language == "id" else self.en

    def __str__(self) -> str:
        return self.en
