"""Scrambled text (乱码): bytes once read in the wrong encoding and saved so, put right again to prove it."""

from __future__ import annotations

import re
from functools import lru_cache

_RUNS = re.compile(r"[^\x00-\x7f]+\??")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PRINTED_CHINESE = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u203f\u00b7]+")
_LEAST = 2
"""So many common Chinese characters must come out; one may be chance."""
_LOST = "\ufffd"
"""What stands where bytes had no character."""


@lru_cache(maxsize=4096)
def unscrambled(text: str) -> str | None:
    """Return what scrambled text was, ``区县`` for ``鍖哄幙``, or None when it is no scrambled text.

    Characters whose bytes were lost come out as ``…``.
    """
    if text.isascii():
        return None
    found = [_put_right(run) for run in _RUNS.findall(text)]
    right = [run for run in found if run]
    if sum(map(_is_common, _CHINESE.findall("".join(right)))) < _LEAST:
        return None
    if any(run is None and _CHINESE.search(was) for run, was in zip(found, _RUNS.findall(text), strict=True)):
        return None
    runs = iter(found)
    return _RUNS.sub(lambda match: next(runs) or match[0], text)


def _put_right(run: str) -> str | None:
    """Return one run of characters put right by the first misreading that explains all of it."""
    core = run.rstrip("?" + _LOST)
    if not _is_common(core):  # UTF-8 read as GBK gives characters that nobody writes
        found = _decoded(_as_gbk(core), "utf-8", core != run)
        if found:
            return found
    for wrong in ("cp1252", "latin-1"):
        for right in ("utf-8", "gb18030"):
            found = _decoded(_encoded(run, wrong), right, cut=False)
            if found:
                return found
    return None


def _is_common(run: str) -> bool:
    """Say whether all characters are of GB 2312, as nearly every name in an office is."""
    return _encoded(run, "gb2312") is not None


def _as_gbk(run: str) -> bytes | None:
    """Return the bytes that a program took for GBK; for a lost one stands 0xFF, which UTF-8 never has."""
    parts = [_encoded(part, "gb18030") for part in run.replace("€", _LOST).split(_LOST)]
    return None if None in parts else b"\xff".join(part for part in parts if part is not None)


def _encoded(run: str, encoding: str) -> bytes | None:
    try:
        return run.encode(encoding)
    except UnicodeEncodeError:
        return None


def _decoded(content: bytes | None, encoding: str, cut: bool) -> str | None:
    """Return the Chinese that bytes say, or None; ``cut`` says that the last bytes are missing."""
    if not content:
        return None
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding != "utf-8" or not (cut or b"\xff" in content or fault.reason == "unexpected end of data"):
            return None
        text = re.sub(f"{_LOST}+", "…", content.decode("utf-8", "replace"))
    if cut and not text.endswith("…"):
        text += "…"
    return text if _PRINTED_CHINESE.fullmatch(text) else None
