"""Files with a few bytes changed, the same ones each time: what the fuzzing of every reader shares."""

from __future__ import annotations

import io
import random
import zipfile

from tests.tables.packages import packed

LONGEST = 60_000
"""Bytes that a mutated file has at most."""

_TOKENS = [
    b'"', b"'", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\x81", b"{", b"}",
    b"[", b"]", b":", b"\\u0000", b"\\ud800", b"1e999", b"NaN", b"-", b"<", b">", b"&", b"]]>", b"<!--", b"<!DOCTYPE x>", b"<c",
    b"</row>", b' r="A1"', b"<f/>", b"PK\x05\x06", b"PK\x03\x04", b"\xff\xff\xff\xff", b"\x00\x00\x00\x80",
    b"=cmd|' /C calc'!A1", b"99999999999999999999",
]  # fmt: skip


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The content with a few bytes changed, dropped, doubled, moved or put in."""
    made = bytearray(content)
    for _step in range(dice.choice((1, 1, 1, 2, 4, 16))):
        at, end = sorted((dice.randrange(len(made) + 1), dice.randrange(len(made) + 1)))
        end = min(end, at + dice.choice((1, 4, 64, 4_096)))
        what = dice.randrange(6)
        if what == 0 and at < len(made):
            made[at] = dice.randrange(256)
        elif what == 1:
            del made[at:end]
        elif what == 2:
            made[at:at] = made[at:end] * dice.choice((1, 1, 30))
        elif what == 3:
            made[at:at] = dice.choice(_TOKENS)
        elif what == 4:
            made[at : at + 4] = dice.choice(_TOKENS)
        else:
            made = made[: max(1, at)] if dice.random() < 0.3 else made
        made = made[:LONGEST]
    return bytes(made)


def mutated_inside(content: bytes, dice: random.Random) -> bytes:
    """A ZIP package with one of its members mutated."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members: dict[str, str | bytes] = {member: package.read(member) for member in package.namelist()}
    chosen = dice.choice(sorted(members))
    held = members[chosen]
    assert isinstance(held, bytes)
    members[chosen] = mutated(held, dice) if held else held
    return packed(members)
