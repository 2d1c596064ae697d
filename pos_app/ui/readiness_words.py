"""What would work without a network, why, for how long, and what to do: in words, by code."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app.domain.fire_drill import DrillOutcome, DrillStep, StepDone
from pos_app.domain.money import Money
from pos_app.domain.readiness import DAY_MS, HOUR_MS, WEIGHTS, Ability, Item
from pos_app.ui import formats, messages
from pos_app.ui.marked import marked
from pos_app.ui.sentences import SENTENCES

_HOURS_SHOWN: Final = 48 * HOUR_MS
_MOST_DAYS: Final = 60
"""More room than this is said as that much: nobody waits it out."""

WHY: dict[str, str] = {
    "GOODS_HERE": marked("Readiness", "{count} goods with their prices are on this till."),
    "NOBODY_SELLS": marked(
        "Readiness", "Nobody at this till may sell. Set up a person for it: Set-up, People."
    ),
    "ROOM_HERE": marked("Readiness", "Room on the disk for {days} days as busy as the busiest."),
    "APPROVERS_HERE": marked("Readiness", "{count} people may consent with their PIN."),
    "NO_APPROVER": marked(
        "Readiness",
        "Nobody may consent to what a cashier may not do alone. Give somebody a role that may: "
        "Set-up, Roles.",
    ),
    "DEVICE_WORKS": marked("Readiness", "Nothing is known to be wrong with it."),
    "NO_PRINTER": marked("Readiness", "No printer is set up: Set-up, Devices."),
    "NO_SCANNER": marked("Readiness", "No scanner is set up; codes can be typed. Set-up, Devices."),
    "OFFERS_HERE": marked("Readiness", "The promotions in force are on this till."),
    "TIME_SURE": marked("Readiness", "The till's own time is sure."),
    "CODES_HERE": marked(
        "Readiness", "What members' codes are read with is here; more comes with the next exchange."
    ),
    "CODES_ENDED": marked(
        "Readiness",
        "No pseudonyms of today, or no key that is still believed. Members' codes are read but "
        "lead to nobody. Connect the till once.",
    ),
    "NAMES_HERE": marked(
        "Readiness",
        "Names and phones are kept for 12 hours after an exchange; then a card number still finds "
        "a member.",
    ),
    "NAMES_OWN": marked("Readiness", "The members are this shop's own: nothing of them ends."),
    "NAMES_ENDED": marked(
        "Readiness",
        "The last exchange is more than 12 hours ago: nobody is named. Connect the till once.",
    ),
    "POINTS_HERE": marked(
        "Readiness", "Allowances from head office are here; each member has their own."
    ),
    "NO_ALLOWANCE": marked(
        "Readiness",
        "No allowance is here: points are earned but not spent. They come with an exchange.",
    ),
    "ALONE_HERE": marked(
        "Readiness", "Coupons for {left} more may be taken without asking anybody."
    ),
    "ALONE_USED_UP": marked(
        "Readiness",
        "The sum that may be risked without asking is used up. An exchange makes room again.",
    ),
    "ALONE_ENDED": marked(
        "Readiness",
        "Head office was not met for longer than the shop allows. Connect the till once.",
    ),
    "RIGHTS_HERE": marked("Readiness", "{count} uses are this till's own."),
    "NO_RIGHTS": marked(
        "Readiness", "This till's share is used up or over. More comes with an exchange."
    ),
    "ONLINE_ONLY": marked(
        "Readiness", "Only head office can say yes, so that nothing is spent twice. Not counted."
    ),
    "VALUE_IN_DOUBT": marked(
        "Readiness",
        "This disk was restored or copied: what it was allowed may be spent elsewhere. An exchange "
        "settles it.",
    ),
    "VALUE_BY_UNSURE_TIME": marked(
        "Readiness",
        "The till's time is not sure, so nothing is judged by dates. Confirm the clock on the "
        "shift screen.",
    ),
    "DISK_NEARLY_FULL": marked(
        "Readiness", "There is no room for another day. Free the disk before opening."
    ),
    "NEVER_BACKED_UP": marked("Readiness", "There is no backup. Make one: Set-up, Backups."),
    "BACKED_UP": marked(
        "Readiness", "Backed up {moment}, never rehearsed. A rehearsal shows that it can be used."
    ),
    "BACKED_UP_AND_TRIED": marked("Readiness", "Backed up {moment}; a rehearsal went well."),
    "BACKUP_OLD": marked(
        "Readiness",
        "The last backup is of {moment}: days would be lost. Make one: Set-up, Backups.",
    ),
}
"""The codes of domain/readiness; those of devices and rules have their own sentences."""


STEPS: dict[DrillStep, str] = {
    DrillStep.SELL: marked("Readiness", "Sell by barcode"),
    DrillStep.WEIGH: marked("Readiness", "Weigh"),
    DrillStep.OFFERS: marked("Readiness", "Promotions"),
    DrillStep.MEMBER: marked("Readiness", "Find a member"),
    DrillStep.COUPON: marked("Readiness", "Take a coupon"),
    DrillStep.POINTS: marked("Readiness", "Spend points"),
    DrillStep.SUSPEND: marked("Readiness", "Put aside, take up"),
    DrillStep.POWER_CUT: marked("Readiness", "Power cut"),
    DrillStep.RETURN: marked("Readiness", "Take goods back"),
    DrillStep.CLOSE: marked("Readiness", "X and Z reports"),
}
_MARKS = {DrillOutcome.WORKED: "✓", DrillOutcome.FAILED: "✗", DrillOutcome.NOT_HERE: "–"}


def step(name: DrillStep) -> str:
    """Name a step of the drill."""
    return QCoreApplication.translate("Readiness", STEPS[name])


def step_done(done: StepDone) -> str:
    """Say how a step went: its mark, its name, how long it took or why there is nothing to say."""
    words = f"{_MARKS[done.outcome]} {step(done.step)}"
    if done.outcome is DrillOutcome.NOT_HERE and not done.code.startswith("DRILL_"):
        return f"{words}: " + QCoreApplication.translate("Readiness", "not tried")
    if done.code:
        return f"{words}: {messages.sentence(done.code, {})}"
    return f"{words}  {done.took_ms} ms"


def step_on_paper(done: StepDone) -> tuple[str, str]:
    """Say what was rehearsed, and how that went, for the slip."""
    if done.outcome is DrillOutcome.WORKED:
        return step(done.step), f"OK {done.took_ms} ms"
    if done.outcome is DrillOutcome.FAILED:
        words = QCoreApplication.translate("Readiness", "FAILED: {why}")
        return step(done.step), words.replace("{why}", messages.sentence(done.code, {}))
    if done.code.startswith("DRILL_"):
        return step(done.step), messages.sentence(done.code, {})
    return step(done.step), QCoreApplication.translate("Readiness", "not tried")


def ability(item: Ability) -> str:
    """Name what is done."""
    return messages.in_words("ability", item.value)


def how_long(item: Item, now_ms: int) -> str:
    """Say in a word or two whether it would work, and for how long."""
    translate = QCoreApplication.translate
    if item.ability not in WEIGHTS:
        return translate("Readiness", "never offline")
    if not item.works:
        return "✗ " + translate("Readiness", "not now")
    if item.until_ms is None:
        return translate("Readiness", "without end")
    left_ms = max(item.until_ms - now_ms, 0)
    if left_ms < HOUR_MS:
        words, count = translate("Readiness", "still {count} min"), left_ms // 60_000
    elif left_ms < _HOURS_SHOWN:
        words, count = translate("Readiness", "still {count} h"), left_ms // HOUR_MS
    else:
        words, count = translate("Readiness", "still {count} days"), left_ms // DAY_MS
    if count > _MOST_DAYS and left_ms >= _HOURS_SHOWN:
        words, count = translate("Readiness", "over {count} days"), _MOST_DAYS
    return words.replace("{count}", str(count))


def why(item: Item, currency: str, utc_offset_minutes: int) -> str:
    """Say why, and what to do about it."""
    template = WHY.get(item.code)
    if template is None or item.code in SENTENCES:
        return messages.sentence(item.code, dict(item.facts))
    text = QCoreApplication.translate("Readiness", template)
    for name, value in item.facts.items():
        if name == "left_minor" and isinstance(value, int):
            text = text.replace("{left}", formats.money(Money(value, currency)))
        elif name == "at_ms" and isinstance(value, int):
            text = text.replace("{moment}", formats.local_moment(value, utc_offset_minutes))
        elif name == "days" and isinstance(value, int) and value > _MOST_DAYS:
            text = text.replace("{days}", f"{_MOST_DAYS}+")
        elif isinstance(value, int):
            text = text.replace("{" + name + "}", f"{value:,}")
    return text
