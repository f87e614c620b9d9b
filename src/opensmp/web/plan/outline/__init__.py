"""The plan as a document: headings, prose, facts and tables in one language, from which pages, prints and exports are made."""

from opensmp.web.plan.outline.blocks import Block, Chapter, Fact, Facts, Heading, Outline, Row, Table, Words
from opensmp.web.plan.outline.build import outline_of

__all__ = ["Block", "Chapter", "Fact", "Facts", "Heading", "Outline", "Row", "Table", "Words", "outline_of"]
