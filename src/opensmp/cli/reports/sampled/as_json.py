"""A sample as JSON: the same values as its working papers, each sentence in both languages."""

from __future__ import annotations

import json

from opensmp.cli.reports.sampled import Sampled
from opensmp.evidence.paper_sheets import as_data


def render(sampled: Sampled, colour: bool) -> str:
    """Return the working paper as one JSON object."""
    return json.dumps(as_data(sampled.paper), ensure_ascii=False, indent=2) + "\n"
