"""A shop with the demo store's members, an issuer beside it, and phones that show codes."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from pos_app import resources
from pos_app.demo.issuer import DemoIssuer
from pos_app.demo.issuer_keys import load_keys, make_keys
from pos_app.domain.codes.shape import OwnCode
from pos_app.domain.member import Member, MemberId, MemberStanding, day_of
from pos_app.domain.scan import OwnCodeScan
from pos_app.domain.scan_data import ScanData, Source
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.member_directory import MemberDirectory
from pos_app.services.scan_outcome import ScanOutcome
from pos_app.store import members
from pos_app.store.database import Database
from tests.builders import HandClock, Rig, make_template

ZHANG = "88000101"  # 张*, silver, 846.50 spent, 846 points
OUYANG = "88000103"  # 欧阳*, gold, birthday
ANNA = "88000106"  # A*, of Hong Kong
ZHAO = "88000107"  # 赵*, 0.50 short of silver
ZHOU = "88000111"  # 周*, no consent to profiling
ZHANG_PHONE = "199 0000 0101"
STRANGER = MemberId(b"\xee" * 16)


def make_club(folder: Path, **changes: object) -> Path:
    """Set the shop up once, with members and an issuer whose keys are in the data folder."""
    make_template(folder, **changes)
    shutil.copy(resources.path("demo", "members.json"), folder / "set_up")
    clock = HandClock(500)
    rig = Rig(folder / "data", folder / "set_up", clock)
    keys = make_keys(folder / "data", clock.random_bytes, clock.wall // 1000)
    trust = issuer_trust(rig)
    trust.trust(keys.root_publics, keys.sealing_public)
    trust.take(DemoIssuer(keys).key_ring())
    rig.close()
    return folder


def issuer_trust(rig: Rig) -> IssuerTrust:
    return rig.counter._real.members._issuer


def directory(rig: Rig) -> MemberDirectory:
    return rig.counter._real.members._directory


def reference(rig: Rig) -> Database:
    return directory(rig)._reference


class Phones:
    """The members' phones and the cloud behind them."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.issuer = DemoIssuer(load_keys(rig.folder))
        self._nonces = iter(range(1, 1_000))

    @property
    def now_s(self) -> int:
        return self.rig.clock.wall // 1000

    def member(self, number: str) -> Member:
        found = directory(self.rig).find_by_number(number)
        assert found is not None
        return found

    def deliver(self, days: Iterable[int] = (0,)) -> None:
        """Bring the handles of all members for these days from today."""
        today = day_of(self.rig.clock.wall)
        with reference(self.rig).write() as connection:
            ids = connection.exec_driver_sql("SELECT member_id FROM member").scalars().all()
            segments = self.issuer.handles(ids, [today + day for day in days])
            for day, segment in segments.items():
                members.put_handles(connection, day, [(h, MemberId(m)) for h, m in segment])

    def code(self, number: str = ZHANG, *, age_s: int = 0, ttl: int = 30) -> str:
        return self.code_of(self.member(number).id, age_s=age_s, ttl=ttl)

    def code_of(self, member: MemberId, *, age_s: int = 0, ttl: int = 30) -> str:
        nonce = next(self._nonces).to_bytes(4, "big")
        return self.issuer.member_code(member, self.now_s - age_s, ttl, nonce)

    def device_code(self, number: str = ZHANG, *, credential_age_s: int = 3600) -> str:
        member = self.member(number).id
        return self.issuer.device_code(member, self.now_s - credential_age_s, self.now_s)


def scan(rig: Rig, text: str) -> ScanOutcome:
    """Scan on the sale screen."""
    return rig.counter.checkout.scan(ScanData(text, source=Source.SCANNED))


def own(text: str) -> OwnCodeScan:
    return OwnCodeScan(text, OwnCode.MEMBER)


def restart(rig: Rig) -> None:
    rig.reopen()
    rig.sign_on()


def standing(rig: Rig) -> MemberStanding:
    member = rig.basket.transaction.member
    assert member is not None
    return member


def reference_content(rig: Rig) -> dict[str, list[tuple[object, ...]]]:
    with reference(rig).read() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        ).scalars()
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)
            for name in list(names)
        }
