"""Rules of length (篇幅检查): a text that is longer than its receiver asked for is told, and made all the same."""

from __future__ import annotations

from builders.core.diagnostics import Diagnostic, Place
from builders.core.rule import Rule
from builders.model.notice import Artifact
from builders.model.passage import Content

RULES = (
    Rule("P002", "正文超过规定的字数", "通知规定了字数，超出的会被退回。", "请压缩文字（不计表、图和附件）", "warning"),
)


def check_length(characters: int, content: Content, artifact: Artifact) -> list[Diagnostic]:
    """Return a warning for a text of so many characters when the artifact's limit is lower."""
    if not artifact.limit or characters <= artifact.limit:
        return []
    message = f"正文共{characters}字，超过通知规定的{artifact.limit}字"
    cure = f"请压缩{characters - artifact.limit}字以上（不计表、图和附件）"
    return [Diagnostic(Place(content.file), "P002", message, cure=cure, severity="warning")]
