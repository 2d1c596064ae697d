"""``price``: basket and bundle in, a table or JSON out; what is wrong is told with its place."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pos_app.commands import price
from pos_app.commands.basket_file import LONGEST_BASKET, read_basket
from pos_app.commands.expected_words import in_chinese
from pos_app.domain.quantity import Quantity, Unit
from pos_app.errors import Refusal
from pos_app.main import main
from tests.domain.pricing.rule_texts import BASKET, EXAMPLES, a_bundle, a_rule

COUPON = a_rule(id="cp", kind="amount_off", per="transaction", amount=1000, coupon=7)
del COUPON["percent"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    points = {"earn": {"points": 1, "per": 100}}
    rules = [EXAMPLES["nth"], EXAMPLES["ladder"], COUPON | {"needs": [{"spend": 9000}]}]
    written(tmp_path, "bundle", a_bundle(*rules, {"id": "x", "kind": "lottery"}, points=points))
    written(tmp_path, "basket", BASKET | {"coupons": [{"campaign": 7, "number": "A1"}]})
    return tmp_path


def written(folder: Path, name: str, data: Any) -> None:
    (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def told(folder: Path, *words: str) -> int:
    bundle, basket = (str(folder / f"{name}.json") for name in ("bundle", "basket"))
    return main(["price", "--bundle", bundle, "--basket", basket, *words])


def test_a_basket_is_told_as_a_table_in_both_languages(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(files) == 0
    out = capsys.readouterr().out
    assert "not known and left out: bundle.rules[3].kind=lottery" in out
    assert "应付 Total" in out
    assert "24.80" in out
    assert "  购物积分 Points for the purchase" in out
    assert "再买 ¥23.20 多省 ¥6.00 / ¥23.20 more takes another ¥6.00 off" in out
    assert "A1: 还差 ¥65.20 / ¥65.20 short" in out
    assert "proved" in out
    assert "worked on" not in out


def test_the_demo_store_s_basket_is_priced_by_its_rules(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = root / "resources" / "demo"
    words = ["--bundle", str(demo / "rules.json"), "--basket", str(demo / "basket.json")]
    assert main(["price", *words, "--explain"]) == 0
    assert "proved: no other use" in capsys.readouterr().out


def test_each_line_is_explained(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(files, "--explain") == 0
    out = capsys.readouterr().out
    assert "-2.50  half：2 件" in out
    assert "按份额分摊 shared" in out
    assert "half · ×1 · #1 2.50" in out


def test_machines_get_the_same_as_json(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(files, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["subtotal"], data["discount"], data["total"]) == (2930, 450, 2480)
    assert sum(line["amount"] for line in data["lines"]) == data["total"]
    assert [use["off"] for use in data["rules"]] == [250, 200]
    assert data["bundle"]["unknown"] == ["bundle.rules[3].kind=lottery"]
    assert data["unused_coupons"] == [{"coupon": "A1", "why": "NEEDS_MORE", "missing": 6520}]
    assert data["points"] == [{"rule": "#purchase", "points": 24}]
    assert data["is_proved"]


def test_a_coupon_that_is_earned_is_used(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(files, "bundle", a_bundle(COUPON))
    assert told(files, "--json") == 0
    (use,) = json.loads(capsys.readouterr().out)["rules"]
    assert (use["coupon"], use["off"]) == ("A1", 1000)


def test_prices_without_tax_and_in_the_order_of_the_rules(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(files, "bundle", a_bundle(policy={"choose": "priority"}, rules=[a_rule()]))
    taxes = {"V13": {"percent": 13, "inclusive": False}}
    written(files, "basket", BASKET | {"taxes": taxes})
    assert told(files, "--explain") == 0
    out = capsys.readouterr().out
    assert "另加 added" in out
    assert "in the order of the rules" in out
    written(files, "bundle", a_bundle())
    assert told(files, "--explain") == 0
    assert "没有优惠 / nothing off" in capsys.readouterr().out


def test_a_search_that_is_cut_short_says_so(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = [EXAMPLES["nth"], EXAMPLES["m_for_n"], EXAMPLES["combo"], EXAMPLES["ladder"]]
    written(files, "bundle", a_bundle(*rules, policy={"steps": 1}))
    written(files, "basket", BASKET)
    assert told(files) == 0
    assert "not proved" in capsys.readouterr().out


def test_names_cannot_command_the_terminal(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = {"sku": "x", "price": 100, "name": {"zh": "\x1b[2Jtea"}}
    written(files, "basket", BASKET | {"lines": [line]})
    assert told(files) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_the_command_needs_no_till_no_database_and_no_window(files: Path, root: Path) -> None:
    code = (
        "import sys; from pos_app.main import main; code = main(sys.argv[1:]);"
        "heavy = [m for m in sys.modules if m.split('.')[0] in"
        " ('PySide6', 'sqlalchemy', 'sqlcipher3')]; sys.exit(code or len(heavy))"
    )
    words = ["price", "--bundle", files / "bundle.json", "--basket", files / "basket.json"]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=root, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["bundle", "basket"])
def test_a_file_that_is_not_there_is_named(
    name: str, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / f"{name}.json").unlink()
    assert told(files) == 1
    assert f"{name}.json" in capsys.readouterr().err


def test_what_is_wrong_is_told_with_its_place_in_both_languages(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(files, "bundle", a_bundle(a_rule(percent="ten")))
    assert told(files) == 1
    err = capsys.readouterr().err
    assert "促销方案在 bundle.rules[0].percent 有误，应为：百分数。" in err
    assert "wrong at bundle.rules[0].percent; expected: percentage." in err


def basket(**more: Any) -> bytes:
    return json.dumps(BASKET | more).encode()


def line(**fields: Any) -> dict[str, Any]:
    return {"lines": [{"sku": "x", "price": 100} | fields]}


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"currency": "yuan"}, "currency"),
        ({"at": "now"}, "at"),
        ({"store": 5}, "store"),
        ({"colour": "red"}, "colour"),
        ({"taxes": {"V": {}}}, "taxes.V.percent"),
        ({"taxes": {"V": {"percent": 13, "kind": "x"}}}, "taxes.V.kind"),
        ({"rounding": {"tax": "sideways"}}, "rounding.tax"),
        ({"rounding": {"cash": "up"}}, "rounding.cash"),
        ({"lines": 5}, "lines"),
        ({"lines": [{}] * 1000}, "lines"),
        ({"lines": [5]}, "lines[0]"),
        (line(sku=""), "lines[0].sku"),
        (line(price="1.00"), "lines[0].price"),
        (line(quantity=1.5), "lines[0].quantity"),
        (line(quantity="1."), "lines[0].quantity"),
        (line(quantity=".5"), "lines[0].quantity"),
        (line(quantity="1.0005"), "lines[0].quantity"),
        (line(quantity="-1"), "lines[0].quantity"),
        (line(unit="BOX"), "lines[0].unit"),
        (line(tax="V99"), "lines[0].tax"),
        (line(category=5), "lines[0].category"),
        (line(category=[5]), "lines[0].category"),
        (line(name="x"), "lines[0].name"),
        (line(name={"fr": "x"}), "lines[0].name.fr"),
        (line(discount=5), "lines[0].discount"),
        ({"member": "me"}, "member"),
        ({"member": {"points": -1}}, "member.points"),
        ({"member": {"phone": "1"}}, "member.phone"),
        ({"coupons": [{"campaign": "A"}]}, "coupons[0].campaign"),
        ({"coupons": [{"campaign": 1, "code": "A"}]}, "coupons[0].code"),
        ({"entitlements": "tea"}, "entitlements"),
        ({"points_to_spend": -1}, "points_to_spend"),
        ({"used": {"r": {"times": "x"}}}, "used.r.times"),
        ({"used": {"r": {"often": 1}}}, "used.r.often"),
    ],
)
def test_a_wrong_basket_is_refused_with_its_place(fields: dict[str, Any], path: str) -> None:
    with pytest.raises(Refusal, match="BASKET_WRONG") as caught:
        read_basket(basket(**fields))
    assert caught.value.facts["path"] == f"basket.{path}"
    expected = str(caught.value.facts["expected"])
    assert in_chinese(expected) != expected


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"quantity": 0}, "QUANTITY_NOT_POSITIVE"),
        ({"quantity": "0.5"}, "QUANTITY_NOT_WHOLE"),
        ({"quantity": 100_000}, "QUANTITY_TOO_LARGE"),
        ({"price": 10**8}, "PRICE_TOO_LARGE"),
        ({"price": 99_999_999, "quantity": 99_999}, "LINE_TOO_LARGE"),
    ],
)
def test_a_line_that_no_till_sells_is_refused(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refusal, match="BASKET_LINE_REFUSED") as caught:
        read_basket(basket(**line(**fields)))
    assert caught.value.facts == {"path": "basket.lines[0]", "reason": reason}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"{", "BASKET_NOT_JSON"),
        (b"\xff", "BASKET_NOT_JSON"),
        (b"{}", "BASKET_OTHER_FORMAT"),
        (b"[]", "BASKET_WRONG"),
        (b" " * (LONGEST_BASKET + 1), "BASKET_TOO_LARGE"),
    ],
)
def test_what_is_no_basket_is_refused(text: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read_basket(text)


def test_a_coupon_of_an_unknown_campaign_is_refused(files: Path) -> None:
    written(files, "basket", BASKET | {"coupons": [{"campaign": 8}]})
    arguments = argparse.Namespace(
        bundle=files / "bundle.json", basket=files / "basket.json", explain=False, json=False
    )
    with pytest.raises(Refusal, match="BASKET_COUPON_UNKNOWN") as caught:
        price.run(arguments)
    assert caught.value.facts == {"coupon": "#1", "campaign": 8}


def test_a_whole_basket_is_read_as_it_was_written() -> None:
    found = read_basket(
        basket(
            currency="EUR",
            store="S1",
            channel="kiosk",
            rounding={"extend": "down", "tax": "half_even"},
            entitlements=["tea"],
            points_to_spend=50,
            used={"r": {"times": 3, "times_by_member": 1, "amount": 500}},
            coupons=[{"campaign": 1, "number": "A"}, {"campaign": 1, "number": "A"}],
            **line(
                quantity="0.855",
                unit="KGM",
                category="food/meat",
                brand="B",
                regular_price=150,
                lowest_price=80,
                line_price=95,
            ),
        )
    )
    (sold,) = found.transaction.lines
    assert (sold.quantity, sold.item.unit) == (Quantity(855), Unit.KILOGRAM)
    assert (sold.item.category, sold.item.brand) == (("food", "meat"), "B")
    assert sold.item.regular_price is not None
    assert sold.item.regular_price.minor == 150
    assert (found.around.store, found.around.channel) == ("S1", "kiosk")
    assert found.around.buyer.tier == "gold"
    assert found.around.used["r"].amount == 500
    assert found.coupons == (("A", 1),)
    assert found.rounding.extend.value == "down"
