"""Rules of formalities (公文要素检查): what a document cannot go up without, clauses 7.2.1–7.2.6."""

from __future__ import annotations

from collections.abc import Iterator

from builders.core.diagnostics import Diagnostic, Place
from builders.core.rule import Rule
from builders.model.notice import Artifact
from builders.model.passage import Content

RULES = (
    Rule(
        "C044",
        "标注密级的公文没有份号",
        "涉密公文应当标注份号。",
        "请补上六位份号，如“copy_number: '000001'”",
        clause="GB/T 9704—2012 7.2.1",
    ),
    Rule(
        "C045",
        "定稿没有发文字号",
        "没有发文字号的公文不能印发。",
        "请补上“number: 双住建发〔2024〕5号”，或改回草稿",
        clause="GB/T 9704—2012 7.2.5",
    ),
    Rule(
        "C046",
        "上行文定稿没有签发人",
        "上行文应当标注签发人姓名。",
        "请补上“signatories: [姓名]”，或改回草稿",
        clause="GB/T 9704—2012 7.2.6",
    ),
)


def check_formalities(content: Content, artifact: Artifact) -> list[Diagnostic]:
    """Return what the front matter lacks: a draft may wait for its number and its signers, a final document may not."""
    return list(_lacking(content, artifact))


def _lacking(content: Content, artifact: Artifact) -> Iterator[Diagnostic]:
    head = artifact.masthead
    if content.classification and not content.copy_number:
        cure = "请补上六位份号，如“copy_number: '000001'”"
        yield _problem(content, "copy_number", "C044", "标注密级的公文没有份号", cure)
    if head is None or content.status != "final":
        return
    if not content.number and head.kind != "minutes":
        cure = "请补上“number: 双住建发〔2024〕5号”，或改回草稿"
        yield _problem(content, "number", "C045", "定稿没有发文字号", cure)
    if head.upward and not content.signatories:
        cure = "请补上“signatories: [姓名]”，或改回草稿"
        yield _problem(content, "signatories", "C046", "上行文定稿没有签发人", cure)


def _problem(content: Content, key: str, code: str, message: str, cure: str) -> Diagnostic:
    return Diagnostic(Place(content.file, column=key), code, message, cure=cure)
