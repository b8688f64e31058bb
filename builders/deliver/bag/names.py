"""Names in a bag (包内文件名): what BagIt and Windows can both carry; anything else is refused, never changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import UsageError

LONGEST_NAME_BYTES = 255
LONGEST_PATH = 240
"""Characters; Windows gives a path 259 and the folder that the bundle is unpacked in needs some."""
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{digit}" for port in ("COM", "LPT") for digit in range(1, 10))}
_FORBIDDEN = {
    **dict.fromkeys('<>:"|?*\\', "Windows 文件名不能含有它"),
    "%": "BagIt 清单里它另有意思",
}
CURE = "请改名后重新打包"


def refuse_names(paths: Iterable[str]) -> None:
    """Refuse paths that not every system can carry. Raises UsageError with every one of them."""
    listed = sorted(paths)
    problems = [
        Diagnostic(Place(path), "B101", f"文件名不能打包：{fault}", cure=CURE)
        for path in listed
        if (fault := fault_of_path(path))
    ]
    seen: dict[str, str] = {}
    for path in listed:
        first = seen.setdefault(folded(path), path)
        if first != path:
            told = f"与“{first}”只差大小写或字符写法，解包时会互相覆盖"
            problems.append(Diagnostic(Place(path), "B102", told, cure=CURE))
    if problems:
        raise UsageError(f"有{len(problems)}个文件名不能打包", problems)


def folded(path: str) -> str:
    """Return what two paths have in common that Windows or macOS takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def fault_of_path(path: str) -> str:
    """Return why a path cannot stand in a bag, or an empty text."""
    if len(path) > LONGEST_PATH:
        return f"路径超过{LONGEST_PATH}个字符"
    return next((fault for part in path.split("/") if (fault := _fault(part))), "")


def _fault(part: str) -> str:
    if part in ("", ".", ".."):
        return "路径中有空的一段或点号"
    if unicodedata.normalize("NFC", part) != part:
        return "含有未合成的字符"
    for character in part:
        if character in _FORBIDDEN:
            return f"含有“{character}”，{_FORBIDDEN[character]}"
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            return f"含有不可见字符 U+{ord(character):04X}"
    if part[-1] in ". ":
        return "以点号或空格结尾，Windows 会去掉它"
    if part.split(".")[0].rstrip().upper() in _RESERVED:
        return "是 Windows 的保留名称"
    return f"超过{LONGEST_NAME_BYTES}字节" if len(part.encode()) > LONGEST_NAME_BYTES else ""
