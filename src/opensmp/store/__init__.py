"""The database: what is stored, and how rows become the values that everything else works on."""
