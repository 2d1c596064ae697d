"""Leads through the first run: takes each answer to the till thread and asks the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pos_app.domain.countries import COUNTRIES, country_of
from pos_app.domain.first_run import (
    ADDED,
    DEMO,
    FROM_CLOUD,
    FROM_FILE,
    INCLUSIVE,
    KEEP,
    LATER,
    NOW,
    REAL,
    Answers,
    LeftOut,
    Step,
)
from pos_app.services.first_run import FirstRun
from pos_app.ui.forms import Answer
from pos_app.ui.ports import Notices, Result, Run, Trouble
from pos_app.ui.screens.first_run.contract import Asked, FirstRunScreen, Offer

SEARCH: Final = "search"
"""Looks for printers in the network, and answers nothing yet."""

OFFERS: Final = {
    Step.LANGUAGE: (Offer("zh_CN", "中文", "中文"), Offer("en", "English", "English")),
    Step.KIND: (
        Offer(REAL, "我的门店", "My store"),
        Offer(DEMO, "演示门店", "Demo store"),
    ),
    Step.STORE: tuple(Offer(c.currency, c.name_zh, c.currency) for c in COUNTRIES),
    Step.TAX: (
        Offer(INCLUSIVE, "标价含税", "Prices have it in"),
        Offer(ADDED, "另加税", "Added on top"),
    ),
    Step.CLOUD: (
        Offer(NOW, "现在连接", "Connect now"),
        Offer(LATER, "以后再说", "Later"),
    ),
    Step.PRINTER: (
        Offer("network", "网络", "Network"),
        Offer("usb", "USB", "USB"),
        Offer("serial", "串口", "Serial"),
        Offer(LATER, "以后再说", "Later"),
        Offer(SEARCH, "在网络中查找", "Search network"),
    ),
}
_USUAL: Final = {
    Step.KIND: REAL,
    Step.STORE: "CNY",
    Step.CLOUD: LATER,
    Step.PRINTER: LATER,
}
_MOST_LISTS: Final = 3
_LIST: Final = "list:"
_LONGEST_NAME: Final = 10


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the first run. ``sticks`` and ``printers`` are asked on the till thread.

    ``network_printers`` too: it takes seconds, and asks whether somebody still waits for it.
    ``open_till`` makes it a till; what keeps it from being one goes to its argument.
    """

    language: str
    speak: Callable[[str], None]
    sticks: Callable[[], tuple[str, ...]]
    printers: Callable[[], tuple[tuple[str, str], ...]]
    network_printers: Callable[[Callable[[], bool]], tuple[str, ...]]
    open_till: Callable[[Callable[[Trouble], None]], None]


