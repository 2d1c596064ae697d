"""Stacks name places in the program and nobody's folder."""

import pytest

from pos_app.stacks import without_folders


@pytest.mark.parametrize(
    ("file", "place"),
    [
        (
            "/srv/王芳/sync/.venv/lib/python3.11/site-packages/tuf/api.py",
            "site-packages/tuf/api.py",
        ),
        ("/srv/pos_app/王芳/pos_app/main.py", "pos_app/main.py"),
        ("D:\\王芳\\sync\\app-1\\_internal\\x.py", "_internal/x.py"),
        ("/usr/lib/python3.11/threading.py", "lib/python3.11/threading.py"),
        ("/srv/王芳/lib/notes.py", "lib/notes.py"),
    ],
)
def test_a_place_in_the_program_names_nobodys_folder(file: str, place: str) -> None:
    assert without_folders(f'File "{file}", line 7') == f'File "{place}", line 7'
