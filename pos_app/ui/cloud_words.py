"""How this till and its cloud stand to one another, in words: the same in the strip and its page.

Says first what is safe, then what waits. Sales are never at risk here, so nothing is red but what
a manager has to see to.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app.domain.money import Money
from pos_app.ui import cloud_codes, formats
from sync.status import Contact, RoundState, SyncStatus

translate = QCoreApplication.translate

AMBER_AFTER_MS: Final = 4 * 3_600_000
CLOCKS_APART_MS: Final = 120_000
CATALOGUE_OLD_MS: Final = 5 * 60_000
UNSENT_OLD_MS: Final = 120_000
_HOUR_MS: Final = 3_600_000
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence and how it looks: ``caption`` (quiet), ``good``, ``warn`` or ``bad``."""

    text: str
    role: str = "caption"


NOTHING: Final = Words("")


class CloudWords:
    """Reads one picture. ``now_ms``: the till's wall clock, as all times of the picture."""

    def __init__(
        self, status: SyncStatus, currency: str, now_ms: int, utc_offset_minutes: int
    ) -> None:
        self._status = status
        self._currency = currency
        self._now_ms = now_ms
        self._offset_minutes = utc_offset_minutes

    def contact(self) -> Words:
        """Say in one line what is safe: the most serious thing first."""
        found = self._trouble()
        if found is not None:
            return found
        match self._status.contact:
            case Contact.ALONE:
                text = translate("CloudWords", "● Sales are kept on this till; no network needed")
                return Words(text)
            case Contact.PENDING:
                text = translate("CloudWords", "● Waiting for head office to confirm this till")
                return Words(text + self.waiting(), "warn")
            case Contact.CONNECTING:
                text = translate("CloudWords", "● Sales are kept on this till; calling the cloud")
                return Words(text + self.waiting())
            case Contact.OFFLINE:
                return self._offline()
            case Contact.ONLINE | Contact.REFUSED:
                return self._online()

    def _trouble(self) -> Words | None:
        status = self._status
        if status.contact is Contact.ALONE:
            return None
        if status.is_sealed or status.contact is Contact.REFUSED:
            text = translate("CloudWords", "● The cloud shut this till out: call the manager")
            return Words(text + self.waiting(), "bad")
        if status.in_doubt:
            text = translate("CloudWords", "● This till was restored or copied: call the manager")
            return Words(text + self.waiting(), "bad")
        if status.needs_update == "till":
            text = translate("CloudWords", "● This till needs an update; sales are kept here")
            return Words(text + self.waiting(), "warn")
        if status.needs_update == "server":
            text = translate("CloudWords", "● The cloud needs an update; sales are kept here")
            return Words(text + self.waiting(), "warn")
        return None

    def _offline(self) -> Words:
        since_ms = self._status.offline_since_ms or self._now_ms
        role = "warn" if self._now_ms - since_ms >= AMBER_AFTER_MS else "caption"
        text = translate("CloudWords", "● Offline since {time}; sales are kept here")
        return Words(text.replace("{time}", self.moment(since_ms)) + self.waiting(), role)

    def _online(self) -> Words:
        status = self._status
        if status.bootstrap is not None:
            done = status.bootstrap.done * 100 // max(1, status.bootstrap.total)
            text = translate("CloudWords", "● Online; fetching goods and prices: {percent} %")
            return Words(text.replace("{percent}", str(done)) + self.waiting())
        if status.waiting.transactions:
            oldest_ms = status.waiting.oldest_wall_ms or self._now_ms
            is_old = self._now_ms - oldest_ms > UNSENT_OLD_MS
            text = translate("CloudWords", "● Online; sending")
            return Words(text + (self.waiting() if is_old else ""))
        return Words(translate("CloudWords", "● Online; every sale is in the cloud"))

    def waiting(self) -> str:
        """Say what is not in the cloud yet: how many, how much, how old; nothing if nothing is."""
        waits = self._status.waiting
        if not waits.transactions:
            return ""
        text = translate("CloudWords", " · {count} to upload, {amount}, oldest {age}")
        oldest_ms = waits.oldest_wall_ms if waits.oldest_wall_ms is not None else self._now_ms
        return (
            text.replace("{count}", str(waits.transactions))
            .replace("{amount}", formats.money(Money(waits.amount_minor, self._currency)))
            .replace("{age}", self.age(self._now_ms - oldest_ms))
        )

    def notes(self) -> Words:
        """Say what else a cashier should know: disk, proof, clock, coupons, prices."""
        found = (self._room(), self._proof(), self._clock(), self._limits(), self.prices())
        parts = [part for part in found if part.text]
        role = "bad" if any(part.role == "bad" for part in parts) else "caption"
        if role == "caption" and any(part.role == "warn" for part in parts):
            role = "warn"
        return Words(" · ".join(part.text for part in parts), role)

    def round(self) -> str:
        """Say how the last exchange went that somebody asked for."""
        found = self._status.round
        if found is None:
            return ""
        if found.state is RoundState.FAILED:
            text = translate("CloudWords", "Not synced: {why}")
            return text.replace("{why}", cloud_codes.why(found.code))
        text = (
            translate("CloudWords", "Syncing: {sent} rows sent, {applied} received")
            if found.state is RoundState.RUNNING
            else translate("CloudWords", "Synced: {sent} rows sent, {applied} received")
        )
        sent, applied = f"{found.rows_sent:,}", f"{found.rows_applied:,}"
        return text.replace("{sent}", sent).replace("{applied}", applied)

    def why(self) -> str:
        """Say why the cloud is not reached, or says no, unless ``round`` says so already."""
        status = self._status
        code = status.offline_code or status.refusal
        is_said = status.round is not None and status.round.code == code
        return "" if is_said or not code else cloud_codes.why(code)

    def prices(self) -> Words:
        """Say how old the prices are, once they are not the newest."""
        as_of_ms = self._status.catalogue_as_of_ms
        if as_of_ms is None or self._now_ms - as_of_ms < CATALOGUE_OLD_MS:
            return NOTHING
        text = translate("CloudWords", "Prices as of {time}")
        return Words(text.replace("{time}", self.moment(as_of_ms)))

    def _room(self) -> Words:
        left = self._status.room_left_mb
        if left is None:
            return NOTHING
        text = translate("CloudWords", "Only {mb} MB left on the disk: prices wait, sell on")
        return Words(text.replace("{mb}", str(left)), "warn")

    def _proof(self) -> Words:
        last = self._status.last_proof
        if last is None:
            return NOTHING
        if last.is_proved:
            return Words(translate("CloudWords", "{day} proved").replace("{day}", last.day))
        text = translate("CloudWords", "{day} not proved").replace("{day}", last.day)
        return Words(text, "warn")

    def _limits(self) -> Words:
        if not self._status.coupons_online_only or self._status.contact is Contact.ALONE:
            return NOTHING
        return Words(translate("CloudWords", "Coupons online only"), "warn")

    def _clock(self) -> Words:
        ahead_ms = self._status.clock_ahead_ms or 0
        if abs(ahead_ms) <= CLOCKS_APART_MS:
            return NOTHING
        text = (
            translate("CloudWords", "This till's clock is {minutes} min fast")
            if ahead_ms > 0
            else translate("CloudWords", "This till's clock is {minutes} min slow")
        )
        return Words(text.replace("{minutes}", str(abs(ahead_ms) // 60_000)), "warn")

    # times

    def moment(self, at_ms: int) -> str:
        """Give the time of day, with its date when that is not today."""
        then = formats.local_moment(at_ms, self._offset_minutes)
        today = formats.local_moment(self._now_ms, self._offset_minutes)
        return then[11:] if then[:10] == today[:10] else then[5:]

    def age(self, age_ms: int) -> str:
        """Give how long something is, in the largest unit that says enough."""
        age_ms = max(age_ms, 0)
        if age_ms >= 2 * _DAY_MS:
            return translate("CloudWords", "{n} d").replace("{n}", str(age_ms // _DAY_MS))
        if age_ms >= 2 * _HOUR_MS:
            return translate("CloudWords", "{n} h").replace("{n}", str(age_ms // _HOUR_MS))
        return translate("CloudWords", "{n} min").replace("{n}", str(age_ms // 60_000))
