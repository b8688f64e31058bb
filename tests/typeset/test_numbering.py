"""Numbers that nobody types: they follow the order of printing, and references follow the numbers."""

from __future__ import annotations

from builders.model.document import (
    Annex,
    Block,
    Cell,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    ListItems,
    Paragraph,
    Reference,
    Remark,
    Strong,
    Table,
    Text,
)
from builders.typeset.numbering import number


def heading(level: int) -> Heading:
    return Heading(level, (Text("标题"),))


def paragraph(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


def table(identifier: str = "", *, cell: Inline | None = None, caption: Inline | None = None) -> Table:
    row = (Cell((cell or Text("甲"),)),)
    return Table(identifier, (caption or Text("表题"),), ("left",), row, (row,))


def figure(identifier: str = "", *, caption: Inline | None = None) -> Figure:
    return Figure(identifier, (caption or Text("图题"),), "说明", "chart")


def annex(*blocks: Block, identifier: str = "") -> Annex:
    return Annex("台账", blocks, identifier)


def note(*inlines: Inline) -> Footnote:
    return Footnote((paragraph(*inlines or (Text("来源"),)),))


def numbered(*blocks: Block, annexes: tuple[Annex, ...] = ()) -> Document:
    document, missing = number(Document(blocks, annexes))
    assert missing == []
    return document


def printed(blocks: tuple[Block, ...]) -> list[str]:
    return [block.number for block in blocks if isinstance(block, Heading)]


def labels(blocks: tuple[Block, ...]) -> list[str]:
    return [block.label for block in blocks if isinstance(block, Table | Figure)]


def notes(inlines: tuple[Inline, ...]) -> list[int]:
    return [inline.number for inline in inlines if isinstance(inline, Footnote)]


# ---------------------------------------------------------------- headings


def test_each_level_has_the_ordinals_of_the_standard() -> None:
    document = numbered(heading(1), heading(2), heading(3), heading(4), heading(4))

    assert printed(document.blocks) == ["一、", "（一）", "1.", "（1）", "（2）"]


def test_a_lower_level_starts_anew_under_each_higher_one() -> None:
    document = numbered(heading(1), heading(2), heading(2), heading(1), heading(2))

    assert printed(document.blocks) == ["一、", "（一）", "（二）", "二、", "（一）"]


def test_a_skipped_level_starts_anew_under_the_next_higher_one() -> None:
    document = numbered(heading(1), heading(3), heading(3), heading(1), heading(3), heading(2))

    assert printed(document.blocks) == ["一、", "1.", "2.", "二、", "1.", "（一）"]


def test_headings_past_ten_and_twenty_are_chinese_numerals() -> None:
    document = numbered(*[heading(1) for _ in range(21)])

    assert [printed(document.blocks)[index] for index in (9, 10, 19, 20)] == ["十、", "十一、", "二十、", "二十一、"]


def test_each_annex_counts_its_own_headings() -> None:
    document = numbered(heading(1), heading(2), annexes=(annex(heading(1)), annex(heading(2))))

    assert [printed(each.blocks) for each in document.annexes] == [["一、"], ["（一）"]]


# ---------------------------------------------------------------- tables and figures


def test_tables_and_figures_count_apart_and_through_the_annexes() -> None:
    document = numbered(table(), figure(), table(), annexes=(annex(table()), annex(figure())))

    assert labels(document.blocks) == ["表1", "图1", "表2"]
    assert [labels(each.blocks) for each in document.annexes] == [["表3"], ["图2"]]


def test_a_table_without_caption_has_no_number_and_takes_none() -> None:
    bare = Table("", (), ("left",), (Cell((Text("甲"),)),), ())

    assert labels(numbered(table(), bare, table()).blocks) == ["表1", "", "表2"]


# ---------------------------------------------------------------- annexes


def test_the_only_annex_has_no_number() -> None:
    assert [each.label for each in numbered(annexes=(annex(),)).annexes] == ["附件"]


def test_several_annexes_are_counted() -> None:
    assert [each.label for each in numbered(annexes=(annex(), annex())).annexes] == ["附件1", "附件2"]


# ---------------------------------------------------------------- references


def test_a_reference_prints_the_number_of_what_comes_later_or_earlier() -> None:
    document = numbered(
        paragraph(Text("见"), Reference("money"), Reference("ledger")),
        table("progress"),
        table("money"),
        paragraph(Reference("progress")),
        annexes=(annex(identifier="gaps"), annex(identifier="ledger")),
    )

    assert document.blocks[0] == paragraph(Text("见"), Reference("money", "表2"), Reference("ledger", "附件2"))
    assert document.blocks[3] == paragraph(Reference("progress", "表1"))


def test_a_reference_is_found_wherever_text_can_stand() -> None:
    known = Reference("t")
    linked = Reference("t", "表1")
    document = numbered(
        table("t", cell=known, caption=known),
        Heading(1, (known,)),
        paragraph(Strong((Emphasis((known,)),)), note(known)),
        ListItems(True, ((paragraph(known),), (paragraph(known), paragraph(known)))),
        figure(caption=known),
        Remark((known,)),
        annexes=(annex(paragraph(known)),),
    )

    assert str(document).count(str(linked)) == 12
    assert str(known) not in str(document)


def test_what_does_not_exist_is_named_each_time_and_left_for_the_message() -> None:
    text = paragraph(Reference("mony"), Reference("t"), Reference("mony"))
    document, missing = number(Document((text, table("t", caption=Reference("x")))))

    assert missing == ["mony", "mony", "x"]
    assert document.blocks[0] == paragraph(Reference("mony"), Reference("t", "表1"), Reference("mony"))


# ---------------------------------------------------------------- footnotes


def test_footnotes_count_in_reading_order_through_body_and_annexes() -> None:
    document = numbered(
        paragraph(note(), Text("，"), note()),
        table(cell=note()),
        annexes=(annex(paragraph(note())),),
    )

    [first, second_block] = document.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second_block, Table)
    assert notes(first.children) == [1, 2]
    assert [notes(cell.children) for cell in (*second_block.header, *second_block.rows[0])] == [[3], [4]]
    [last] = document.annexes[0].blocks
    assert isinstance(last, Paragraph)
    assert notes(last.children) == [5]


# ---------------------------------------------------------------- the whole


def test_numbering_a_numbered_document_changes_nothing() -> None:
    document = numbered(
        heading(1), table("t"), figure("f"), paragraph(Reference("t"), note()), annexes=(annex(table()), annex())
    )

    assert number(document) == (document, [])


def test_a_document_without_anything_to_count_is_returned_as_it_is() -> None:
    document = Document((paragraph(Text("正文")),))

    assert number(document) == (document, [])
