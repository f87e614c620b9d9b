"""Text that no spreadsheet takes for a formula, and back.

A cell that begins with one of ``= + - @ | %``, their full-width forms, a tab or a line break is run as a formula, or
passed to another program, by at least one spreadsheet; also behind blanks. One ``'`` in front makes it text. Because
text that already begins with ``'`` gets one too, the way back is exact: :func:`unquoted` undoes :func:`quoted` for
every text.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"[\s\x00-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff]*[=+\-@|%＝＋－＠']|[\t\r\n]")


def risky(text: str) -> bool:
    """Whether a spreadsheet might take the text for something else than text."""
    return _RISKY.match(text) is not None


def quoted(text: str) -> str:
    """Return the text as it stands safely in a CSV cell."""
    return "'" + text if risky(text) else text


def unquoted(text: str) -> str:
    """Return the text of a CSV cell without the one quote that :func:`quoted` put in front, and no other."""
    return text[1:] if text.startswith("'") and risky(text[1:]) else text
