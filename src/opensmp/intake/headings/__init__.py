"""Where the headings of a document are and how they nest: by style where it has styles, else by number and by look."""

from opensmp.intake.headings.outline import Heading, Outline, corrected, outline_of

__all__ = ["Heading", "Outline", "corrected", "outline_of"]
