"""Manuscripts for the tests of typesetting: a small one from any Markdown, and one with everything in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from builders.model.manuscript import Asset, Manuscript

PLAIN = Manuscript(
    notice="chaoyang",
    artifact="half-year",
    unit="211302",
    period="2023H1",
    title="双塔区完整社区建设试点工作2023年上半年总结报告",
    date=date(2023, 6, 8),
    moment=datetime(2023, 6, 7, 16, tzinfo=UTC),
    status="final",
    markdown="",
)


def picture(name: str) -> Asset:
    """Return a picture without content, for tests that only name it."""
    return Asset(name, (("svg", b"<svg/>"), ("png", b"")))


def manuscript(markdown: str, **changes: Any) -> Manuscript:  # noqa: ANN401 - any field of a Manuscript
    """Return a small manuscript with this Markdown."""
    return replace(PLAIN, markdown=markdown, **changes)
