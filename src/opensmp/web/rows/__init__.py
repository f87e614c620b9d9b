"""One row of a table of the plan or the registers: its page, its form, and how it is taken out. No addresses of its own."""
