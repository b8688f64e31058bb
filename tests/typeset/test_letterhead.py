"""Words of the head and the foot."""

from __future__ import annotations

from datetime import date

from builders.model.manuscript import Imprint, Masthead
from builders.typeset.letterhead import copies_text, edge_lines, letterhead, number_of, printed_text, signers_lines

DAY = date(2024, 6, 6)
BUREAU, CIVIL = "双塔区住房和城乡建设局", "双塔区民政局"


def lines(*names: str, issuers: tuple[str, ...] = (BUREAU,)) -> list[tuple[str, str]]:
    return [(line.lead, line.names) for line in signers_lines(Masthead(issuers, signatories=names))]


def test_a_document_bears_its_issuers_and_the_word_for_document_at_their_side() -> None:
    assert letterhead(Masthead((BUREAU, CIVIL))) == ((BUREAU, CIVIL), "文件")


def test_a_letter_bears_only_the_issuers_name() -> None:
    assert letterhead(Masthead((BUREAU,), kind="letter")) == ((BUREAU,), "")


def test_minutes_bear_their_own_words() -> None:
    head = Masthead((BUREAU,), kind="minutes", letterhead="专题会议纪要")
    assert (letterhead(head), number_of(head, DAY)) == ((("专题会议纪要",), ""), "")


def test_a_drafts_number_leaves_room_for_the_count() -> None:
    assert number_of(Masthead((BUREAU,)), DAY) == "〔2024〕　号"
    assert number_of(Masthead((BUREAU,), "双住建发〔2024〕5号"), DAY) == "双住建发〔2024〕5号"


def test_one_signer_is_printed_as_written() -> None:
    assert lines("李四") == [("签发人：", "李四")]
    assert lines("欧阳修文") == [("签发人：", "欧阳修文")]


def test_signers_stand_two_in_a_line_with_one_blank_between_and_in_columns() -> None:
    assert lines("张三", "李四五") == [("签发人：", "张　三　李四五")]
    assert lines("张三", "李四五", "王五六") == [("签发人：", "张　三　李四五"), ("　　　　", "王五六　　　　")]


def test_two_signers_without_room_beside_a_long_number_stand_below_one_another() -> None:
    short, long = (
        signers_lines(Masthead((BUREAU,), number, ("张三", "欧阳宏伟")))
        for number in ("双民发〔2024〕5号", "喀住建民政联发〔2024〕128号")
    )

    assert [line.names for line in short] == ["张　三　　欧阳宏伟"]
    assert [line.names.rstrip() for line in long] == ["张　三", "欧阳宏伟"]


def test_a_draft_leaves_a_blank_place_for_each_issuer() -> None:
    assert lines() == [("签发人：", "　　　")]
    assert lines(issuers=(BUREAU, CIVIL)) == [("签发人：", "　　　　　　　")]


def test_only_a_document_that_goes_up_has_signers() -> None:
    assert signers_lines(Masthead((BUREAU,), upward=False)) == ()
    assert signers_lines(Masthead((BUREAU,), kind="letter")) == ()


def test_secrecy_and_urgency_stand_in_the_order_of_the_standard_without_gaps() -> None:
    assert edge_lines(Masthead((BUREAU,), copy_number="000001", classification="秘密★1年", urgency="特急")) == (
        "000001", "秘密★1年", "特急",
    )  # fmt: skip
    assert edge_lines(Masthead((BUREAU,), urgency="特急")) == ("特急",)


def test_the_imprint_ends_its_copies_with_a_full_stop_and_its_date_without_zeros() -> None:
    imprint = Imprint("办公室", date(2024, 6, 7), ("双塔区人民政府", "双塔区财政局"))

    assert copies_text(imprint) == "双塔区人民政府，双塔区财政局。"
    assert copies_text(Imprint("办公室", DAY)) == ""
    assert printed_text(imprint) == "2024年6月7日印发"
