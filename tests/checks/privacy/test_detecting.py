"""What leads to a person is found in any disguise; what only looks like it is left alone."""

from __future__ import annotations

import pytest

from builders.checks.privacy.detecting import find_personal, mask_text, personal_values
from builders.checks.privacy.identity import check_digit, is_credit_code
from tests.checks.privacy.numbers import LANDLINE, MOBILE, card, full_width, identity, slipped

ID = identity()
WITH_X = next(number for order in range(999) if (number := identity(order=f"{order:03}")).endswith("X"))
OLD = "211302" + "000101" + "000"
CREDIT = next(code for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if is_credit_code(code := "91211302MA0000000" + last))


def kinds(text: str, context: str = "") -> list[tuple[str, str]]:
    return [(found.kind, found.severity) for found in find_personal(text, context)]


@pytest.mark.parametrize(
    "text",
    [
        ID,
        WITH_X,
        WITH_X.lower(),
        f"身份证号：{ID}。",
        f"张某（{ID}）",
        f"ID{ID}",
        full_width(ID),
        " ".join(ID),
        f"{ID[:6]} {ID[6:14]} {ID[14:]}",
        f"{ID[:6]}-{ID[6:14]}-{ID[14:]}",
        f"{ID[:6]}\u2014{ID[6:14]}\u2014{ID[14:]}",
        f"{ID[:6]}\u3000{ID[6:]}",
        f"{ID[:6]}\u200b{ID[6:]}",
        "\ufeff".join(ID),
        f"{ID[:9]}\u00ad{ID[9:]}",
        f"{ID[:9]}\n{ID[9:]}",
        f"| 1 | {ID} | 12 |",
        f"12 {ID} 345",
        "".join(chr(0x1D7CE + int(digit)) for digit in ID[:17]) + ID[17],
        f"共12户 {ID}",
        f"项目编码{ID}",
    ],
)
def test_an_identity_number_is_an_error_in_any_disguise(text: str) -> None:
    assert kinds(text) == [("identity", "error")]


