"""Documents that are texts: Markdown, HTML, plain text, and as a last resort the text of a PDF."""
