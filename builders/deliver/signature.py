"""Signatures (签名) by ssh-keygen, which every Linux, macOS and Windows 10 brings: made with a key, checked by a list.

The list of allowed signers (签名人名单) has one line for each: a name, then the public key, as OpenSSH writes it.
"""

from __future__ import annotations

import codecs
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from builders.core.errors import ToolError, UsageError
from builders.core.process import run

PROGRAM = "ssh-keygen"
NAMESPACE = "make-report"
TIMEOUT_S = 30.0
_REFUSALS = {
    "incorrect passphrase": "签名密钥 {key} 有密码，这里不能输入。请先用 ssh-add 交给 ssh-agent 再打包，"
    "或者换一个没有密码的密钥。",
    "bad permissions": "签名密钥 {key} 别人也能读，不能使用。请改成只有自己能读（chmod 600）。",
    "invalid format": "{key} 不是能用的签名密钥。可用 ssh-keygen -t ed25519 生成一个。",
    "Couldn't load public key": "{key} 不是能用的签名密钥。可用 ssh-keygen -t ed25519 生成一个。",
}
"""What ssh-keygen says of a key that it cannot use, and how it is told."""
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/=]+")


class Unsigned(Exception):
    """The signature does not hold, or nobody of the list made it; the message says which, in Chinese."""


def is_available() -> bool:
    """Return whether signatures can be made and checked on this machine."""
    return shutil.which(PROGRAM) is not None


def sign(content: bytes, key: Path) -> bytes:
    """Return a signature over ``content`` with a private key (or a public one whose private half an agent holds).

    Raises UsageError when there is no such key, or it is locked or none at all, ToolError when signing fails.
    """
    if not key.is_file():
        raise UsageError(f"没有签名密钥文件 {key}。可用 ssh-keygen -t ed25519 生成一个。")
    command = [PROGRAM, "-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)]
    try:
        signature = run(command, timeout_s=TIMEOUT_S, what="签名", stdin=content)
    except ToolError as fault:
        said = next((told for sign, told in _REFUSALS.items() if sign in fault.message), None)
        if said is None:
            raise
        raise UsageError(said.format(key=key)) from fault
    if not signature.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise ToolError("签名：ssh-keygen 没有给出签名，可能版本太旧（要 OpenSSH 8.1 以上）。")
    return signature


def signer_of(content: bytes, signature: bytes, allowed: Path, principal: str = "") -> str:
    """Return the name under which the list ``allowed`` knows who signed ``content``.

    A key may stand there under several names: ``principal`` is the answer if it is one of them. Raises Unsigned, and
    UsageError when there is no such list.
    """
    if not allowed.is_file():
        raise UsageError(f"没有签名人名单文件 {allowed}。")
    with TemporaryDirectory(prefix="make-report-") as folder:
        path, names = Path(folder) / "signature", Path(folder) / "allowed"
        path.write_bytes(signature)
        # Notepad puts a BOM before the first name, which ssh-keygen takes for a part of it.
        names.write_bytes(allowed.read_bytes().removeprefix(codecs.BOM_UTF8))
        common = ["-s", str(path), "-f", str(names)]
        if principal and _holds(["-Y", "verify", *common, "-n", NAMESPACE, "-I", principal], content):
            return principal
        found = _ask(["-Y", "find-principals", *common], b"", "签名人不在名单里，或签名已损坏")
        name = found.splitlines()[0].strip() if found.strip() else ""
        command = ["-Y", "verify", *common, "-n", NAMESPACE, "-I", name]
        _ask(command, content, f"签名与内容不符（签名人{name}）：签名之后有改动，或不是为这个包签的")
    return name


def fingerprint_of(content: bytes, signature: bytes) -> str:
    """Return the fingerprint of the key that signed ``content``, of nobody knows whom. Raises Unsigned."""
    with TemporaryDirectory(prefix="make-report-") as folder:
        path = Path(folder) / "signature"
        path.write_bytes(signature)
        command = ["-Y", "check-novalidate", "-s", str(path), "-n", NAMESPACE]
        answer = _ask(command, content, "签名与内容不符：签名之后有改动，或不是为这个包签的")
    match = _FINGERPRINT.search(answer)
    return match[0] if match else "未知"


def _holds(words: list[str], content: bytes) -> bool:
    try:
        _ask(words, content, "")
    except Unsigned:
        return False
    return True


def _ask(words: list[str], content: bytes, otherwise: str) -> str:
    try:
        return run([PROGRAM, *words], timeout_s=TIMEOUT_S, what="核对签名", stdin=content).decode("utf-8", "replace")
    except ToolError as fault:
        raise Unsigned(f"{otherwise}。") from fault
