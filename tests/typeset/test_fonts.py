"""Which font plays a role: the user's, the system's, a fetched open one, and Noto when nothing else is there."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from builders.core.digests import file_digest
from builders.core.errors import ToolError
from builders.model.face import FaceSet
from builders.typeset.fonts import FontFolders, FontTable, chart_files, font_table, machine_folders, resolve
from builders.typeset.gongwen import WORD_NAMES
from tests.typeset.tiny import tiny_font

TABLE = Path(__file__).parents[2] / "templates" / "gongwen" / "fonts.yaml"


@pytest.fixture(scope="module")
def raw() -> Any:  # noqa: ANN401 - the tree of a YAML file
    return YAML(typ="base", pure=True).load(TABLE.read_text(encoding="utf-8"))


@pytest.fixture
def table(raw: Any) -> FontTable:  # noqa: ANN401
    return font_table(raw)


@pytest.fixture
def folders(tmp_path: Path) -> FontFolders:
    noto = machine_folders().noto
    assert noto is not None
    return FontFolders(user=tmp_path / "user", system=(tmp_path / "system",), noto=noto)


def origins(faces: FaceSet) -> dict[str, str]:
    return {face.role: face.origin for face in faces.faces}


def test_noto_is_the_last_resort_for_every_role(table: FontTable, folders: FontFolders) -> None:
    faces = resolve(table, folders)
    assert set(origins(faces).values()) == {"Noto"}
    assert {face.role: face.family for face in faces.faces} == {
        "title": "Noto Serif SC",
        "body": "Noto Serif SC",
        "heading": "Noto Sans SC",
        "kai": "Noto Serif SC",
        "song": "Noto Serif SC",
        "fallback": "Noto Serif SC",
        "fallback_sans": "Noto Sans SC",
    }


def test_the_digest_is_that_of_the_file(table: FontTable, folders: FontFolders) -> None:
    face = resolve(table, folders).role("body")
    assert face.sha256 == file_digest(face.path)


def test_a_system_font_wins_over_noto_whatever_the_case_of_its_name(table: FontTable, folders: FontFolders) -> None:
    path = tiny_font(folders.system[0] / "truetype" / "SimFang.TTF", "FangSong")
    body = resolve(table, folders).role("body")
    assert (body.path, body.family, body.origin) == (path, "FangSong", "系统字体")


def test_the_users_font_wins_over_the_systems(table: FontTable, folders: FontFolders) -> None:
    tiny_font(folders.system[0] / "simfang.ttf", "FangSong")
    path = tiny_font(folders.user / "simfang.ttf", "FangSong")
    body = resolve(table, folders).role("body")
    assert (body.path, body.origin) == (path, "用户字体")


def test_the_users_font_is_known_by_its_family_under_any_file_name(table: FontTable, folders: FontFolders) -> None:
    tiny_font(folders.system[0] / "simkai.ttf", "KaiTi")
    path = tiny_font(folders.user / "我的字体.ttf", "KaiTi_GB2312")
    kai = resolve(table, folders).role("kai")
    assert (kai.path, kai.family, kai.origin) == (path, "KaiTi_GB2312", "用户字体")


def test_an_earlier_name_of_the_table_wins_over_a_later_one(table: FontTable, folders: FontFolders) -> None:
    tiny_font(folders.user / "simfang.ttf", "FangSong")
    path = tiny_font(folders.user / "仿宋_GB2312.ttf", "FangSong_GB2312")
    assert resolve(table, folders).role("body").path == path


def test_fandol_with_the_right_digest_wins_over_noto(raw: Any, folders: FontFolders) -> None:  # noqa: ANN401
    path = tiny_font(folders.user / "fandol" / "FandolFang-Regular.otf", "FandolFang")
    pinned = copy.deepcopy(raw)
    pinned["packages"]["fandol"]["files"]["FandolFang-Regular.otf"] = file_digest(path)
    body = resolve(font_table(pinned), folders).role("body")
    assert (body.path, body.family, body.origin) == (path, "FandolFang", "Fandol")


def test_fandol_borrows_letters_and_digits_where_the_table_says(raw: Any, folders: FontFolders) -> None:  # noqa: ANN401
    path = tiny_font(folders.user / "fandol" / "FandolFang-Regular.otf", "FandolFang")
    pinned = copy.deepcopy(raw)
    pinned["packages"]["fandol"]["files"]["FandolFang-Regular.otf"] = file_digest(path)
    faces = resolve(font_table(pinned), folders)
    assert (faces.role("body").latin, faces.role("heading").latin) == ("song", "")


@pytest.mark.parametrize(
    ("role", "folder", "file", "label"),
    [("rare", "hanazono", "HanaMinB.ttf", "花园明朝"), ("symbols", "symbola", "Symbola_hint.ttf", "Symbola")],
)
def test_rare_characters_and_symbols_have_faces_once_they_are_fetched(
    raw: Any,  # noqa: ANN401
    folders: FontFolders,
    role: str,
    folder: str,
    file: str,
    label: str,
) -> None:
    path = tiny_font(folders.user / folder / file, "Tiny")
    pinned = copy.deepcopy(raw)
    pinned["packages"][folder]["files"][file] = file_digest(path)
    face = resolve(font_table(pinned), folders).role(role)
    assert (face.path, face.origin, face.latin) == (path, label, "")


def test_fetched_fonts_are_not_taken_for_the_users_own(raw: Any, folders: FontFolders) -> None:  # noqa: ANN401
    tiny_font(folders.user / "symbola" / "simfang.ttf", "FangSong")
    assert resolve(font_table(raw), folders).role("body").origin == "Noto"


def test_charts_take_their_digits_from_the_face_that_lends_them(raw: Any, folders: FontFolders) -> None:  # noqa: ANN401
    path = tiny_font(folders.user / "fandol" / "FandolHei-Regular.otf", "FandolHei")
    pinned = copy.deepcopy(raw)
    pinned["packages"]["fandol"]["files"]["FandolHei-Regular.otf"] = file_digest(path)
    files = [file.name for file in chart_files(resolve(font_table(pinned), folders))]
    assert files == ["NotoSansSC-Regular.otf", "FandolHei-Regular.otf", "NotoSerifSC-Regular.otf"]


def test_charts_are_printed_in_the_users_own_heiti(table: FontTable, folders: FontFolders) -> None:
    tiny_font(folders.user / "simhei.ttf", "SimHei")
    tiny_font(folders.user / "simsunb.ttf", "SimSun-ExtB")
    files = [file.name for file in chart_files(resolve(table, folders))]
    assert files == ["simhei.ttf", "NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf", "simsunb.ttf"]


def test_a_bold_face_says_how_bold_it_is(table: FontTable, folders: FontFolders) -> None:
    tiny_font(folders.user / "FZXBSJW.TTF", "FZXiaoBiaoSong-B05S", weight=700)
    faces = resolve(table, folders)
    assert (faces.role("title").weight, faces.role("body").weight) == (700, 400)


def test_fandol_with_another_digest_is_refused(table: FontTable, folders: FontFolders) -> None:
    path = tiny_font(folders.user / "fandol" / "FandolFang-Regular.otf", "FandolFang")
    with pytest.raises(ToolError) as caught:
        resolve(table, folders)
    (problem,) = caught.value.diagnostics
    assert problem.code == "G113"
    assert str(path) in str(problem)
    assert caught.value.exit_code == 5


def test_a_file_that_is_not_a_font_is_refused(table: FontTable, folders: FontFolders) -> None:
    folders.user.mkdir()
    (folders.user / "simfang.ttf").write_bytes(b"not a font")
    with pytest.raises(ToolError) as caught:
        resolve(table, folders)
    assert [problem.code for problem in caught.value.diagnostics] == ["G114"]


def test_roles_that_nothing_plays_are_all_named_with_what_to_do(table: FontTable, tmp_path: Path) -> None:
    with pytest.raises(ToolError) as caught:
        resolve(table, FontFolders(user=tmp_path / "字体"))
    told = [str(problem) for problem in caught.value.diagnostics]
    assert len(told) == 7
    assert any("小标宋" in line and str(tmp_path / "字体") in line for line in told)
    assert not any("扩展区" in line for line in told)


def test_a_font_that_plays_two_roles_plays_both(table: FontTable, folders: FontFolders) -> None:
    folders.user.mkdir()
    source = tiny_font(folders.user / "simfang.ttf", "FangSong")
    (folders.user / "simkai.ttf").symlink_to(source)
    faces = resolve(table, folders)
    assert faces.role("body").family == faces.role("kai").family == "FangSong"


def test_the_users_folder_can_be_named_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAKE_REPORT_FONTS", str(tmp_path))
    assert machine_folders().user == tmp_path


def test_the_users_folder_is_in_the_data_folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAKE_REPORT_FONTS", raising=False)
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    assert machine_folders().user.parts[-2:] == ("make-report", "fonts")


# ------------------------------------------------------------------ the table


def test_word_names_are_those_of_the_page_description(table: FontTable) -> None:
    assert {role.name: role.word_name for role in table.roles if role.name in WORD_NAMES} == dict(WORD_NAMES)


def test_every_mistake_in_the_table_is_told_at_once(raw: Any) -> None:  # noqa: ANN401
    wrong = copy.deepcopy(raw)
    wrong["role"] = wrong["roles"]
    wrong["roles"] = {name: role for name, role in wrong["roles"].items() if name != "kai"}
    wrong["roles"]["body"]["file"] = ["x.ttf"]
    wrong["roles"]["title"]["fetched"] = "FandolTitle.otf"
    wrong["packages"]["fandol"]["files"]["FandolKai-Regular.otf"] = "abc"
    wrong["packages"]["fandol"]["megabytes"] = "viel"
    del wrong["packages"]["symbola"]["licence"]
    wrong["packages"]["../up"] = wrong["packages"]["hanazono"]
    with pytest.raises(ToolError) as caught:
        font_table(wrong)
    told = "\n".join(str(problem) for problem in caught.value.diagnostics)
    expected = ["是否指“roles”", "roles.kai", "是否指“files”", "FandolTitle.otf", "64位"]
    for words in (*expected, "整数", "packages.symbola.licence", "packages.../up"):
        assert words in told


@pytest.mark.parametrize("broken", [None, [], "text", {"roles": []}, {"roles": {"body": "x"}}])
def test_a_table_of_another_shape_is_refused(broken: object) -> None:
    with pytest.raises(ToolError):
        font_table(broken)
