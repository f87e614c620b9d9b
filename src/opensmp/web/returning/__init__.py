"""The plan as a Word document, and the document that comes back: what was changed in it, and what of that is taken."""
