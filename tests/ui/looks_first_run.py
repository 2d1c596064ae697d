"""The guided first run as whoever sets a till up meets it, step by step."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from pos_app.domain.countries import country_of
from pos_app.domain.first_run import DEMO, FROM_CLOUD, KEEP, LATER, NOW, Answers, LeftOut, Step
from pos_app.errors import Refusal
from pos_app.services.first_store import usual_taxes
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.first_run.contract import Asked, Offer
from pos_app.ui.screens.first_run.presenter import OFFERS
from pos_app.ui.screens.first_run.view import FirstRunView
from tests.ui.shop import Shop

_TEXTS = {
    "name_zh": "融和便利 滨江路店",
    "name_en": "Ronghe Convenience, Riverside Road",
    "store": "S27",
    "workstation": "T01",
    "address_zh": "示例市滨江路 27 号",
    "address_en": "27 Riverside Road, Sample City",
    "phone": "000-0000-0127",
    "tax_registration": "000000000000000027",
    "taxes": "V13 13; V9 9; V6 6; V0 0",
    "cloud_url": "https://cloud.example.com",
    "cloud_code": "ABCD-EFGH",
    "printer_address": "192.0.2.40",
    "printer_number": "9100",
    "printer_width": "80",
    "person_name": "陈店长",
    "person_number": "2001",
    "catalogue_path": "/media/stick/goods.csv",
}
_CHOICES = {
    Step.LANGUAGE: "zh_CN",
    Step.KIND: "real",
    Step.STORE: "CNY",
    Step.TAX: "inclusive",
    Step.CLOUD: NOW,
    Step.PRINTER: "network",
    Step.CATALOGUE: FROM_CLOUD,
}
_GOODS = (
    Offer("list:0", "商品清单.xlsx", "商品清单.xlsx"),
    Offer("list:1", "goods-2026.csv", "goods-2026.csv"),
    Offer("list:2", "old-goods….csv", "old-goods….csv"),
    Offer("file", "所填文件", "The file above"),
    Offer(FROM_CLOUD, "由云端下发", "From the cloud"),
    Offer(KEEP, "就用这 12345 种", "Keep these 12345"),
    Offer(LATER, "以后再说", "Later"),
)
_LEFT_OUT = (
    LeftOut(4, "100031", "ITEM_SKU_TWICE", {"value": "100031", "other": 3}),
    LeftOut(17, "100204", "ITEM_GTIN_TAKEN", {"value": "9520101000019", "other": "100002"}),
    LeftOut(230, "", "ITEM_SKU_MISSING", {}),
)


def _view(shop: Shop) -> FirstRunView:
    window = shop.window
    if ScreenName.FIRST_RUN not in window._screens:
        window.add_screen(ScreenName.FIRST_RUN, FirstRunView(window.actions_table))
    view = window.screen_named(ScreenName.FIRST_RUN)
    assert isinstance(view, FirstRunView)
    window.go(ScreenName.FIRST_RUN)
    view.show_busy(is_busy=False)
    if view.has_letters:
        view._on_letters_key()
    return view


def _answers(step: Step) -> Answers:
    """Everything up to this step."""
    before = [each for each in Step if list(Step).index(each) < list(Step).index(step)]
    choices = {each: said for each, said in _CHOICES.items() if each in before}
    return Answers(step, _TEXTS, choices, "482913", items=12345, refused=3)


def _at(
    step: Step, values: Mapping[str, str] = _TEXTS, left_out: tuple[LeftOut, ...] = ()
) -> Callable[[Shop], None]:
    def show(shop: Shop) -> None:
        china = country_of("CNY")
        notes = (china.why_zh, china.why_en) if step is Step.TAX else ("", "")
        if step is Step.PRINTER:
            notes = ("本机上找到：/dev/usb/lp0, COM3", "Found on this machine: /dev/usb/lp0, COM3")
        offers = _GOODS if step is Step.CATALOGUE else OFFERS.get(step, ())
        asked = Asked(_answers(step), values, offers, _CHOICES.get(step, ""), *notes)
        _view(shop).ask(replace(asked, left_out=left_out))

    return show


def _demo(shop: Shop) -> None:
    answers = Answers(Step.SUMMARY, {}, {Step.LANGUAGE: "en", Step.KIND: DEMO})
    _view(shop).ask(Asked(answers))


def _first(shop: Shop) -> None:
    _view(shop).ask(Asked(Answers(), {}, OFFERS[Step.LANGUAGE], "zh_CN"))


def _paper(shop: Shop) -> None:
    _at(Step.PRINTER)(shop)
    _view(shop).ask_paper()


def _searching(shop: Shop) -> None:
    _at(Step.PRINTER)(shop)
    _view(shop).show_searching()


def _found(shop: Shop) -> None:
    names = "192.0.2.40, 192.0.2.41, 192.0.2.117"
    notes = (f"网络中找到：{names}", f"Found in the network: {names}")
    offers = OFFERS[Step.PRINTER]
    _view(shop).ask(Asked(_answers(Step.PRINTER), _TEXTS, offers, "network", *notes))


def _none_found(shop: Shop) -> None:
    _at(Step.PRINTER)(shop)
    shop.window.tell("NO_PRINTER_FOUND")


def _letters(shop: Shop) -> None:
    _at(Step.STORE)(shop)
    view = _view(shop)
    assert view.keypad is not None
    view.keypad.letters_key.click()


def _told(step: Step, refusal: Refusal) -> Callable[[Shop], None]:
    def show(shop: Shop) -> None:
        _at(step)(shop)
        shop.window.trouble(refusal)

    return show


_NEW_TAXES = {"taxes": usual_taxes("CNY")}

LOOKS: dict[str, Callable[[Shop], None]] = {
    "first_run": _first,
    "first_run_kind": _at(Step.KIND),
    "first_run_store": _at(Step.STORE),
    "first_run_letters": _letters,
    "first_run_receipt": _at(Step.RECEIPT),
    "first_run_tax": _at(Step.TAX, _NEW_TAXES),
    "first_run_cloud": _at(Step.CLOUD),
    "first_run_code_expired": _told(Step.CLOUD, Refusal("CLOUD_CODE_REFUSED", why="expired")),
    "first_run_number_taken": _told(
        Step.CLOUD, Refusal("FIRST_RUN_NUMBER_TAKEN", workstation="T01")
    ),
    "first_run_printer": _at(Step.PRINTER),
    "first_run_printer_searching": _searching,
    "first_run_printer_found": _found,
    "first_run_printer_none": _none_found,
    "first_run_printer_silent": _told(Step.PRINTER, Refusal("FIRST_RUN_PRINTER_SILENT")),
    "first_run_paper": _paper,
    "first_run_person": _at(Step.PERSON),
    "first_run_pins_differ": _told(Step.PERSON, Refusal("FIRST_RUN_PINS_DIFFER")),
    "first_run_goods": _at(Step.CATALOGUE),
    "first_run_left_out": _at(Step.CATALOGUE, left_out=_LEFT_OUT),
    "first_run_summary": _at(Step.SUMMARY),
    "first_run_demo": _demo,
}
