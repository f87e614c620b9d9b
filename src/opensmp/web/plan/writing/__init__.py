"""Writing the plan: a section, a practice or a row at a time, with its guidance, its findings and its history beside it."""
