"""What each step of the first run asks: its form, in English sources of the context Forms."""

from typing import Final

from pos_app.domain.first_run import Step
from pos_app.ui.forms import Entry, Form, Kind
from pos_app.ui.marked import marked

PAPER: Final = Form(
    marked("Forms", "Did the test page come out?"),
    note=marked(
        "Forms", "Are all its lines there, and the Chinese too? Otherwise try another way."
    ),
)

FORMS: Final = {
    Step.LANGUAGE: Form(
        marked("Forms", "Language"),
        note=marked("Forms", "The till speaks it from now on; Ctrl+L changes it at any time."),
        has_choices=True,
    ),
    Step.KIND: Form(
        marked("Forms", "Your store, or one to try with"),
        note=marked(
            "Forms",
            "The demo store has goods, members, offers and people, and nothing in it is real. It "
            "can't become your store later: for that, start with an empty data folder.",
        ),
        has_choices=True,
    ),
    Step.STORE: Form(
        marked("Forms", "Store, till and currency"),
        (
            Entry("name_zh", marked("Forms", "Name of the store, Chinese"), longest=120),
            Entry("name_en", marked("Forms", "Name of the store, English"), longest=120),
            Entry("store", marked("Forms", "Store code, such as S12"), longest=8),
            Entry("workstation", marked("Forms", "Number of this till, such as T01"), longest=5),
        ),
        note=marked(
            "Forms",
            "Code and number stand in every receipt number and never change; nor does the "
            "currency.",
        ),
        has_choices=True,
    ),
    Step.RECEIPT: Form(
        marked("Forms", "On every receipt"),
        (
            Entry("address_zh", marked("Forms", "Address, Chinese"), longest=120),
            Entry("address_en", marked("Forms", "Address, English"), longest=120),
            Entry("phone", marked("Forms", "Telephone"), longest=120),
            Entry("tax_registration", marked("Forms", "Tax registration number"), longest=120),
        ),
        note=marked("Forms", "What stays empty is left out. All of it can be changed later."),
    ),
    Step.TAX: Form(
        marked("Forms", "Tax groups"),
        (Entry("taxes", marked("Forms", "Code and per cent, such as V13 13; V9 9"), longest=300),),
        note=marked(
            "Forms",
            "A list of goods names each item's group by its code. The usual ones of the "
            "country are filled in: look at them, for they count for every sale.",
        ),
        has_choices=True,
    ),
    Step.CLOUD: Form(
        marked("Forms", "Head office's cloud"),
        (
            Entry("cloud_url", marked("Forms", "Address, https://…"), longest=200),
            Entry("cloud_code", marked("Forms", "One-time code"), longest=64),
        ),
        note=marked(
            "Forms",
            "With a cloud, goods, prices, offers and members come from it. The till sells "
            "without one too, and can be connected at any later time.",
        ),
        has_choices=True,
    ),
    Step.PRINTER: Form(
        marked("Forms", "Receipt printer"),
        (
            Entry(
                "printer_address", marked("Forms", "Address in the network, or device"), longest=80
            ),
            Entry(
                "printer_number", marked("Forms", "Port, or baud (empty: usual)"), Kind.DIGITS, 6
            ),
            Entry("printer_width", marked("Forms", "Width of the paper: 58 or 80"), Kind.DIGITS, 2),
        ),
        note=marked(
            "Forms", "F9 prints a test page. Later means that receipts go into a file until then."
        ),
        has_choices=True,
    ),
    Step.PERSON: Form(
        marked("Forms", "The store manager"),
        (
            Entry("person_name", marked("Forms", "Name")),
            Entry("person_number", marked("Forms", "Operator number"), Kind.DIGITS, 12),
            Entry("pin", marked("Forms", "PIN, 6 to 10 digits"), Kind.PIN, 10),
            Entry("again", marked("Forms", "The PIN once more"), Kind.PIN, 10),
        ),
        note=marked(
            "Forms",
            "Signs on first, may do everything, and adds the others. Nobody can read the "
            "PIN again, and it isn't kept while this is unfinished.",
        ),
    ),
    Step.CATALOGUE: Form(
        marked("Forms", "List of goods"),
        (Entry("catalogue_path", marked("Forms", "A list's file and folder"), longest=300),),
        note=marked(
            "Forms",
            "A list is CSV (UTF-8) or XLSX with the columns sku, name_zh or name_en, "
            "tax_group, unit (EA, KGM, LTR, MTR), price; gtin, plu, category if you have them.",
        ),
        has_choices=True,
    ),
    Step.SUMMARY: Form(
        marked("Forms", "Ready"),
        note=marked("Forms", "Look through the list above; Esc leads back. F9 makes it a till."),
    ),
}