class FirstRunPresenter:
    """One for the screen; it ends with the first run."""

    def __init__(
        self, view: FirstRunScreen, first_run: FirstRun, run: Run, notices: Notices, around: Around
    ) -> None:
        self._view = view
        self._first_run = first_run
        self._run = run
        self._notices = notices
        self._around = around
        self._answers = Answers()
        self._is_busy = False
        self._is_searching = False
        self._lists: tuple[Path, ...] = ()
        self._tried = Answer()
        self._left_out: tuple[LeftOut, ...] = ()
        self._told: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Ask where it was left."""
        self._work(self._first_run.begin, self._go_to)

    def on_answered(self, answer: Answer) -> None:
        """Take what was filled in at the step it is at."""
        if self._is_busy:
            return
        self._clear()
        step, choice = self._answers.step, answer.choice
        if step is Step.SUMMARY:
            self._open()
        elif step is Step.PRINTER and choice == SEARCH:
            self._search_printers(answer)
        elif step is Step.PRINTER and choice != LATER:
            self._try_printer(answer)
        elif step is Step.CATALOGUE and choice.startswith((FROM_FILE, _LIST)):
            self._take_items(answer)
        else:
            if step is Step.LANGUAGE and choice:
                self._around.speak(choice)
            self._answer(answer.texts, choice)

    def on_back(self) -> None:
        """Go back a step; a search is given up and what it asked for stays open."""
        self._is_searching = False
        if not self._is_busy:
            self._clear()
            self._work(self._first_run.back, self._go_to)

    def on_paper_came(self) -> None:
        """Keep the printer that printed."""
        self._answer(self._tried.texts, self._tried.choice)

    def on_paper_missing(self) -> None:
        """Ask for the printer again: it took the page and nothing came out."""
        self._notices.tell("FIRST_RUN_NO_PAPER")
        self._ask(dict(self._tried.texts), self._tried.choice)

    # ------------------------------------------------------------------ what takes a while

    def _try_printer(self, answer: Answer) -> None:
        self._tried = answer
        language = self._around.language
        self._work(
            lambda: self._first_run.try_printer(
                answer.texts, answer.choice, self._answers.choices.get(Step.LANGUAGE, language)
            ),
            lambda _nothing: self._view.ask_paper(),
        )

    def _search_printers(self, answer: Answer) -> None:
        def found(addresses: tuple[str, ...]) -> None:
            texts = dict(answer.texts)
            if not self._is_searching:
                self._ask(texts, LATER)
            elif not addresses:
                self._notices.tell("NO_PRINTER_FOUND")
                self._ask(texts, "network")
            else:
                names = ", ".join(addresses[:_MOST_LISTS])
                note = (f"网络中找到：{names}", f"Found in the network: {names}")
                texts |= {"printer_address": addresses[0], "printer_number": ""}
                self._ask(texts, "network", note)
            self._is_searching = False

        self._is_searching = True
        self._work(
            lambda: self._around.network_printers(lambda: self._is_searching),
            found,
        )
        if self._is_busy:
            self._view.show_searching()

    def _take_items(self, answer: Answer) -> None:
        path = answer.texts.get("catalogue_path", "")
        if answer.choice.startswith(_LIST):
            path = str(self._lists[int(answer.choice.removeprefix(_LIST))])

        def taken(done: tuple[Answers, tuple[LeftOut, ...]]) -> None:
            answers, left_out = done
            self._notices.tell("FIRST_RUN_ITEMS", items=answers.items, refused=answers.refused)
            if answers.items and not left_out:
                self._answer({}, KEEP)
                return
            self._go_to(answers, left_out)

        self._work(lambda: self._first_run.take_items(path), taken)

    def _open(self) -> None:
        self._set_busy(is_busy=True)
        self._around.open_till(self._on_not_opened)

    def _on_not_opened(self, trouble: Trouble) -> None:
        self._set_busy(is_busy=False)
        self._tell(trouble)
        if trouble.code == "FIRST_RUN_PIN_AGAIN":
            self._work(self._first_run.ask_pin_again, self._go_to_pin)

    def _go_to_pin(self, answers: Answers) -> None:
        self._go_to(answers)
        self._view.ask_again()  # at the PIN, not at the name, where everybody reads it

    def _answer(self, texts: Mapping[str, str], choice: str) -> None:
        self._work(lambda: self._first_run.answer(texts, choice), self._on_taken)

    def _on_taken(self, answers: Answers) -> None:
        is_new = answers.fingerprint and answers.fingerprint != self._answers.fingerprint
        self._go_to(answers)
        if is_new:
            self._notices.tell("CLOUD_ENROLLED", fingerprint=answers.fingerprint)

    def _work(self, operation: Callable[[], Result], then: Callable[[Result], None]) -> None:
        def done(result: Result) -> None:
            self._set_busy(is_busy=False)
            then(result)

        def refused(trouble: Trouble) -> None:
            self._set_busy(is_busy=False)
            self._tell(trouble)
            self._view.ask_again()

        self._set_busy(is_busy=True)
        self._run(operation, done, refused)

    def _tell(self, trouble: Trouble) -> None:
        self._told |= {trouble.code}
        self._notices.trouble(trouble)

    def _clear(self) -> None:
        """Take away what was said of the answer before: another one is given now."""
        self._notices.clear()
        self._notices.withdraw(self._told)
        self._told = frozenset()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._view.show_busy(is_busy=is_busy)

    # ------------------------------------------------------------------ what is asked

    def _go_to(self, answers: Answers, left_out: tuple[LeftOut, ...] = ()) -> None:
        """Ask a step, after looking round where it is about something plugged in."""
        self._answers, self._left_out = answers, left_out
        if answers.step is Step.PRINTER:
            self._work(self._around.printers, self._ask_printer)
        elif answers.step is Step.CATALOGUE:
            self._work(lambda: self._first_run.lists_on(self._around.sticks()), self._ask_goods)
        elif answers.step is Step.TAX:
            self._work(self._first_run.usual_taxes, self._ask_taxes)
        else:
            usual = _USUAL.get(answers.step, "")
            if answers.step is Step.LANGUAGE:
                usual = self._around.language
            self._ask(answers.texts, answers.choices.get(answers.step, usual))

    def _ask(
        self,
        values: Mapping[str, str],
        chosen: str,
        note: tuple[str, str] = ("", ""),
        offers: tuple[Offer, ...] = (),
    ) -> None:
        shown = offers or OFFERS.get(self._answers.step, ())
        asked = Asked(self._answers, values, shown, chosen, *note)
        self._view.ask(replace(asked, left_out=self._left_out))

    def _ask_taxes(self, usual: tuple[str, str]) -> None:
        answers = self._answers
        country = country_of(answers.choices.get(Step.STORE, ""))
        values = {"taxes": answers.texts.get("taxes") or usual[0]}
        chosen = answers.choices.get(Step.TAX, usual[1])
        self._ask(values, chosen, (country.why_zh, country.why_en))

    def _ask_printer(self, found: tuple[tuple[str, str], ...]) -> None:
        values = {"printer_width": "80"} | dict(self._answers.texts)
        chosen = self._answers.choices.get(Step.PRINTER, "")
        if found and not chosen:
            chosen, values["printer_address"] = found[0]
        names = ", ".join(device for _, device in found[:_MOST_LISTS])
        note = (f"本机上找到：{names}", f"Found on this machine: {names}") if found else ("", "")
        self._ask(values, chosen or LATER, note)

    def _ask_goods(self, found: tuple[Path, ...]) -> None:
        answers = self._answers
        self._lists = found[:_MOST_LISTS]
        offers = [
            Offer(f"{_LIST}{number}", _short(file), _short(file))
            for number, file in enumerate(self._lists)
        ]
        offers.append(Offer(FROM_FILE, "所填文件", "The file named above"))
        if answers.fingerprint:
            offers.append(Offer(FROM_CLOUD, "由云端下发", "From the cloud"))
        if answers.items:
            offers.append(Offer(KEEP, f"就用这 {answers.items} 种", f"Keep these {answers.items}"))
        offers.append(Offer(LATER, "以后再说", "Later"))
        kept = answers.choices.get(Step.CATALOGUE, "")
        chosen = KEEP if answers.items else kept
        if not chosen:
            chosen = FROM_CLOUD if answers.fingerprint else LATER
        self._ask(answers.texts, chosen, offers=tuple(offers))


def _short(file: Path) -> str:
    """Name a file so that a key has room for it."""
    is_long = len(file.stem) > _LONGEST_NAME
    return f"{file.stem[:_LONGEST_NAME]}…{file.suffix}" if is_long else file.name
