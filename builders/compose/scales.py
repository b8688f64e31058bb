"""Scales (分级): the few round ranges that many numbers fall into, for the shades of a heat map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from builders.compose.printing import printed_range, rounded_number

MOST_STEPS = 5


@dataclass(frozen=True)
class Scale:
    """Ranges from low to high in the smallest unit that is printed, both ends included, without a gap."""

    ranges: tuple[tuple[int, int], ...]
    places: int

    def step(self, value: Decimal) -> int:
        """Return in which range a number falls, as it is printed."""
        counted = _counted(value, self.places)
        return next(at for at, (low, high) in enumerate(self.ranges) if low <= counted <= high)

    def words(self, unit: str) -> tuple[str, ...]:
        """Return each range as print (1～10个)."""
        return tuple(
            printed_range(Decimal(low).scaleb(-self.places), Decimal(high).scaleb(-self.places), self.places, unit)
            for low, high in self.ranges
        )


def scale_of(values: Iterable[Decimal], places: int) -> Scale:
    """Return the scale of some numbers: each its own step where they are few and close, zero always on its own."""
    counted = sorted({_counted(value, places) for value in values})
    low, high = counted[0], counted[-1]
    if high - low < MOST_STEPS:
        return Scale(tuple((each, each) for each in range(low, high + 1)), places)
    apart = [(0, 0)] if low == 0 else []
    width = next(width for width in _round_widths() if _count(low, high, width) <= MOST_STEPS)
    first = (max(low, 1) if apart else low) - 1
    bounds = range(first // width, (high - 1) // width + 1)
    return Scale((*apart, *((at * width + 1, (at + 1) * width) for at in bounds)), places)


def _count(low: int, high: int, width: int) -> int:
    """Return how many ranges of that width there are from ``low`` to ``high``, with one for zero at the low end."""
    first = 0 if low == 0 else (low - 1) // width
    return (high - 1) // width - first + 1 + (low == 0)


def _round_widths() -> Iterator[int]:
    width = 1
    while True:
        yield from (width, 2 * width, 5 * width)
        width *= 10


def _counted(value: Decimal, places: int) -> int:
    return int(rounded_number(value, places).scaleb(places))
