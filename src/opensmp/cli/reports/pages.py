"""What every page of a report shares: templates, and one stylesheet with the fonts inside, so that the page stands alone."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_PAGE = Path(__file__).parent / "page"
_FONTS = (("Plan Serif", "plan-serif-roman.woff2"), ("Inter", "inter-roman.woff2"))


def rendered(template: str, context: Mapping[str, Any]) -> str:
    """Return a page; everything in it is escaped but our own stylesheet and our own pictures."""
    environment = Environment(loader=FileSystemLoader(_PAGE), autoescape=True, undefined=StrictUndefined)
    environment.filters["coded"] = coded
    return environment.get_template(template).render(context) + "\n"


def coded(words: str) -> Markup:
    """Set what stands between backticks as code; everything else is escaped."""
    code = Markup("<code>{}</code>")
    return Markup().join(code.format(part) if index % 2 else part for index, part in enumerate(words.split("`")))


@cache
def stylesheet(*sheets: str) -> Markup:
    """Return the fonts and the named sheets of ``page/`` as one stylesheet; no text of a plan is in it."""
    faces = "".join(_face(family, file) for family, file in _FONTS)
    texts = "".join((_PAGE / name).read_text("utf-8") for name in sheets)
    return Markup(f"{faces}\n{texts}")  # noqa: S704  # our own files


def _face(family: str, file: str) -> str:
    data = base64.b64encode((_PAGE / file).read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: 400 700; font-display: swap; '
        f'src: url(data:font/woff2;base64,{data}) format("woff2"); }}\n'
    )
