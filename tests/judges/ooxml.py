"""Microsoft's Open XML SDK as judge: does Word's own schema accept a document?

The validator is a program from npm; `nox -s tests` installs it and names it in ``OOXML_VALIDATOR``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def judge(docx: bytes) -> list[str]:
    """Return what the schema does not accept: ``/word/document.xml /w:document[1]/…: …``; empty is good.

    Skips the test where node or the validator is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judged.docx"
        path.write_bytes(docx)
        done = subprocess.run([*_validator(), str(path)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the validator failed with {done.returncode}: {done.stderr}")
    verdict = json.loads(done.stdout)
    errors = [_sentence(error) for error in verdict["errors"]]
    assert verdict["ok"] == (not errors), "the validator contradicts itself"
    return errors


def _validator() -> list[str]:
    node = shutil.which("node")
    program = os.environ.get("OOXML_VALIDATOR")
    if node is None or not program:
        pytest.skip("the Open XML SDK validator needs npm; `nox -s tests` installs it where npm is")
    return [node, program]


def _sentence(error: dict[str, str | None]) -> str:
    place = " ".join(part for part in (error["path"], error["xPath"]) if part)
    return f"{place}: {error['description']}" if place else str(error["description"])
