"""The one clock: the time that goes into files comes from the inputs, never from now.

``SOURCE_DATE_EPOCH`` wins; without it a document carries the moment of its own date (成文日期), midnight in China. See
the decision record ``0003``: a commit date would differ between a full and a shallow clone of the same inputs. What day
it is (``today``) only decides what is late and when something was received.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta, timezone

from builders.core.errors import UsageError

CHINA = timezone(timedelta(hours=8), "CST")
EARLIEST_IN_ZIP = datetime(1980, 1, 1, tzinfo=UTC)
LATEST_IN_ZIP = datetime(2107, 12, 31, 23, 59, 59, tzinfo=UTC)
LONGEST_EPOCH = len(str(int(LATEST_IN_ZIP.timestamp())))


def moment_of(day: date) -> datetime:
    """Return the moment to write into a document dated ``day``, in UTC.

    Raises UsageError when ``SOURCE_DATE_EPOCH`` is set but is not a whole number of seconds that a zip can carry.
    """
    return _given() or datetime(day.year, day.month, day.day, tzinfo=CHINA).astimezone(UTC)


def today() -> date:
    """Return the day that it is in China, or that of ``SOURCE_DATE_EPOCH``. Raises UsageError like ``moment_of``."""
    return (_given() or datetime.now(UTC)).astimezone(CHINA).date()


def _given() -> datetime | None:
    """Return the moment that ``SOURCE_DATE_EPOCH`` names, None where it is not set."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return None
    # Digits only: int() would also take spaces, underscores and full-width digits, which other tools refuse.
    seconds = int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_EPOCH else -1
    if not EARLIEST_IN_ZIP.timestamp() <= seconds <= LATEST_IN_ZIP.timestamp():
        raise UsageError(f"环境变量 SOURCE_DATE_EPOCH 应为1980至2107年间的整数秒，现为“{given}”。请改正或取消该变量。")
    return datetime.fromtimestamp(seconds, UTC)
