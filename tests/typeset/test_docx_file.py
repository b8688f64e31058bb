"""The file (文件): the same bytes every time, whole, and with properties that tell what it is."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_STORED

import docx
import pytest

from builders.model.document import Document
from builders.model.revision import Revision
from builders.typeset.docx import write
from tests.typeset.opened import NAMESPACES, Opened
from tests.typeset.specimens import bare, document, manuscript, numbered, prose

SIMPLE = numbered(Document((prose("正文。"),)))


@pytest.fixture(scope="module")
def content() -> bytes:
    return write(manuscript(), document())


@pytest.fixture(scope="module")
def opened(content: bytes) -> Opened:
    return Opened(content)


def custom(opened: Opened) -> dict[str, str]:
    return {each.get("name", ""): each[0].text or "" for each in opened.trees["docProps/custom.xml"]}


def test_two_calls_give_the_same_bytes(content: bytes) -> None:
    assert write(manuscript(), document()) == content


def test_the_zip_tells_nothing_of_the_machine(opened: Opened) -> None:
    names = [entry.filename for entry in opened.entries]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {entry.date_time for entry in opened.entries} == {(2023, 7, 9, 16, 0, 0)}
    assert {(entry.create_system, entry.external_attr) for entry in opened.entries} == {(3, 0o100644 << 16)}


def test_pictures_are_stored_and_not_packed_twice(opened: Opened) -> None:
    assert {each.compress_type for each in opened.entries if each.filename.endswith(".png")} == {ZIP_STORED}


@pytest.mark.parametrize(("year", "printed"), [(1970, 1980), (2500, 2107)])
def test_a_moment_that_a_zip_cannot_carry_becomes_the_nearest(year: int, printed: int) -> None:
    made = Opened(write(replace(bare(), moment=datetime(year, 6, 1, tzinfo=UTC)), SIMPLE))
    assert {entry.date_time[0] for entry in made.entries} == {printed}


def test_properties_come_from_the_manuscript(content: bytes) -> None:
    properties = docx.Document(BytesIO(content)).core_properties
    assert properties.title == "双塔区2023年上半年完整社区建设试点工作半年总结报告"
    assert properties.author == "双塔区住房和城乡建设局、双塔区民政局"
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified == datetime(2023, 7, 9, 16, 0, 1, tzinfo=UTC)
    assert properties.revision == 1


def test_the_properties_count_the_version_and_name_its_commit() -> None:
    third = Revision(3, "a1b2c3d4" * 5, date(2023, 6, 8))
    made = write(replace(bare(), revision=third), SIMPLE)
    properties = docx.Document(BytesIO(made)).core_properties

    assert (properties.revision, properties.version) == (3, "第3版 · 2023-06-08 · a1b2c3d")
    assert custom(Opened(made))["版本"] == "第3版 · 2023-06-08 · a1b2c3d"
    assert custom(Opened(made))["提交"] == "a1b2c3d4" * 5


def test_a_named_author_stands_before_the_signers() -> None:
    made = docx.Document(BytesIO(write(replace(bare(), author="综合科"), SIMPLE)))
    assert made.core_properties.author == "综合科"


def test_custom_properties_tell_version_notice_period_and_status(opened: Opened) -> None:
    assert custom(opened) == {
        "版本": manuscript().version,
        "通知": "chaoyang",
        "报告期": "2023H1",
        "文件状态": "草稿",
        "示例数据": "是",
    }


def test_real_data_is_not_called_invented() -> None:
    made = custom(Opened(write(replace(bare(), status="final"), SIMPLE)))
    assert "示例数据" not in made
    assert made["文件状态"] == "定稿"


def test_every_relationship_inside_leads_to_a_part(opened: Opened) -> None:
    for name, tree in opened.trees.items():
        if name.endswith(".rels"):
            base = posixpath.dirname(posixpath.dirname(name))
            for each in tree.iterfind("rel:Relationship", NAMESPACES):
                if each.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", base, each.get("Target", "")))
                    assert target.lstrip("/") in opened.raw


def test_every_part_has_a_content_type_and_every_type_a_part(opened: Opened) -> None:
    types = opened.trees["[Content_Types].xml"]
    defaults = {each.get("Extension", "") for each in types.iterfind("ct:Default", NAMESPACES)}
    named = {each.get("PartName", "").lstrip("/") for each in types.iterfind("ct:Override", NAMESPACES)}
    parts = set(opened.raw) - {"[Content_Types].xml"}
    assert named <= parts
    assert {name for name in parts - named if name.rpartition(".")[2] not in defaults | {"rels"}} == set()
    assert all(name.endswith((".rels", ".png")) for name in parts - named)


def test_relationships_named_in_the_text_exist(opened: Opened) -> None:
    for story in opened.stories():
        folder, _, file = story.rpartition("/")
        relations = opened.trees.get(f"{folder}/_rels/{file}.rels")
        known = {each.get("Id") for each in relations} if relations is not None else set()
        used = {
            value
            for each in opened.trees[story].iter()
            for key, value in each.attrib.items()
            if str(key).startswith(f"{{{NAMESPACES['r']}}}")
        }
        assert used <= known


def test_nothing_of_a_template_is_left_behind(opened: Opened) -> None:
    assert not [name for name in opened.raw if "thumbnail" in name or "customXml" in name or "theme" in name]


def test_every_cell_ends_with_a_paragraph(opened: Opened) -> None:
    assert all(str(cell[-1].tag).endswith("}p") for cell in opened.find(".//w:tc"))


def test_python_docx_reads_it_again(content: bytes) -> None:
    read = docx.Document(BytesIO(content))
    assert len(read.tables) == 5
    (first,) = [each.style for each in read.paragraphs if each.text.startswith("一、")]
    assert first is not None and first.name == "Heading 1"
