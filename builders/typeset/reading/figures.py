"""Figures (图): only pictures that the manuscript carries, with caption, replacement text and a width in per cent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builders.core.suggest import unknown
from builders.model.document import Figure
from builders.typeset.reading.inlines import InlineReader, Node
from builders.typeset.reading.trail import Trail

ATTRIBUTES = ("width", "alt")
CURE = '请写成 ![图题](assets/名称.svg){#fig-名称 alt="替代文字" width=80%}。'
_TARGET = re.compile(r"assets/(?P<name>[^/\\]+)\.(?P<suffix>svg|png|jpg|jpeg)")
_WIDTH = re.compile(r"(?P<percent>[1-9]\d?|100)%")


@dataclass
class FigureReader:
    """Reads the figures of one manuscript; problems go to the trail."""

    trail: Trail
    inlines: InlineReader

    def figure(self, node: Node) -> Figure | None:
        """Return the figure that pandoc made of a picture standing alone, or None when its picture is refused."""
        (identifier, _, _), (_, caption), content = node["c"]
        (_, classes, pairs), alt, (target, title) = content[0]["c"][0]["c"]
        line_words = caption[0]["c"]
        words = self.inlines.paragraph(line_words, notes=False, breaks=False)
        for name in classes:
            self.trail.refuse("M133", f"图片不能有类名“.{name}”", at=f".{name}", value=name, cure=CURE)
        if title:
            self.trail.refuse("M133", "图片不能另带标题", at=title, value=title, cure=CURE)
        # Without an alt attribute pandoc repeats the caption there.
        if not alt or alt == line_words:
            self.trail.refuse("M134", "图片缺少替代文字，或与图题相同", at=target, value=target, cure=CURE)
        width = self._width(dict(pairs))
        name = self._asset(target)
        if name is None:
            return None
        return Figure(identifier, words, _plain(alt), name, width)

    def unnamed(self, target: str) -> None:
        """Complain of a picture alone in its paragraph without a caption."""
        self.trail.refuse("M135", "图片没有图题", at=target, value=target, cure=CURE)

    def _asset(self, target: str) -> str | None:
        """Return the asset's name when ``target`` names a picture of the manuscript."""
        match = _TARGET.fullmatch(target)
        if match is None:
            self.trail.refuse("M131", "图片只能取自本文的 assets 目录", at=target, value=target, cure=CURE)
            return None
        known = [asset.name for asset in self.trail.manuscript.assets]
        if match["name"] in known:
            return match["name"]
        self.trail.refuse("M132", f"图片：{unknown(match['name'], known)}", at=target, value=target)
        return None

    def _width(self, pairs: dict[str, str]) -> float:
        for name, value in pairs.items():
            if name not in ATTRIBUTES:
                self.trail.refuse("M133", f"图片的属性：{unknown(name, ATTRIBUTES)}", at=f"{name}=", value=value)
        given = pairs.get("width", "100%")
        match = _WIDTH.fullmatch(given)
        if match is None:
            self.trail.refuse("M136", "图片宽度应为1%—100%的整数", at="width=", value=given, cure="例如 width=80%。")
            return 1.0
        return int(match["percent"]) / 100


def _plain(nodes: list[Node]) -> str:
    """Return replacement text, which pandoc splits at spaces and does not mark up."""
    return "".join(node["c"] if node["t"] == "Str" else " " for node in nodes)
