"""Updates are taken from whoever has the release keys, and from nobody else: a real repository."""

import functools
import http.server
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from pos_app.errors import EnvironmentFault, Refusal
from pos_app.ui import report_thread
from pos_app.updates import origin as origin_module
from pos_app.updates.client import Client, UpdateFolders
from pos_app.updates.origin import FolderOrigin, Origin, ServerOrigin
from pos_app.updates.release import Version
from tests.updates.releases import Site, now


def _go_on() -> None:
    pass


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def handle(self) -> None:
        with suppress(ConnectionError):  # a client that breaks off is what is tried here
            super().handle()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(params=["stick", "server"])
def origin(request: pytest.FixtureRequest, site: Site) -> Iterator[Origin]:
    """The same folder as a stick and behind a real server."""
    if request.param == "stick":
        with closing(FolderOrigin(site.folder, _go_on)) as stick:
            yield stick
        return
    handler = functools.partial(_Quiet, directory=str(site.folder))
    with (
        ThreadPoolExecutor(1) as pool,
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
    ):
        pool.submit(server.serve_forever)
        address = f"http://127.0.0.1:{server.server_port}"
        with closing(ServerOrigin(address, _go_on)) as found:
            yield found
        server.shutdown()


@pytest.fixture
def store(tmp_path: Path) -> UpdateFolders:
    return UpdateFolders(tmp_path / "updates")


def _refused(origin: Origin, store: UpdateFolders, site: Site) -> str:
    def update() -> None:
        client = Client(origin, store, site.root)
        client.fetch(client.newest(), lambda _: None)

    with pytest.raises(Refusal) as caught:
        update()
    return caught.value.code


def test_the_newest_release_is_named_and_brought_whole(
    origin: Origin, store: UpdateFolders, site: Site
) -> None:
    site.add("1.2.0", b"MZ" + bytes(700_000))
    site.add("1.10.0", b"MZ new")
    client = Client(origin, store, site.root)
    release = client.newest()
    assert release.version == Version(1, 10, 0)
    assert (release.notes_zh, release.notes_en) == ("更快", "faster")
    file = client.fetch(release, lambda _: None)
    assert file.read_bytes() == b"MZ new"
    (store.fetched / "RonghePOS-1.2.0-Setup.exe").write_bytes(b"old")
    client.forget_others(file)
    assert {path.name for path in store.fetched.iterdir()} == {file.name, "latest.json"}


def test_what_was_brought_once_is_not_asked_for_again(
    origin: Origin, store: UpdateFolders, site: Site
) -> None:
    site.add("1.2.0")
    client = Client(origin, store, site.root)
    client.fetch(client.newest(), lambda _: None)
    for path in (site.folder / "targets").iterdir():
        path.unlink()
    again = Client(origin, store, site.root)
    assert again.fetch(again.newest(), lambda _: None).read_bytes() == b"MZ setup"


def test_another_program_under_the_same_name_is_not_taken(
    origin: Origin, store: UpdateFolders, site: Site
) -> None:
    site.add("1.2.0")
    (target,) = (site.folder / "targets").glob("*Setup.exe")
    target.write_bytes(b"MZ evil!")
    assert _refused(origin, store, site) == "UPDATE_NOT_TRUSTED"
    assert not [path for path in store.fetched.iterdir() if path.suffix == ".exe"]


def test_a_longer_file_than_was_signed_is_broken_off(
    origin: Origin, store: UpdateFolders, site: Site
) -> None:
    site.add("1.2.0")
    (target,) = (site.folder / "targets").glob("*Setup.exe")
    target.write_bytes(bytes(50_000_000))
    assert _refused(origin, store, site) == "UPDATE_NOT_TRUSTED"


