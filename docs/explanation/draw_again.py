"""Draw a sample again, with the standard library alone: python draw_again.py population.csv SEED SIZE MINIMUM"""

import csv
import hmac
import sys
from collections import defaultdict
from pathlib import Path

path, seed, size, minimum = sys.argv[1], bytes.fromhex(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
strata = defaultdict(dict)
with Path(path).open(encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):  # a leading ' guards against formulas and is no part of the number
        number, stratum = row["number"].removeprefix("'"), row["stratum"].removeprefix("'")
        strata[stratum][number] = -int(row["weight"]), hmac.digest(seed, number.encode(), "sha256").hex(), number
total = sum(map(len, strata.values()))
part = {label: divmod(min(size, total) * len(numbers), total) for label, numbers in strata.items()}
left = min(size, total) - sum(whole for whole, remainder in part.values())
favoured = sorted(part, key=lambda label: (-part[label][1], label))[:left]
for label, numbers in sorted(strata.items()):
    wanted = max(part[label][0] + (label in favoured), min(minimum, len(numbers)))
    print(*sorted(numbers, key=numbers.get)[:wanted], sep="\n", end="\n" * (wanted > 0))
