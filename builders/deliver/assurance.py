"""Assurance (四性检测): what was found about a bundle, under the four words that archives use (DA/T 70-2018)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

FOREIGN = "是完整的 BagIt 包，但不是 make-report 的报送包，内容没有检查"


class Quality(Enum):
    """What an archive asks of a record."""

    AUTHENTIC = "真实性"
    COMPLETE = "完整性"
    USABLE = "可用性"
    SAFE = "安全性"


class Verdict(Enum):
    """What became of a check: the values are printed as they stand."""

    PASSED = "通过"
    FAILED = "不通过"
    UNCHECKED = "未检查"


@dataclass(frozen=True)
class Aspect:
    """One thing that is looked at (检测项), with the quality that it serves."""

    quality: Quality
    title: str


@dataclass(frozen=True)
class Finding:
    """What was found: one of an aspect, with the file that it is about, empty for the bundle itself.

    A finding that passed may carry a ``code`` as well: then it is worth telling and no reason to refuse.
    """

    aspect: Aspect
    verdict: Verdict
    code: str
    message: str
    file: str = ""


@dataclass(frozen=True)
class Assurance:
    """Everything found about one bundle (检测报告).

    ``foreign`` is a bag of another program, or of ours without its record: nobody looked at what it says.
    """

    findings: tuple[Finding, ...]
    foreign: bool = False

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What speaks against the bundle."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.FAILED)

    @property
    def sound(self) -> bool:
        """Whether nothing speaks against it; what was not checked does not count."""
        return not self.failures

    @property
    def conclusion(self) -> str:
        """The outcome in words."""
        if not self.sound:
            return "不通过"
        return FOREIGN if self.foreign else "通过"

    def of(self, quality: Quality) -> tuple[Finding, ...]:
        """Return the findings on one quality."""
        return tuple(finding for finding in self.findings if finding.aspect.quality is quality)


class Notes:
    """What is noted while looking (检测记录), aspect by aspect."""

    def __init__(self) -> None:
        """Begin with nothing looked at."""
        self._seen: dict[Aspect, list[Finding]] = {}
        self._sayings: dict[Aspect, str] = {}

    def look(self, aspect: Aspect, saying: str = "") -> None:
        """Say that an aspect was looked at; ``saying`` is told when nothing is found against it."""
        self._seen.setdefault(aspect, [])
        if saying:
            self._sayings[aspect] = saying

    def fail(self, aspect: Aspect, code: str, message: str, file: str = "") -> None:
        """Note what speaks against the bundle."""
        self._add(Finding(aspect, Verdict.FAILED, code, message, printable(file)))

    def remark(self, aspect: Aspect, code: str, message: str, file: str = "") -> None:
        """Note what is worth telling."""
        self._add(Finding(aspect, Verdict.PASSED, code, message, printable(file)))

    def skip(self, aspect: Aspect, why: str, file: str = "") -> None:
        """Note what could not be looked at, and why."""
        self._add(Finding(aspect, Verdict.UNCHECKED, "", why, printable(file)))

    def failed(self, *aspects: Aspect) -> bool:
        """Return whether something speaks against one of the aspects, or against any when none is named."""
        looked = aspects or tuple(self._seen)
        return any(each.verdict is Verdict.FAILED for aspect in looked for each in self._seen.get(aspect, ()))

    def findings(self, order: Sequence[Aspect]) -> tuple[Finding, ...]:
        """Return everything in the order of the aspects: each that was looked at has at least one finding."""
        return tuple(finding for aspect in order if aspect in self._seen for finding in self._of(aspect))

    def _of(self, aspect: Aspect) -> Iterable[Finding]:
        found = self._seen[aspect]
        if not any(finding.verdict is not Verdict.PASSED for finding in found):
            yield Finding(aspect, Verdict.PASSED, "", self._sayings.get(aspect, ""))
        yield from found

    def _add(self, finding: Finding) -> None:
        found = self._seen.setdefault(finding.aspect, [])
        if finding not in found:
            found.append(finding)


def printable(text: str) -> str:
    """Return a name as it can be printed: bytes that are no text and control characters as escapes."""
    readable = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(each if each.isprintable() or each in "\u3000 " else f"<U+{ord(each):04X}>" for each in readable)


def to_values(assurance: Assurance) -> dict[str, object]:
    """Return the findings as plain values, grouped by quality, for JSON."""
    groups: Mapping[str, object] = {
        quality.value: [
            {
                "aspect": finding.aspect.title,
                "verdict": finding.verdict.value,
                "code": finding.code,
                "file": finding.file,
                "message": finding.message,
            }
            for finding in assurance.of(quality)
        ]
        for quality in Quality
    }
    return {
        "schema": "make-report/assurance/1",
        "sound": assurance.sound,
        "foreign": assurance.foreign,
        "conclusion": assurance.conclusion,
        "findings": groups,
    }
