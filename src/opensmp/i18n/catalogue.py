"""The compiled translation catalogues, loaded once a language."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "id")
"""The languages OpenSMP speaks as equals."""

_LOCALE = Path(__file__).parent / "locale"


@cache
def translation(language: str) -> gettext.NullTranslations:
    """Return the catalogue of ``language``; English, and any language without a catalogue, speaks the templates."""
    return gettext.translation("opensmp", _LOCALE, [language], fallback=True)
