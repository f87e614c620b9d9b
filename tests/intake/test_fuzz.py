"""Whatever a document says, its draft is a folder that can be read, and no letter is unaccounted for."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opensmp.exchange import dump, load
from opensmp.intake.account import reported
from opensmp.intake.gathering import Gathered
from opensmp.intake.grids import KINDS
from opensmp.intake.source import Block, Cell, Paragraph, Source, Table, letters, letters_read
from opensmp.intake.understanding import Understood, draft_of, understand
from opensmp.intake.vocabulary import columns_of, homes

TODAY = date(2026, 11, 22)
TITLES = (
    [label.en for label in homes().values()]
    + [label.id for label in homes().values()]
    + ["Annex", "Incident management", "Manajemen perubahan"]
)
WORDS = st.one_of(
    st.sampled_from([
        "", "-", "R", "A/R", "Yes", "IT", "CIO", "Ratna Dewi", "Head of IT (Ratna Dewi)", "31 March 2027", "12/13/2026", "Q3 2026",
        "monthly", "99.9 %", "Rp 5 miliar", "at least 95 % of P1 incidents resolved within 4 h, monthly", "S-01", "SM-IM-001",
        "All services",
        "Core banking; Email", "service-manager", "1.0", "Head of IT since 1 March 2021 until 2 March 2021", "[[service:S-01]]",
        "# x", "| y",
        "null", "true", "12", "a: b", "\u202eevil", "…", "Ya", "direktur utama",
    ]),
    st.text(max_size=40),
)  # fmt: skip


@st.composite
def paragraphs(draw: st.DrawFn, number: int) -> Paragraph:
    heading = draw(st.booleans())
    text = draw(st.sampled_from(TITLES)) if heading else " ".join(draw(WORDS).split())
    return Paragraph(
        number,
        text,
        level=draw(st.integers(1, 3)) if heading else 0,
        depth=draw(st.sampled_from([-1, -1, 0, 1])) if not heading else -1,
        bullet=True,
    )


@st.composite
def tables(draw: st.DrawFn, number: int, after: int) -> Table:
    kind = draw(st.sampled_from([*KINDS, "Identity", "Duty"]))
    header = draw(
        st.lists(
            st.sampled_from([label.en for label in columns_of(kind).values()]), min_size=2, max_size=8, unique=True
        )
    )
    header += ["CIO", "CISO"] if kind == "Duty" else []
    rows = draw(st.lists(st.lists(WORDS, min_size=len(header), max_size=len(header)), max_size=5))
    return Table(number, after, tuple(tuple(Cell(text) for text in row) for row in [header, *rows]), headers=1)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    blocks: list[Block] = []
    for number in range(1, draw(st.integers(1, 12))):
        blocks.append(draw(paragraphs(number)))
        if draw(st.booleans()):
            blocks.append(draw(tables(number, number)))
    source = Source("a.docx", "docx", tuple(blocks))
    return Source("a.docx", "docx", tuple(blocks), letters=letters_read(source))


@pytest.mark.requirement("R01")
@settings(max_examples=60)
@given(sources())
def test_a_draft_can_always_be_read_and_accounts_for_every_letter(source: Source) -> None:
    read: Understood = understand(source)
    draft = draft_of([read], [], "en", TODAY)
    account = reported(read, draft).account
    assert account.lost == 0
    assert min(account.words, account.values, account.aside, account.reported) >= 0
    with tempfile.TemporaryDirectory() as folder:
        dump(draft.dossier, Path(folder) / "draft")
        again = load(Path(folder) / "draft", TODAY)
    assert again.plan == draft.dossier.plan
    assert again.registers == draft.dossier.registers


def test_letters_are_what_an_account_counts() -> None:
    assert letters(" a b\n\tc\xa0d ") == 4
    assert Gathered().rows == []
