"""One document (指明一份文件): the options that pick it, and the artifact and unit that they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from builders.cli.document_verb import PERIOD_HELP, option_parameter, unit_options
from builders.cli.root import Shelf, missing
from builders.cli.unit_verb import notice_option
from builders.core.errors import UsageError
from builders.model.notice import Artifact, Notice


def document_options(shelf: Shelf) -> Iterator[click.Option]:
    """Yield the options that pick a document: its unit, period, notice and artifact."""
    yield from unit_options(shelf.levels)
    yield click.Option(["--period"], metavar="报告期", help=PERIOD_HELP)
    yield notice_option(shelf, "默认按单位判断")
    titles = {artifact.id: artifact.title for notice in shelf.notices for artifact in notice.artifacts}
    artifacts = "、".join(f"{id}（{title}）" for id, title in titles.items())
    yield click.Option(["--artifact"], metavar="文件", help=f"哪种报送文件：{artifacts}；默认为该单位的第一种。")


def named_document(shelf: Shelf, given: dict[str, Any], verb: str) -> tuple[Notice, Artifact, str]:
    """Return the one artifact meant and the unit's name: by option where given, else the first that fits the unit.

    Raises UsageError with the nearest name.
    """
    notice, artifact = given["notice"], given["artifact"]
    if notice is not None and notice not in [each.id for each in shelf.notices]:
        raise missing(shelf, notice, [each.id for each in shelf.notices])
    pool = [(each, one) for each in shelf.notices if notice in (None, each.id) for one in each.artifacts]
    if artifact is not None:
        if artifact not in [one.id for _, one in pool]:
            raise missing(shelf, artifact, [one.id for _, one in pool])
        pool = [(each, one) for each, one in pool if one.id == artifact]
    named = {level: given[option_parameter(level)] for level in shelf.levels}
    named = {level: name for level, name in named.items() if name is not None}
    if len(named) != 1:
        listed = "、".join(f"--{level}" for level in shelf.levels)
        raise UsageError(f"请指明一个单位（{listed}），如 make-report {verb} --district 双塔区。")
    [(option, unit)] = named.items()
    pool = [(each, one) for each, one in pool if each.level(one.level).option == option]
    for each, one in pool:
        if any(unit.strip() in known.names for known in each.units_of(one)):
            return each, one, unit
    raise missing(shelf, unit, [name for each, one in pool for known in each.units_of(one) for name in known.names])
