"""Becoming a member, changing one's mind, and leaving for good; the code to join by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pos_app.domain.member import Purpose
from pos_app.domain.notice import Notice
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.ui import language
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Trouble
from pos_app.ui.screens.enrol.contract import (
    Application,
    ConsentScreen,
    EnrolScreen,
    Host,
    JoinScreen,
)

Notices = Mapping[str, tuple[Notice, ...]]


@dataclass(frozen=True, slots=True)
class EnrolPlaces:
    """Where people join and decide."""

    form: EnrolScreen
    consents: ConsentScreen
    join: JoinScreen
    host: Host


class EnrolPresenter:
    """Takes what a customer decides to the till thread."""

    def __init__(
        self,
        places: EnrolPlaces,
        counter: Counter,
        front: Front,
        approving: Approving,
        show: Callable[[PricedTransaction | None], None],
    ) -> None:
        self._places = places
        self._counter = counter
        self._front = front
        self._approving = approving
        self._show = show

    # ------------------------------------------------------------------ joining

    def on_enrol(self, phone: str) -> None:
        """Begin with an empty form."""

        def begin(notices: Notices) -> None:
            self._front.notices.clear()
            self._places.form.begin(phone, notices)

        self._front.run(self._notices, begin)

    def on_filled_in(self, filled: Application) -> None:
        """Make a member; one who is a member already may be taken as they are."""

        def on_refused(trouble: Trouble) -> None:
            if trouble.code == "ALREADY_MEMBER":
                facts = trouble.facts
                self._places.form.show_known(str(facts["name"]), str(facts["phone"]))
            else:
                self._front.notices.trouble(trouble)

        self._front.run(
            lambda: self._counter.enrolment.enrol(
                filled.phone, filled.name, filled.consents, filled.locale
            ),
            self._on_enrolled,
            on_refused,
        )

    def on_known(self, phone: str) -> None:
        """Attach the member who has this phone."""

        def take() -> PricedTransaction:
            members = self._counter.members
            return members.take(members.find(phone)[0])

        self._front.run(take, self._on_known_taken)

    def on_join(self, at_ms: int) -> None:
        """Show the code to join by, for whoever is signed on."""
        session = self._front.attendance.session
        operator = session.operator.id if session else ""
        text = self._counter.join_codes.text_for(operator, at_ms)
        if text:
            self._places.join.begin(text)
        else:
            self._front.notices.trouble(Refusal("JOIN_NOT_OFFERED"))

    def _on_enrolled(self, basket: PricedTransaction) -> None:
        self._on_known_taken(basket)
        self._front.notices.tell("MEMBER_ENROLLED")

    def _on_known_taken(self, basket: PricedTransaction) -> None:
        self._front.notices.clear()
        self._places.form.leave()
        self._show(basket)

    # ------------------------------------------------------------------ deciding anew

    def on_consents(self) -> None:
        """Show what the member of the sale has agreed to."""

        def read() -> tuple[frozenset[Purpose], Notices]:
            face = self._counter.members.panel()
            if face is None or not face.is_known_here:
                raise Refusal("NO_MEMBER")
            granted = (each for each, answer in face.consents.items() if answer.is_granted)
            return frozenset(granted), self._notices()

        def begin(found: tuple[frozenset[Purpose], Notices]) -> None:
            self._front.notices.clear()
            self._places.consents.begin(*found)

        self._front.run(read, begin)

    def on_decided(self, changed: Mapping[Purpose, bool]) -> None:
        """Write every changed answer down; membership itself ends whole."""
        if not changed:
            self._places.consents.leave()
            return
        if not changed.get(Purpose.MEMBERSHIP, True):
            self.on_end()
            return
        locale = language.current().value

        def write() -> None:
            for purpose, is_granted in changed.items():
                self._counter.enrolment.answer(purpose, is_granted=is_granted, locale=locale)

        def written(_done: None) -> None:
            self._places.consents.leave()
            self._front.notices.tell("CONSENT_WRITTEN")

        self._front.run(write, written)

    def on_end(self) -> None:
        """Ask first: nothing of the member is left here afterwards."""
        self._places.host.ask_sure("END_MEMBERSHIP", self._end)

    def _end(self) -> None:
        locale = language.current().value
        self._approving.attempt(
            lambda approval: self._counter.enrolment.forget(locale, approval), self._on_ended
        )

    def _on_ended(self, basket: PricedTransaction | None) -> None:
        self._places.host.close_panel()
        self._front.notices.clear()
        self._show(basket)
        self._front.notices.tell("MEMBERSHIP_ENDED")

    def _notices(self) -> Notices:
        return {
            spoken.value: self._counter.enrolment.notices(spoken.value)
            for spoken in language.Language
        }
