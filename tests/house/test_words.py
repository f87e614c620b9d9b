"""English and Bahasa Indonesia are equals: every sentence is translated, and says the same things."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "src/opensmp/i18n/locale/id/LC_MESSAGES/opensmp.po"
MESSAGES = [message for message in read_po(io.BytesIO(PO.read_bytes()), locale="id") if message.id]


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def placeholders(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


@pytest.mark.requirement("R83")
def test_every_sentence_has_its_translation() -> None:
    assert [message.id for message in MESSAGES if not all(forms(message.string))] == []


def test_translations_carry_the_same_values() -> None:
    wrong: list[Message] = [
        message
        for message in MESSAGES
        if any(placeholders(each) - placeholders(forms(message.id)[-1]) for each in forms(message.string))
        or placeholders(forms(message.id)[-1]) != placeholders(forms(message.string)[-1])
    ]
    assert [message.id for message in wrong] == []


def test_the_catalogue_holds_exactly_the_sentences_of_the_code() -> None:
    ran = subprocess.run(
        [sys.executable, "docs/words.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
