"""The verifier as a fixture: files in, verdict out."""

from pathlib import Path

import pytest

from tests.verifier.judging import PIN, Verdict, Verify, verifier


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    def run(*files: bytes, options: list[str] = PIN) -> Verdict:
        paths = []
        for number, content in enumerate(files):
            path = tmp_path / f"archive-{number}.rpa.gz"
            path.write_bytes(content)
            paths.append(str(path))
        capsys.readouterr()
        code = verifier.main([*options, *paths])
        return Verdict(code, capsys.readouterr().out)

    return run
