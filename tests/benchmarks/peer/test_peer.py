"""What is told of the peer: its best batch size, and the documents it was given."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.peer import documents, peer
from tests.benchmarks.peer.peer import PeerMissing, PeerResult, Step, write_documents


def test_the_peer_is_judged_by_its_best_batch_size() -> None:
    slow, fast = Step(100, 1000, [0.5], 90.0), Step(1000, 1000, [0.25], 120.0)
    idle = Step(100, 0, [0.009, 0.004], 70.0)
    result = PeerResult([slow, fast], [fast, slow], [idle], [slow, fast])
    assert (result.upload, result.pull) == (fast, fast)
    assert result.pull.rate == 4000
    assert (result.first_no_op_s, result.no_op_s, result.echo_s) == (0.009, 0.004, 0.25)


@pytest.mark.parametrize(
    ("made", "low", "high"), [(documents.sales(20), 2000, 2300), (documents.products(20), 170, 200)]
)
def test_documents_have_the_size_of_the_published_figures(
    tmp_path: Path, made: documents.Documents, low: int, high: int
) -> None:
    path = tmp_path / "documents"
    assert write_documents(path, made) == 20
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len({json.loads(line)["_id"] for line in lines}) == 20
    assert low < path.stat().st_size / 20 < high


def test_a_machine_without_node_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peer, "_CACHE", tmp_path / "peer")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PeerMissing, match=r"\.ci/setup peer"):
        peer.install()
