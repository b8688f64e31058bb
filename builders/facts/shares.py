"""Shares (占比) that add up: rounded by largest remainder, so that a table of percentages sums to what it should."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal


def rounded_shares(shares: Mapping[str, Decimal], places: int) -> dict[str, Decimal]:
    """Return the shares rounded to ``places`` decimals so that they sum to their rounded exact sum.

    Each is rounded down, then the largest remainders get one unit more; ties go to the earlier one. A share of zero
    stays.
    """
    unit = Decimal(1).scaleb(-places)
    floors = {key: (share / unit).to_integral_value(ROUND_FLOOR) * unit for key, share in shares.items()}
    total = sum(shares.values(), Decimal(0)).quantize(unit, ROUND_HALF_UP)
    missing = int((total - sum(floors.values(), Decimal(0))) / unit)
    order = sorted(shares, key=lambda key: shares[key] - floors[key], reverse=True)
    for key in order[:missing]:
        floors[key] += unit
    return floors
