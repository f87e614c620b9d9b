"""Whatever happens to the bytes of a document, it is read with every letter accounted for, or refused by name."""

from __future__ import annotations

import io
import random
from datetime import date
from zipfile import BadZipFile

import docx
import pytest
from tests.intake.hostile.documents import DOCUMENTS
from tests.mutating import LONGEST, mutated, mutated_inside

from opensmp.intake import child
from opensmp.intake.account import reported
from opensmp.intake.reasons import REASONS
from opensmp.intake.source import source_of
from opensmp.intake.understanding import draft_of, understand
from opensmp.tables import Limits
from opensmp.tables.fault import Fault

LIMITS = Limits(inflated_bytes=2_000_000, inflated_text_bytes=2_000_000, text_bytes=2_000_000, cells=5_000)
MARKDOWN = (
    "# 1 Scope\n\nAll services, except [print](x).\n\n| Service | Owner |\n|---|---|\n| Email | Dewi |\n\n```\nx\n```\n"
)
HTML = (
    "<h1>Ruang lingkup</h1><p>Semua <b>layanan</b>.</p><table><tr><th>Layanan<td>Pemilik<tr><td>Surel<td>Dewi</table>"
)


def plan() -> bytes:
    """A small plan in Word, with a heading, a list, a table, a header and a bold line that looks like a heading."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "BNS-SMP-001, internal"
    document.add_heading("1 Scope", 1)
    document.add_paragraph("All services of the division, except printing.")
    document.add_paragraph().add_run("2. Objectives").bold = True
    document.add_paragraph("Restore 90 % of critical incidents within 4 hours, monthly.", style="List Bullet")
    table = document.add_table(3, 3)
    for row, said in zip(
        table.rows, (("Service", "Owner", "SLA"), ("Email", "Dewi", "SLA-1"), ("Core", "Budi", "")), strict=True
    ):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.fixture(scope="module")
def seeds() -> dict[str, list[bytes]]:
    text = "1 Scope\n\nAll services.\n".encode("utf-16")
    found = {"a.docx": [plan()], "a.md": [MARKDOWN.encode()], "a.html": [HTML.encode()], "a.txt": [text]}
    for name, make, _code in DOCUMENTS.values():
        if name.endswith((".docx", ".md", ".html")) and len(raw := make()) <= LONGEST:
            found["a." + name.rpartition(".")[2]].append(raw)
    return found


def survives(name: str, content: bytes, *, whole: bool) -> str:
    """Read a document in this process, ``whole`` to its draft; return the code of its refusal, or an empty text."""
    try:
        raw = child._as_json(
            child._read(io.BytesIO(content), {"name": name, "changes": "accept"}, LIMITS)
        )  # what the child runs
    except Fault as fault:
        return fault.code if fault.code in REASONS else f"no reason {fault.code}"
    source = source_of(raw, name)
    if whole:
        read = understand(source)
        assert reported(read, draft_of([read], [], "en", date(2026, 11, 22))).account.lost == 0
    return ""


def fuzz(seeds: dict[str, list[bytes]], count: int, seed: int) -> dict[str, int]:
    dice, seen = random.Random(seed), dict[str, int]()  # noqa: S311  # the same mutations each time
    for number in range(count):
        name = dice.choice(("a.docx", "a.docx", *sorted(seeds)))
        content = dice.choice(seeds[name])
        packed = name == "a.docx" and content.startswith(b"PK") and dice.random() < 0.8
        try:
            made = mutated_inside(content, dice) if packed else mutated(content, dice)
        except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):  # a seed that is no whole package
            made = mutated(content, dice)
        try:
            code = survives(name, made, whole=number % 10 == 0)
        except Exception as crash:
            raise AssertionError(f"{name}, mutation {number} of seed {seed}: {made[:2_000]!r}") from crash
        assert not code.startswith("no reason"), code
        seen[code] = seen.get(code, 0) + 1
    return seen


@pytest.mark.thorough
@pytest.mark.requirement("R01")
def test_three_thousand_mutations_crash_nothing(seeds: dict[str, list[bytes]]) -> None:
    seen = fuzz(seeds, 3_000, seed=1)
    assert seen[""] > 300, "too few mutations are still readable to test what is read"
    assert len(seen) > 8, f"the mutations meet too few reasons: {seen}"


@pytest.mark.slow
def test_twenty_thousand_mutations_crash_nothing(seeds: dict[str, list[bytes]]) -> None:
    fuzz(seeds, 20_000, seed=2)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 110))
def test_a_quarter_of_a_million_mutations_crash_nothing(seeds: dict[str, list[bytes]], seed: int) -> None:
    fuzz(seeds, 25_000, seed)
