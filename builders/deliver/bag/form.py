"""The form (原样) in which this program writes bags: there is one for the same files, so every change of a byte shows.

Digests cover the files, but nothing covers the last list of digests, nor what a zip says beside the files. A bag that
says it was written here must look exactly as it would be written; how others write is their own affair.
"""

from __future__ import annotations

from collections.abc import Mapping

from builders.deliver.assurance import Notes
from builders.deliver.bag.aspects import FORM
from builders.deliver.bag.opening import Opened, Unopenable
from builders.deliver.bag.packing import pack
from builders.deliver.bag.writer import AGENT, ALGORITHMS, PAYLOAD, manifest_of


def check_form(opened: Opened, info: Mapping[str, list[str]], notes: Notes) -> None:
    """Compare a bag of our own with what we would write; note the files that are otherwise."""
    if info.get("bag-software-agent") != [AGENT]:
        return
    notes.look(FORM)
    try:
        _check_lists(opened, notes)
        if opened.content is not None:
            _check_zip(opened, opened.content, notes)
    except Unopenable as fault:
        notes.fail(FORM, "B401", str(fault))


def _check_lists(opened: Opened, notes: Notes) -> None:
    """Compare the manifests of the tag files with what they must be."""
    own = [f"tagmanifest-{algorithm}.txt" for algorithm in ALGORITHMS]
    known = {name for path in own if path in opened.sizes for name in _names(opened.read(path))}
    others = [path for path in opened.sizes if not path.startswith(f"{PAYLOAD}/") and path not in own]
    for path in others:
        if known and path not in known:  # without any list nobody knows what was added
            notes.fail(FORM, "B424", "打包之后加进来的", path)
    listed = {path: opened.read(path) for path in others if path in known}
    for algorithm, path in zip(ALGORITHMS, own, strict=True):
        if path not in opened.sizes:
            notes.fail(FORM, "B421", "缺少这份清单，打包时是有的", path)
        elif opened.read(path) != manifest_of(listed, algorithm):
            notes.fail(FORM, "B422", "与打包时写的不同", path)


def _names(manifest: bytes) -> list[str]:
    return [line[2] for line in (line.partition("  ") for line in manifest.decode("utf-8", "replace").splitlines())]


def _check_zip(opened: Opened, content: bytes, notes: Notes) -> None:
    """Compare a zip with what we would write; whoever packs the files again gets a zip of another length."""
    ours = pack({path: opened.read(path) for path in opened.sizes}, opened.name)
    if len(ours) != len(content):
        notes.remark(FORM, "B423", "压缩包由其他软件重新压缩过，内容以摘要为准")
    elif ours != content:
        notes.fail(FORM, "B422", "压缩包的结构与打包时不同，有字节被改动")
