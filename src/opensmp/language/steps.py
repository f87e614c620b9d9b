"""Detailed procedure steps inside governance prose: what belongs in a procedure, not in the plan."""

import re
from functools import cache
from typing import NamedTuple

from opensmp.language.phrasebook import book, may_hold, tells
from opensmp.language.prose import Block, blocks, readable, sentences
from opensmp.language.step_phrases import ACTS, SCREEN, THEN
from opensmp.language.wordlist import phrases, words


class Step(NamedTuple):
    """A sentence that tells somebody what to do next.

    ``kind`` says how it shows: interface (click, isi formulir), sequence (opens …, then assigns …), numbered (a numbered
    list of commands) or labelled (Step 3, Langkah 1).
    """

    text: str
    start: int
    end: int
    kind: str


_COMMANDS = frozenset(phrases(ACTS))
_OBJECTS = words(
    "the it a an this that your them tiket insiden formulir pengguna pelapor petugas email surel aplikasi "
    "server layar menu tombol log data perangkat kategori status prioritas hasil solusi kolom bukti akun kata "
    "kepada ke"
)
_LABELS = "step; langkah; tahap ke"
_ENOUGH_ACTS = 2
_ENOUGH_ITEMS = 2


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"\W{0,6}(?:step|langkah|tahap ke)\s?-?\d{1,2}\s{0,2}[:.–—)-]\s{0,3}(\w+)", re.IGNORECASE)


def procedure_steps(text: str) -> tuple[Step, ...]:
    """Return the procedure steps of ``text`` in order; governance (who approves, how often, by which rule) is none."""
    numbered = may_be_numbered(text)
    if not numbered and not _may_hold_steps(text):
        return ()
    found: dict[int, Step] = {}
    for sentence in sentences(text):
        kind = _kind_of(sentence.text)
        if kind:
            found[sentence.start] = Step(sentence.text, sentence.start, sentence.end, kind)
    for step in _numbered(text) if numbered else ():
        found.setdefault(step.start, step)
    return tuple(found[start] for start in sorted(found))


@cache
def step_words() -> frozenset[str]:
    """Return words of which any text with steps says at least one, numbered lists apart."""
    listed = (*phrases(SCREEN), *phrases(THEN), *phrases(_LABELS))
    return frozenset(max(phrase.replace("-", " ").split(), key=len) for phrase in listed)


def _may_hold_steps(text: str) -> bool:
    if may_hold(text, book(("screen", SCREEN))) or may_hold(text, book(("label", _LABELS))):
        return True
    return may_hold(text, book(("then", THEN))) and may_hold(text, book(("act", ACTS)))


def may_be_numbered(text: str) -> bool:
    """Whether a text may hold a numbered list, whose commands need no word of their own to be steps."""
    return any(line.lstrip(" \t>")[:1].isdigit() for line in text.splitlines())


def _kind_of(sentence: str) -> str:
    label = _label().match(sentence)
    if label and label.group(1).lower() in _COMMANDS:
        return "labelled"
    if tells(sentence, book(("screen", SCREEN))):
        return "interface"
    if tells(sentence, book(("then", THEN))) and len(tells(sentence, book(("act", ACTS)))) >= _ENOUGH_ACTS:
        return "sequence"
    return ""


def _numbered(text: str) -> list[Step]:
    """Return the items of numbered lists in which at least two items, and most of them, command an act."""
    shown = readable(text)
    steps: list[Step] = []
    run: list[Block] = []
    for block in (*blocks(text), Block("", len(text), len(text))):
        if block.kind == "number":
            run.append(block)
            continue
        steps += _commands(shown, run)
        run = []
    return steps


def _commands(shown: str, run: list[Block]) -> list[Step]:
    commanding = [block for block in run if _commands_an_act(shown[block.start : block.end])]
    if len(commanding) < _ENOUGH_ITEMS or 2 * len(commanding) < len(run):
        return []
    return [_step(shown, block) for block in commanding]


def _commands_an_act(item: str) -> bool:
    words = item.split(maxsplit=2)
    if len(words) < 2:
        return False
    return words[0].lower().strip(",.:;") in _COMMANDS and words[1].lower().strip(",.:;") in _OBJECTS


def _step(shown: str, block: Block) -> Step:
    piece = shown[block.start : block.end]
    start = block.start + len(piece) - len(piece.lstrip())
    return Step(" ".join(piece.split()), start, block.start + len(piece.rstrip()), "numbered")
