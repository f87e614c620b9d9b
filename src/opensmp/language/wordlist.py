"""Lists of words and phrases written as prose, so that a person can read and mend them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of ``text``, separated by white space."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of ``text``, separated by semicolons, without repetition and in order."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
