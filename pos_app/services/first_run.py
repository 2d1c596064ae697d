"""The guided first run: from an empty data folder to a till that somebody can sign on at.

Till thread. Each answer is checked, kept in the notes file, and counts for nothing until the end:
the till is made in the one commit of ``assembly.open_counter``, which asks ``found`` what to write.
Before it there are the key file, this workstation's settings and, perhaps, a catalogue; none of
them is a till. A PIN is kept in memory alone, so whoever goes on later types it again.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pos_app import resources
from pos_app.clock import Clock
from pos_app.config import Config, check_settings, load, read_settings, write_settings
from pos_app.domain.countries import country_of
from pos_app.domain.first_run import (
    ADDED,
    FROM_CLOUD,
    FROM_FILE,
    INCLUSIVE,
    KEEP,
    LATER,
    Answers,
    LeftOut,
    Step,
)
from pos_app.domain.identifiers import OperatorId
from pos_app.domain.operators import SHIPPED_ROLES, Operator
from pos_app.domain.plain_text import read_number
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.exports.refused_rows import REFUSED_FILE, RefusedRows, refused_rows
from pos_app.receipts.heads import Letterhead
from pos_app.receipts.paper import Paper, Roll
from pos_app.receipts.sample import printer_page
from pos_app.services.first_run_notes import check_not_made, drop_notes, read_notes, write_notes
from pos_app.services.first_store import (
    checked_head,
    checked_names,
    profile_body,
    read_taxes,
    usual_taxes,
)
from pos_app.services.people import person_name, person_number
from pos_app.services.set_up import Joined, PinMaker, StoreSetUp, read_set_up
from pos_app.store import catalog_files
from pos_app.store.item_import import ItemImport, RefusedRow
from pos_app.store.operators import KnownOperator
from pos_app.store.profile import NAMES, profile_of
from pos_app.vault.keys import DeviceKeys, KeyStore
from pos_app.vault.pins import check_pin

_log = logging.getLogger(__name__)

MOST_SHOWN: Final = 200
"""Refused rows that are given back; the file has all of them."""

_ROLE: Final = "store_manager"

AskIn = Callable[[Config, Clock, DeviceKeys, str, tuple[str, str]], Joined]
"""Asks a cloud to let this till in: ``cloud_link.ask_in``."""

PrintNow = Callable[[Config, Clock, Paper], None]
"""Prints and waits; EnvironmentFault where nothing came out: ``devices/station.print_now``."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What leads out of the till: to a cloud, and to the printer."""

    ask_in: AskIn
    print_now: PrintNow


