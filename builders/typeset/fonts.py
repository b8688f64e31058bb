"""Which font plays which role on this machine (字体): the user's, the system's, the fetched open ones, then Noto."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.core.diagnostics import Diagnostic, Place
from builders.core.digests import file_digest
from builders.core.errors import ToolError
from builders.model.face import Face, FaceSet
from builders.typeset.typefaces.folders import FontFolders, files_in, machine_folders
from builders.typeset.typefaces.stage import Variant, variants
from builders.typeset.typefaces.table import TABLE_FILE, FontPackage, FontRole, FontTable, font_table

__all__ = ["FontFolders", "FontTable", "chart_files", "font_table", "machine_folders", "resolve"]

USER, SYSTEM, NOTO = "用户字体", "系统字体", "Noto"


@dataclass(frozen=True)
class _Candidate:
    """A file that may play a role: ``family`` is set when it was found by its family name, ``pin`` when fetched."""

    path: Path
    origin: str
    family: str = ""
    pin: str = ""


def resolve(table: FontTable, folders: FontFolders | None = None) -> FaceSet:
    """Return the faces that play the roles of ``table`` on this machine.

    Raises ToolError naming every role that nothing can play, every file that is not a font, and every fetched
    file whose sha256 is not the one in the table.
    """
    places = folders or machine_folders()
    search = _Search(places, table.packages)
    found = {role.name: next(search.candidates(role), None) for role in table.roles}
    chosen = {name: candidate for name, candidate in found.items() if candidate}
    problems = [_unplayed(role, places) for role in table.roles if role.name not in chosen and not role.optional]
    inside = variants(candidate.path for candidate in chosen.values())
    digests = {path: file_digest(path) for path in inside}
    for path, pin in sorted({(candidate.path, candidate.pin) for candidate in chosen.values()}):
        problem = _unfit(path, pin, inside[path], digests[path])
        problems += [problem] if problem else []
    if problems:
        raise ToolError(f"有{len(problems)}种字体不能使用。", problems)
    return FaceSet(
        tuple(
            _face(role, chosen[role.name], inside[chosen[role.name].path], digests[chosen[role.name].path])
            for role in table.roles
            if role.name in chosen
        )
    )


def chart_files(faces: FaceSet) -> tuple[Path, ...]:
    """Return the font files for charts (统计图字体), in the order of trying; the last hold rare characters and signs.

    A chart's digits stand beside its characters, and its program tries whole faces; where 黑体 has poor digits, the
    face that lends them comes first.
    """
    heading = faces.role("heading")
    roles = (heading.latin or "heading", "heading", "fallback_sans", "fallback", "rare", "symbols")
    known = {face.role: face.path for face in faces.faces}
    return tuple(dict.fromkeys(known[role] for role in roles if role in known))


class _Search:
    """Looks for fonts, listing each folder once and only when it is needed."""

    def __init__(self, places: FontFolders, packages: tuple[FontPackage, ...]) -> None:
        self._places = places
        self._packages = packages
        self._user = files_in((places.user,), skip={package.folder for package in packages})
        self._system: dict[str, Path] | None = None
        self._families: dict[str, Path] | None = None

    def candidates(self, role: FontRole) -> Iterator[_Candidate]:
        """Yield the files that may play ``role``, best first."""
        for name in role.files:
            if path := self._user.get(name.lower()):
                yield _Candidate(path, USER)
        for family in role.families:
            if path := self._user_families().get(family):
                yield _Candidate(path, USER, family)
        if self._system is None:
            self._system = files_in(self._places.system)
        for name in role.files:
            if path := self._system.get(name.lower()):
                yield _Candidate(path, SYSTEM)
        for package in self._packages:
            path = self._places.user / package.folder / role.fetched
            if role.fetched in package.pins and path.is_file():
                yield _Candidate(path, package.label, pin=package.pins[role.fetched])
        if role.noto and self._places.noto and (self._places.noto / role.noto).is_file():
            yield _Candidate(self._places.noto / role.noto, NOTO)

    def _user_families(self) -> Mapping[str, Path]:
        """Return the user's files by family name; only this folder is small enough to open every file."""
        if self._families is None:
            found = variants(self._user.values()) if self._user else {}
            self._families = {
                variant.family: path for path, inside in reversed(found.items()) for variant in inside
            }  # fmt: skip
        return self._families


def _face(role: FontRole, candidate: _Candidate, inside: tuple[Variant, ...], sha256: str) -> Face:
    """Return the face; its family is the one found, else the role's favourite in the file, else the file's first."""
    weights = {variant.family: variant.weight for variant in reversed(inside)}
    favourites = (candidate.family, *role.families)
    family = next((family for family in favourites if family in weights), inside[0].family)
    latin = role.fetched_latin if candidate.pin else ""
    return Face(
        role.name, role.label, role.word_name, family, candidate.path, sha256, candidate.origin, latin, weights[family]
    )


def _unfit(path: Path, pin: str, inside: tuple[Variant, ...], sha256: str) -> Diagnostic | None:
    """Return what keeps a chosen file from being used, or None."""
    place = Place(str(path))
    if pin and sha256 != pin:
        cure = "请删去该文件，再运行 make-report fonts fetch。"
        return Diagnostic(place, "G113", "字体文件与登记的 sha256 不一致", value=sha256, cure=cure)
    if not inside:
        return Diagnostic(place, "G114", "不是可用的字体文件", cure="请换一个完好的文件，或把它移出字体文件夹。")
    return None


def _unplayed(role: FontRole, places: FontFolders) -> Diagnostic:
    cure = f"请把字体文件（{'、'.join(role.files[:3])}等）复制到“{places.user}”，或运行 make-report fonts fetch。"
    if not role.files:
        cure = "请重新安装本工具的依赖 pylopdf-fonts-zh-cn。"
    return Diagnostic(Place(TABLE_FILE, column=f"roles.{role.name}"), "G112", f"找不到“{role.label}”字体", cure=cure)