@pytest.mark.parametrize(
    "text, found",
    [
        (slipped(ID), ("identity typo", "warning")),
        (f"{ID[:6]} {ID[6:14]} {slipped(ID)[14:]}", ("identity typo", "warning")),
        (OLD, ("old identity", "warning")),
        (f"身份证号{OLD}", ("old identity", "error")),
        (f"联系人手机{MOBILE}", ("mobile", "error")),
        (f"请与张某{MOBILE}联系", ("mobile", "error")),
        (f"张某 {MOBILE}", ("mobile", "error")),
        (f"由张某{MOBILE}处理", ("mobile", "error")),
        (f"张某{MOBILE}处理", ("mobile", "error")),
        (identity(region="911840"), ("identity", "error")),
        (f"12 张某某 {MOBILE}", ("mobile", "error")),
        (f"〔2023〕8号 {MOBILE}", ("mobile", "warning")),
        (f"小计 {MOBILE}", ("mobile", "warning")),
        (f"{MOBILE}（张某）", ("mobile", "warning")),
        (f"{MOBILE}张某", ("mobile", "error")),
        (f"+86 {MOBILE}", ("mobile", "error")),
        (f"+86-{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}", ("mobile", "error")),
        (f"电话：{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}", ("mobile", "error")),
        (f"电话：{MOBILE[:4]} {MOBILE[4:7]} {MOBILE[7:]}", ("mobile", "error")),
        (f"电话：{MOBILE[:2]} {MOBILE[2:5]} {MOBILE[5:9]} {MOBILE[9:]}", ("mobile", "error")),
        (f"电话：{full_width(MOBILE)}", ("mobile", "error")),
        ("电话：" + "\u200d".join(MOBILE), ("mobile", "error")),
        (f"tel:{MOBILE}", ("mobile", "error")),
        (f"微信：{MOBILE}", ("mobile", "error")),
        (f"{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}", ("mobile", "error")),
        (f"合同编号7，联系电话{MOBILE}", ("mobile", "error")),
        (MOBILE, ("mobile", "warning")),
        (f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}", ("mobile", "warning")),
        (f"IMG_{MOBILE}.jpg", ("mobile", "warning")),
        (f"卡号{card()}", ("card", "error")),
        (f"开户行账号：{card()[:4]} {card()[4:8]} {card()[8:12]} {card()[12:16]} {card()[16:]}", ("card", "error")),
        (card(), ("card", "warning")),
        (f"电话：{LANDLINE}", ("landline", "warning")),
        (f"电话：（0421）{LANDLINE[5:]}", ("landline", "warning")),
        (f"传真{LANDLINE[5:]}", ("landline", "warning")),
        ("邮箱：someone@qq.com", ("mail", "warning")),
        ("邮箱：someone@example.com", ("mail", "warning")),
        ("住3号楼2单元501室", ("residence", "warning")),
        ("幸福小区12栋二单元301", ("residence", "warning")),
        ("车牌号辽N12A45", ("plate", "warning")),
    ],
)
def test_each_kind_is_told_as_sure_as_it_is(text: str, found: tuple[str, str]) -> None:
    assert kinds(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        CREDIT,
        f"统一社会信用代码{CREDIT}",
        f"项目编码{slipped(ID)}",
        f"订单号{MOBILE}",
        f"项目代码：{MOBILE}",
        f"总投资{MOBILE}元",
        f"{MOBILE}万元",
        f"共{MOBILE}户",
        f"SN{MOBILE}",
        f"{MOBILE}A",
        f"0.{MOBILE}",
        f"{MOBILE}.25",
        f"2309-{MOBILE}",
        f"{MOBILE}-01",
        f"1{MOBILE}",
        "2309-211302-04-01-138000",
        f"{MOBILE[:3]}****{MOBILE[-4:]}",
        f"{ID[:2]}*************{ID[-3:]}",
        f"{ID[:6]}********{ID[-4:]}",
        "991302" + "19000101" + "0000",
        "211302" + "19001301" + "0000",
        "211302" + "19000230" + "000",
        "建办科〔2022〕48号",
        "GB 50180—2018、GB/T 9704-2012",
        "2023-05-31 12:30:45",
        "20230531123045",
        "1,380,000,111.10",
        "13 12 45 123 45",
        "面积1380.00 1111.00 平方米",
        "热线12345",
        "ISBN 9787112000000",
        LANDLINE,
        "zjj@chaoyang.gov.cn",
        "3号楼2单元",
        "幸福小区3号楼",
        "第3号楼改造项目",
        "辽N",
        "00000000-0000-0000-0000-013800001111",
        f"0{ID}",
        f"{ID}0",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "header, text, found",
    [
        ("手机号码", MOBILE, [("mobile", "error")]),
        ("联系方式", LANDLINE[5:], [("landline", "warning")]),
        ("身份证号", OLD, [("old identity", "error")]),
        ("银行卡号", card("4000000000000000")[:17], [("card", "error")]),
        ("项目编码", MOBILE, []),
        ("投资额（元）", MOBILE, []),
        ("证件编号", OLD, [("old identity", "error")]),
    ],
)
def test_the_header_above_says_what_a_number_is(header: str, text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text, header) == found


def test_a_contact_line_names_a_person_and_a_number() -> None:
    assert kinds(f"市民政局联系人:赵 某\xa0\xa0\xa0\xa0联系电话:{MOBILE}") == [
        ("contact", "warning"),
        ("mobile", "error"),
    ]


def test_two_numbers_in_one_line_are_two_findings() -> None:
    text = f"电话：{MOBILE}/{MOBILE[:-1]}2，身份证{ID}"

    assert [text[found.start : found.end] for found in find_personal(text)] == [MOBILE, MOBILE[:-1] + "2", ID]


def test_the_place_is_that_of_the_text_as_it_stands() -> None:
    disguised = f"{full_width(ID[:6])}\u200b \u200b{ID[6:]}"
    text = f"\ufeff甲\u200b乙：{disguised}\u200b。"
    [found] = find_personal(text)

    assert text[found.start : found.end] == disguised


@pytest.mark.parametrize("first, last", [("11010519491231002", "X"), ("44052418800101001", "4")])
def test_the_check_digit_is_that_of_the_standard_s_own_examples(first: str, last: str) -> None:
    assert check_digit(first) == last


@pytest.mark.parametrize("number", [ID, WITH_X, OLD, MOBILE, card(), LANDLINE])
def test_a_mask_hides_most_and_is_no_finding_itself(number: str) -> None:
    masked = mask_text(f"电话、身份证、卡号：{number}")

    assert number not in masked
    assert "***" in masked
    assert mask_text(masked) == masked


def test_nothing_that_is_printed_of_a_finding_holds_the_number() -> None:
    assert MOBILE not in repr(find_personal(f"电话{MOBILE}"))


def test_one_number_is_known_again_in_another_disguise() -> None:
    plain, disguised = personal_values(f"电话：{MOBILE}"), personal_values(full_width(f"+86 {MOBILE}"))

    assert plain == disguised
    assert MOBILE not in str(plain)
