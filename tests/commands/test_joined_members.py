"""Who joined at the till: read by the demo cloud alone, and forgotten at the till alone."""

from pathlib import Path

import pytest

from pos_app.domain.member import Purpose
from pos_app.main import main
from tests.builders import CASHIER, Rig, make_rig
from tests.services.club import make_club

CONSENTS = {Purpose.MEMBERSHIP: True}


@pytest.fixture
def joined(tmp_path: Path) -> Path:
    """The data folder of a till, closed, at which two people joined."""
    rig: Rig = make_rig(make_club(tmp_path / "club"), tmp_path / "till")
    rig.open_for(CASHIER)
    for phone, name in (("13912345678", "诸葛小明"), ("+44 20 7946 0958", "")):
        rig.counter.enrolment.enrol(phone, name, CONSENTS, "zh_CN")
        rig.counter.members.leave()
    rig.close()
    return rig.folder


def test_the_demo_cloud_reads_what_the_till_cannot(
    joined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo-joined", "--data", str(joined)]) == 0
    said = capsys.readouterr().out
    assert "S12T0300001 +8613912345678 诸葛小明 zh" in said
    assert "S12T0300002 +442079460958 - zh" in said
    assert "joined at this till: 2." in said


def test_without_the_clouds_key_nobody_reads_it(
    joined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (joined / "demo-issuer.json").unlink()
    assert main(["demo-joined", "--data", str(joined)]) == 2
    assert "demo-issuer.json" in capsys.readouterr().err


@pytest.mark.parametrize("who", [("--phone", "139 1234 5678"), ("--card", "s12t0300002")])
def test_forgetting_who_joined_here_is_the_tills_own_work(
    joined: Path, who: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget-member", *who, "--data", str(joined)]) == 2
    assert "joined at this till" in capsys.readouterr().err
    assert main(["forget-member", "--card", "88000101", "--data", str(joined)]) == 0
