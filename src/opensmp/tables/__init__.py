"""Tables in and out: CSV, XLSX, JSON and Parquet from anybody, read by a limited child process; CSV and XLSX for anybody, neutralised.

Importing this package loads no library: reading a workbook needs none, nor does writing one.
"""

from opensmp.tables.limits import LOCAL, UPLOAD, Limits
from opensmp.tables.neutral import quoted, risky, unquoted
from opensmp.tables.reading import as_csv, check_plain, inspect
from opensmp.tables.reasons import REASONS, Unreadable
from opensmp.tables.shape import Converted, Plain, Shape, Sheet
from opensmp.tables.writing import Cell, write_csv
from opensmp.tables.xlsx import write_xlsx

__all__ = [
    "LOCAL", "REASONS", "UPLOAD", "Cell", "Converted", "Limits", "Plain", "Shape", "Sheet", "Unreadable", "as_csv",
    "check_plain", "inspect", "quoted", "risky", "unquoted", "write_csv", "write_xlsx",
]  # fmt: skip