def test_keys_of_somebody_else_are_not_taken(
    origin: Origin, store: UpdateFolders, site: Site, tmp_path: Path
) -> None:
    site.add("1.2.0")
    others, theirs = tmp_path / "other-keys", tmp_path / "other-site"
    site.tool.make_keys(others)
    site.tool.begin(others, theirs, now())
    setup = tmp_path / "RonghePOS-9.0.0-Setup.exe"
    setup.write_bytes(b"MZ evil")
    latest = {"version": "9.0.0", "setup": setup.name, "notes": {"zh": "", "en": ""}}
    site.tool.add(others, theirs, setup, latest, now())
    for name in ("timestamp.json", "2.snapshot.json", "2.targets.json"):
        (site.folder / "metadata" / name).write_bytes((theirs / "metadata" / name).read_bytes())
    assert _refused(origin, store, site) == "UPDATE_NOT_TRUSTED"


def test_an_older_state_than_was_seen_is_refused(
    origin: Origin, store: UpdateFolders, site: Site
) -> None:
    old = {path.name: path.read_bytes() for path in (site.folder / "metadata").iterdir()}
    site.add("1.2.0")
    Client(origin, store, site.root).newest()
    for name, content in old.items():
        (site.folder / "metadata" / name).write_bytes(content)
    assert _refused(origin, store, site) == "UPDATE_OLDER_STATE"


def test_a_till_that_is_held_back_notices(origin: Origin, store: UpdateFolders, site: Site) -> None:
    site.add("1.2.0")
    site.tool.freshen(site.keys, site.folder, now() - timedelta(days=31))
    assert _refused(origin, store, site) == "UPDATE_STALE"
    site.tool.freshen(site.keys, site.folder, now())
    assert Client(origin, store, site.root).newest().version == Version(1, 2, 0)


@pytest.mark.parametrize(
    "latest",
    [
        {"version": "1.2"},
        {"version": "1.2.0-beta"},
        {"version": 3},
        {"setup": "../../evil.exe"},
        {"setup": "other.exe"},
        {"notes": None},
    ],
)
def test_a_slip_of_whoever_signs_is_told(
    origin: Origin, store: UpdateFolders, site: Site, latest: dict[str, object]
) -> None:
    site.add("1.2.0", **latest)
    assert _refused(origin, store, site) == "UPDATE_UNREADABLE"


@pytest.mark.parametrize("name", [".", "metadata", "fetched"])
def test_a_folder_of_updates_that_cannot_be_used_is_told(
    store: UpdateFolders, site: Site, name: str
) -> None:
    place = store.folder / name
    place.parent.mkdir(exist_ok=True)
    place.write_text("a file")
    stick = FolderOrigin(site.folder, _go_on)
    with closing(stick), pytest.raises(EnvironmentFault) as caught:
        Client(stick, store, site.root)
    assert caught.value.code == "UPDATE_FOLDER_UNUSABLE"


def test_what_somebody_put_beside_a_release_is_in_no_update_s_way(
    store: UpdateFolders, site: Site
) -> None:
    site.add("1.2.0")
    (store.fetched / "folder").mkdir(parents=True)
    with closing(FolderOrigin(site.folder, _go_on)) as stick:
        client = Client(stick, store, site.root)
        client.forget_others(client.fetch(client.newest(), lambda _: None))


def test_a_server_that_says_nothing_is_given_up_before_a_till_that_closes_gives_up() -> None:
    assert max(origin_module._SILENCE_S, origin_module._CONNECT_S) < report_thread._LONGEST_WAIT_S


def test_a_place_without_releases_is_told(store: UpdateFolders, site: Site, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for origin in (FolderOrigin(empty, _go_on), ServerOrigin("http://127.0.0.1:9", _go_on)):
        with closing(origin):
            assert _refused(origin, store, site) == "UPDATE_ORIGIN_UNREACHABLE"


def test_a_folder_hands_out_nothing_beside_itself(tmp_path: Path, site: Site) -> None:
    (tmp_path / "secret").write_text("x")
    origin = FolderOrigin(site.folder, _go_on)
    with pytest.raises(Exception, match="secret"):
        b"".join(origin.fetch(f"{origin.address}/metadata/../../secret"))


def test_a_spoilt_program_without_its_root_says_so(store: UpdateFolders, site: Site) -> None:
    with pytest.raises(Refusal) as caught:
        Client(FolderOrigin(site.folder, _go_on), store, b"{}")
    assert caught.value.code == "UPDATE_NOT_TRUSTED"
