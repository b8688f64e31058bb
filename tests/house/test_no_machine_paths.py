"""What is in the repository works anywhere: it names no folder and no server of the machine it was made on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# Split, so that this file does not find itself.
TRACES = {
    "a folder of one machine": r"(?<![\w.~-])/(?:wo" r"rk|ro" r"ot|ho" r"me/\w|Use" r"rs/\w|o" r"pt)/",
    "a folder of one machine (Windows)": r"\b[A-Z]:\\Us" r"ers\\",
    "a build server": r"\bfa" r"rms?\b",
    "a package index": r"\b(?:pypi\.o" r"rg|pythonho" r"sted\.org|registry\.np" r"mjs\.org|registry\.ya" r"rnpkg\.com)",
    "a private server": r"\b[\w-]+\.(?:inte" r"rnal|intra" r"net|corp|lo" r"cal|lan)\b(?![(\w])",
    "an address in a private network": r"\b(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+\b",
}


@pytest.fixture(scope="module")
def texts(workspace_root: Path, tracked: list[str]) -> dict[str, str]:
    contents = {name: (workspace_root / name).read_bytes() for name in tracked}
    return {name: content.decode("utf-8") for name, content in contents.items() if b"\0" not in content}


@pytest.mark.parametrize("trace", TRACES)
def test_no_file_bears_a_trace_of_the_machine_it_was_made_on(texts: dict[str, str], trace: str) -> None:
    pattern = re.compile(TRACES[trace])
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("trace", "line"),
    [
        ("a folder of one machine", "cd /wo" "rk/project"),
        ("a folder of one machine (Windows)", "C:\\Us" "ers\\clerk"),
        ("a folder of one machine", "file:///o" "pt/wheels"),
        ("a build server", "built on the fa" "rm"),
        ("a package index", "https://pypi.o" "rg/simple"),
        ("a private server", "https://wheels.example.inte" "rnal/simple"),
        ("an address in a private network", "http://10.1." "2.3:8080"),
    ],
)
def test_each_trace_would_be_found(trace: str, line: str) -> None:
    assert re.search(TRACES[trace], line)