class FirstRun:
    """One first run, from its notes on."""

    def __init__(self, config: Config, clock: Clock, doors: Doors) -> None:
        self._config = config
        self._clock = clock
        self._doors = doors
        self._answers = Answers()
        self._pin = ""
        self._joined: Joined | None = None
        self._steps: dict[Step, Callable[[Mapping[str, str], str], Answers]] = {
            Step.LANGUAGE: self._take_language,
            Step.KIND: self._take_kind,
            Step.STORE: self._take_store,
            Step.RECEIPT: lambda texts, _choice: self._answers.said(checked_head(texts)),
            Step.TAX: self._take_taxes,
            Step.CLOUD: self._take_cloud,
            Step.PRINTER: self._take_printer,
            Step.PERSON: self._take_person,
            Step.CATALOGUE: self._take_catalogue,
        }

    @property
    def folder(self) -> Path:
        """Where the till will be."""
        return self._config.data

    def begin(self) -> Answers:
        """Go on where it was left."""
        self._answers = read_notes(self.folder)
        return self._answers

    def answer(self, texts: Mapping[str, str], choice: str) -> Answers:
        """Take the answer to the step it is at, keep it, and go on.

        Refuses: FIRST_RUN_MADE, FIRST_RUN_NOT_WRITABLE and, by step: FIRST_RUN_CHOOSE, SETTINGS_*;
        FIRST_RUN_JOINED (kind, store), what ``first_store`` refuses (store, receipt, tax),
        CLOUD_FIELD_MISSING, FIRST_RUN_NUMBER_TAKEN and what ``AskIn`` refuses (cloud),
        FIRST_RUN_PRINTER_ADDRESS, STORE_NUMBER_WRONG (printer), PERSON_NUMBER_WRONG,
        PERSON_NAME_WRONG, FIRST_RUN_PINS_DIFFER, PIN_* (person), FIRST_RUN_NOTHING_TAKEN.
        """
        check_not_made(self.folder)
        return self._keep(self._steps[self._answers.step](texts, choice).moved(1))

    def back(self) -> Answers:
        """Go back to the step before; nothing that was answered is lost.

        Refuses: FIRST_RUN_MADE, FIRST_RUN_NOT_WRITABLE.
        """
        check_not_made(self.folder)
        return self._keep(self._answers.moved(-1))

    def try_printer(self, texts: Mapping[str, str], choice: str, language: str) -> None:
        """Print a test page on what was typed. Waits for the printer.

        Refuses: FIRST_RUN_CHOOSE, STORE_NUMBER_WRONG, SETTINGS_WRONG, FIRST_RUN_PRINTER_SILENT.
        """
        table = _printer_table(texts, choice)
        body = read_settings(self.folder) | {"printer": table}
        config = check_settings(self.folder, body)
        profile, _ = profile_of(profile_body(self._answers))
        head = Letterhead(profile, language, self._clock.utc_offset_minutes())
        roll = Roll.MM58 if config.printer.width_mm == 58 else Roll.MM80
        page = printer_page(head, self._clock.wall_ms(), roll.cells)
        try:
            self._doors.print_now(config, self._clock, page)
        except EnvironmentFault as fault:
            raise Refusal("FIRST_RUN_PRINTER_SILENT") from fault

    def take_items(self, path: str) -> tuple[Answers, tuple[LeftOut, ...]]:
        """Bring a list of goods into the catalogue at once; what is not taken goes into a file.

        It stays at its step: whoever reads what was refused may take another list.

        Refuses: FIRST_RUN_MADE, FIRST_RUN_NO_FILE, what ``ItemImport`` refuses,
        FIRST_RUN_NOT_WRITABLE.
        """
        check_not_made(self.folder)
        if not path.strip() or "\0" in path:
            raise Refusal("FIRST_RUN_NO_FILE")
        profile, _ = profile_of(profile_body(self._answers))
        key = self._keys().catalog_key
        importer = ItemImport(self.folder, key, profile.tax_groups, profile.currency)
        shown: list[LeftOut] = []
        with _report(self.folder / REFUSED_FILE) as report:

            def refused(row: RefusedRow) -> None:
                report.add(row.line, row.sku, row.reason)
                if len(shown) < MOST_SHOWN:
                    shown.append(LeftOut(row.line, row.sku, row.reason.code, row.reason.facts))

            done = importer.run(Path(path.strip()), lambda _phase, _done, _of: None, refused)
        said = self._answers.said({"catalogue_path": path.strip()}, KEEP if done.items else LATER)
        answers = self._keep(replace(said, items=done.items, refused=done.refused))
        return answers, tuple(shown)

    def lists_on(self, folders: tuple[str, ...]) -> tuple[Path, ...]:
        """Find lists of goods that lie on top of what is plugged in, the newest first."""
        found = []
        for folder in folders:
            try:
                files = [f for f in Path(folder).iterdir() if f.suffix.lower() in (".csv", ".xlsx")]
                found += [(file.stat().st_mtime, file) for file in files if file.is_file()]
            except OSError:
                continue  # pulled out meanwhile
        return tuple(file for _, file in sorted(found, reverse=True))

    def usual_taxes(self) -> tuple[str, str]:
        """Give the country's groups as they are typed, and how its prices are written."""
        currency = self._answers.choices.get(Step.STORE, "")
        is_inclusive = country_of(currency).is_inclusive
        return usual_taxes(currency), INCLUSIVE if is_inclusive else ADDED

    def found(self, pins: PinMaker) -> StoreSetUp:
        """Say what the one commit writes that makes this a till; a cloud is asked once more.

        Refuses: FIRST_RUN_PIN_AGAIN, PROFILE_WRONG, what ``AskIn`` refuses.
        """
        texts = self._answers.texts
        if self._answers.is_demo:
            return read_set_up(resources.path("demo"), pins)
        if not self._pin:
            raise Refusal("FIRST_RUN_PIN_AGAIN")
        if self._answers.fingerprint and self._joined is None:
            self._joined = self._ask_in(texts["cloud_url"], texts["cloud_code"])
        id_ = OperatorId(f"op{self._clock.new_id().hex[-12:]}")
        role = next(role for role in SHIPPED_ROLES if role.code == _ROLE)
        person = Operator(id_, texts["person_number"], texts["person_name"], role)
        known = KnownOperator(person, pins.make(id_, self._pin))
        return StoreSetUp(profile_body(self._answers), (known,), self._joined)

    def ask_pin_again(self) -> Answers:
        """Go back to the person, whose PIN no file keeps.

        Refuses: FIRST_RUN_NOT_WRITABLE.
        """
        return self._keep(replace(self._answers, step=Step.PERSON))

    def end(self) -> Config:
        """Forget the notes: the till is one. Gives the settings that its devices begin with.

        Notes that cannot be removed now are no harm: the next start sees that there is a till.
        """
        self._pin = ""
        try:
            drop_notes(self.folder)
        except EnvironmentFault as fault:
            _log.warning("notes left code=%s", fault.code)
        return load(self.folder)

    # ------------------------------------------------------------------ step by step

    def _take_language(self, _texts: Mapping[str, str], choice: str) -> Answers:
        chosen = _chosen(choice)
        write_settings(self.folder, read_settings(self.folder) | {"language": chosen})
        return self._answers.said({}, chosen)

    def _take_kind(self, _texts: Mapping[str, str], choice: str) -> Answers:
        said = self._answers.said({}, _chosen(choice))
        if said.is_demo and said.fingerprint:
            raise Refusal("FIRST_RUN_JOINED")
        if said.is_demo:
            self._forget_goods()
        return replace(said, items=0, refused=0) if said.is_demo else said

    def _take_store(self, texts: Mapping[str, str], choice: str) -> Answers:
        before = self._answers
        names = checked_names(texts)
        named = ("store", "workstation")
        if before.fingerprint and any(names[key] != before.texts.get(key) for key in named):
            raise Refusal("FIRST_RUN_JOINED")
        said = before.said(names, _chosen(choice))
        if said.choices[Step.STORE] == before.choices.get(Step.STORE):
            return said
        return self._without_goods(said.said({"taxes": ""}))  # another country's are no use

    def _take_taxes(self, texts: Mapping[str, str], choice: str) -> Answers:
        groups = read_taxes(texts.get("taxes", ""), _chosen(choice))
        before = self._answers
        said = before.said({"taxes": texts["taxes"].strip()}, choice)
        is_same = bool(before.texts.get("taxes")) and groups == read_taxes(
            before.texts["taxes"], before.choices.get(Step.TAX, "")
        )
        return said if is_same else self._without_goods(said)

    def _take_cloud(self, texts: Mapping[str, str], choice: str) -> Answers:
        before = self._answers
        if _chosen(choice) == LATER:
            self._joined = None
            return replace(before.said({}, choice), fingerprint="")
        url, code = (texts.get(key, "").strip() for key in ("cloud_url", "cloud_code"))
        if not (url and code):
            raise Refusal("CLOUD_FIELD_MISSING")
        said = before.said({"cloud_url": url, "cloud_code": code}, choice)
        self._keep(said)  # whoever goes back for another number need not type it again
        self._joined = joined = self._ask_in(url, code)
        if NAMES["store"].fullmatch(joined.store):  # another is too long for a receipt's number
            said = said.said({"store": joined.store})
        return replace(said, fingerprint=joined.fingerprint)

    def _take_printer(self, texts: Mapping[str, str], choice: str) -> Answers:
        body = read_settings(self.folder) | {"printer": _printer_table(texts, choice)}
        write_settings(self.folder, body)
        kept = ("printer_address", "printer_number", "printer_width")
        return self._answers.said({key: texts.get(key, "").strip() for key in kept}, choice)

    def _take_person(self, texts: Mapping[str, str], _choice: str) -> Answers:
        name = person_name(texts.get("person_name", ""))
        number = person_number(texts.get("person_number", ""))
        pin = texts.get("pin", "")
        check_pin(pin)
        if pin != texts.get("again", ""):
            raise Refusal("FIRST_RUN_PINS_DIFFER")
        self._pin = pin
        return self._answers.said({"person_name": name, "person_number": number})

    def _take_catalogue(self, _texts: Mapping[str, str], choice: str) -> Answers:
        chosen = _chosen(choice)
        if chosen in (LATER, FROM_CLOUD):
            self._forget_goods()
            return replace(self._answers.said({}, chosen), items=0, refused=0)
        if not self._answers.items:
            raise Refusal("FIRST_RUN_NOTHING_TAKEN")
        return self._answers.said({}, FROM_FILE)

    # ------------------------------------------------------------------ what the steps stand on

    def _keep(self, answers: Answers) -> Answers:
        write_notes(self.folder, answers)
        self._answers = answers
        return answers

    def _keys(self) -> DeviceKeys:
        """Give this machine's keys, made when they are first needed."""
        store = KeyStore(self.folder)
        if store.exists:
            return store.load()
        return store.create(self._clock.new_id().bytes, self._clock.random_bytes)

    def _ask_in(self, url: str, code: str) -> Joined:
        workstation = self._answers.texts["workstation"]
        keys, where = self._keys(), (url, code)
        try:
            return self._doors.ask_in(self._config, self._clock, keys, workstation, where)
        except Refusal as refusal:
            if refusal.facts.get("why") != "workstation_taken":
                raise
            raise Refusal("FIRST_RUN_NUMBER_TAKEN", workstation=workstation) from refusal

    def _without_goods(self, answers: Answers) -> Answers:
        """Take back a list that was taken under other taxes or in another currency."""
        self._forget_goods()
        choices = dict(answers.choices)
        choices.pop(Step.CATALOGUE, None)
        return replace(answers, choices=choices, items=0, refused=0)

    def _forget_goods(self) -> None:
        for file in self.folder.glob("catalog.*.db"):
            catalog_files.remove(file)


def _chosen(choice: str) -> str:
    if not choice:
        raise Refusal("FIRST_RUN_CHOOSE")
    return choice


def _printer_table(texts: Mapping[str, str], choice: str) -> dict[str, Any]:
    """Make the printer's table of workstation.toml; an empty field leaves the usual value."""
    if _chosen(choice) == LATER:
        return {"kind": "file"}
    address = texts.get("printer_address", "").strip()
    if not address:
        raise Refusal("FIRST_RUN_PRINTER_ADDRESS")
    is_network = choice == "network"
    number = read_number(texts.get("printer_number", ""))
    values = {
        "kind": choice,
        "width_mm": read_number(texts.get("printer_width", "")) or 80,
        "host" if is_network else "device": address,
        "port" if is_network else "baud": number,
    }
    return {key: value for key, value in values.items() if value is not None}


@contextmanager
def _report(path: Path) -> Iterator[RefusedRows]:
    try:
        with refused_rows(path) as rows:
            yield rows
    except OSError as error:
        raise EnvironmentFault("FIRST_RUN_NOT_WRITABLE", folder=str(path.parent)) from error
