"""The XML of a Word document as blocks, read by the limited child process with the standard library alone."""
