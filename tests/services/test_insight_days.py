"""Random days once more: whatever happens, the sums that are kept say what the journal says.

They are asked for at random moments, so that they are brought up to date in any number of steps.
"""

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import rule

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, Period
from pos_app.domain.operators import Privilege
from pos_app.services.admission import Admission
from pos_app.services.insight_sums import InsightGround
from pos_app.services.insights import Insights
from tests.builders import make_template
from tests.services.figures_by_hand import Deed, deeds_of, figures, told
from tests.services.test_insights import Patient
from tests.services.test_random_days import Days

KEY = bytes(32)


class CountedDays(Days):
    @rule()
    def ask(self) -> None:
        self.compare(Lens(), self.deeds())

    def deeds(self) -> list[Deed]:
        rows = self.rig.rows(
            "SELECT kind, body FROM journal WHERE kind IN ('sale', 'return', 'post_void')"
            " ORDER BY epoch, seq"
        )
        return deeds_of((kind, json.loads(body)) for kind, body in rows)

    def dashboard(self, lens: Lens, period: Period) -> Dashboard:
        desk = self.counter._real.desk
        profile = desk.profile
        reference = self.rig.till.linked().reference
        about = (profile.workstation, profile.currency, KEY, self.rig.clock)
        ground = InsightGround(desk.till, *about, reference)
        admission = Admission(Privilege.VIEW_REPORTS, _SOMEBODY)
        return Insights(ground).dashboard(admission, period, lens, Patient())

    def compare(self, lens: Lens, deeds: list[Deed], section: str = "") -> None:
        days = [row[0] for row in self.rig.rows("SELECT business_date FROM business_day")]
        expected = figures(deeds, self.rig.clock.utc_offset_minutes(), section)
        for first, last in ((min(days), max(days)), (f"{min(days)[:7]}-01", "2027-12-31")):
            period = Period(BusinessDate(first), BusinessDate(last))
            assert told(self.dashboard(lens, period)) == expected

    def teardown(self) -> None:
        deeds = self.deeds()
        self.compare(Lens(), deeds)
        for who in {deed.body["op"] for deed in deeds}:
            chosen = [deed for deed in deeds if deed.body["op"] == who]
            self.compare(Lens(operator=OperatorId(who)), chosen)
        for number in {deed.body["sh"] for deed in deeds}:
            chosen = [deed for deed in deeds if deed.body["sh"] == number]
            self.compare(Lens(shift=number), chosen)
        self.compare(Lens(category=("饮料",)), deeds, "饮料")
        super().teardown()


_SOMEBODY: Any = None


def test_the_sums_that_are_kept_say_what_the_journal_says(tmp_path: Any) -> None:
    CountedDays.template = make_template(tmp_path / "template")
    case = CountedDays.TestCase()
    case.settings = settings(
        max_examples=12,
        stateful_step_count=60,
        suppress_health_check=list(HealthCheck),
    )
    case.runTest()
