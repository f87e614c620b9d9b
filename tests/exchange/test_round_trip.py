"""What is written is read again as the same value, whatever a person put into it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.strategies import any_value

from opensmp.exchange.faults import Faults
from opensmp.exchange.layout import VERDICTS, Part, parts
from opensmp.exchange.reading import content
from opensmp.exchange.shape import NOTHING_WRITTEN
from opensmp.exchange.source import Source
from opensmp.exchange.writing import document

TODAY = date(2026, 11, 22)


def read_again(value: object, declared: object) -> object:
    faults = Faults()
    text = document(value)
    found = content(Source("file.yaml", text, faults), declared)
    assert not faults, (text, [str(fault.says) for fault in faults.held])
    if found is NOTHING_WRITTEN:
        return () if isinstance(value, tuple) else type(value)()
    return found


@pytest.mark.parametrize("part", [*parts(), VERDICTS], ids=lambda part: part.file)
@given(data=st.data())
def test_every_file_gives_back_the_value_it_was_written_from(part: Part, data: st.DataObject) -> None:
    value = data.draw(any_value(part.type))
    assert read_again(value, part.type) == value
