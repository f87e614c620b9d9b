"""Where the complete example stands, in a source tree or in an installed package."""

from __future__ import annotations

from datetime import date
from pathlib import Path

DAY = date(2026, 11, 22)
"""The day on which the example lives: its records end shortly before."""


def example_folder() -> Path:
    """Return the folder of the example bank."""
    package = Path(__file__).parents[1]
    for place in (package / "examples" / "bank", package.parents[1] / "examples" / "bank"):
        if place.is_dir():
            return place
    raise FileNotFoundError("examples/bank")
