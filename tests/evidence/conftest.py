"""Which tests of evidence belong to the fast lane: those that compile few queries. All of them run in `make test`."""

from pathlib import Path

import pytest

LONG = {Path(__file__).parent / name for name in ("store", "metrics", "sources", "demo", "clocks", "sampling")}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whole folders as too long for the fast lane: each test compiles and runs queries of its own."""
    for item in items:
        if LONG & set(item.path.parents):
            item.add_marker("thorough")
