"""The key file: made once, checked at every load, sealed where the system keeps secrets."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.errors
import pytest

from pos_app.errors import EnvironmentFault
from pos_app.vault.keys import DeviceKeys, KeyStore

TERMINAL = bytes(range(16))


class SecretStore(keyring.backend.KeyringBackend):
    """A store as a desktop would have it, in memory; keyring must not find it by itself."""

    priority = -1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.is_locked:
            raise keyring.errors.PasswordSetError
        self.entries[service, username] = password


@pytest.fixture(autouse=True)
def no_store() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def secret_store() -> SecretStore:
    store = SecretStore()
    store.priority = 9
    keyring.set_keyring(store)
    return store


def is_sealed(folder: Path) -> bool:
    return (folder / "device.key").read_bytes()[5] == 1


def refused(store: KeyStore) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        store.load()
    return caught.value.code


def test_keys_are_read_back_as_made_and_all_differ(tmp_path: Path) -> None:
    store = KeyStore(tmp_path)
    assert not store.exists
    made = store.create(TERMINAL, os.urandom)
    assert store.exists
    assert not is_sealed(tmp_path)
    assert KeyStore(tmp_path).load() == made
    keys = {made.till_key, made.catalog_key, made.signing_seed, made.pin_pepper}
    assert len(keys) == 4
    assert {len(key) for key in keys} == {32}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_only_the_tills_user_may_read_the_file(tmp_path: Path) -> None:
    KeyStore(tmp_path).create(TERMINAL, os.urandom)
    assert stat.S_IMODE((tmp_path / "device.key").stat().st_mode) == 0o600


def test_no_key_shows_when_keys_are_printed(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path).create(TERMINAL, os.urandom)
    for shown in (repr(keys), str(keys), f"{keys}"):
        assert keys.till_key.hex() not in shown
        assert repr(keys.till_key) not in shown


def test_every_changed_byte_is_noticed(tmp_path: Path) -> None:
    store = KeyStore(tmp_path)
    store.create(TERMINAL, os.urandom)
    path = tmp_path / "device.key"
    whole = path.read_bytes()
    terminal = range(6, 6 + 16)  # the id is checked against till.db, not here
    for at in set(range(len(whole))) - set(terminal):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert refused(store) in {"KEY_FILE_DAMAGED", "KEY_STORE_UNAVAILABLE", "KEY_FILE_NEWER"}
    for length in (0, 3, 6, 40, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert refused(store) == "KEY_FILE_DAMAGED"


def test_a_file_of_a_newer_version_is_named_so(tmp_path: Path) -> None:
    (tmp_path / "device.key").write_bytes(b"RPDK\x02\x00something new")
    assert refused(KeyStore(tmp_path)) == "KEY_FILE_NEWER"


def test_a_missing_file_and_one_that_cannot_be_read_are_told_apart(tmp_path: Path) -> None:
    assert refused(KeyStore(tmp_path)) == "KEY_FILE_MISSING"
    (tmp_path / "device.key").mkdir()
    assert refused(KeyStore(tmp_path)) == "KEY_FILE_UNREADABLE"


def test_a_system_store_seals_the_file(tmp_path: Path, secret_store: SecretStore) -> None:
    store = KeyStore(tmp_path)
    made = store.create(TERMINAL, os.urandom)
    content = (tmp_path / "device.key").read_bytes()
    assert is_sealed(tmp_path)
    assert made.till_key not in content
    assert store.load() == made
    (tmp_path / "device.key").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert refused(store) == "KEY_FILE_DAMAGED"


def test_a_sealed_file_without_its_store_asks_for_the_store(
    tmp_path: Path, secret_store: SecretStore
) -> None:
    store = KeyStore(tmp_path)
    store.create(TERMINAL, os.urandom)
    secret_store.is_locked = True
    assert refused(store) == "KEY_STORE_UNAVAILABLE"
    secret_store.is_locked = False
    secret_store.entries.clear()
    assert refused(store) == "KEY_STORE_UNAVAILABLE"
    keyring.set_keyring(keyring.backends.fail.Keyring())
    assert refused(store) == "KEY_STORE_UNAVAILABLE"


def test_a_store_that_takes_nothing_is_not_trusted(
    tmp_path: Path, secret_store: SecretStore
) -> None:
    secret_store.is_locked = True
    made = KeyStore(tmp_path).create(TERMINAL, os.urandom)
    assert not is_sealed(tmp_path)
    assert KeyStore(tmp_path).load() == made


def test_keys_are_never_made_twice(tmp_path: Path) -> None:
    KeyStore(tmp_path).create(TERMINAL, os.urandom)
    with pytest.raises(AssertionError):
        KeyStore(tmp_path).create(TERMINAL, os.urandom)


def test_a_folder_that_takes_no_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        KeyStore(tmp_path / "missing").create(TERMINAL, os.urandom)
    assert caught.value.code == "KEY_FILE_UNWRITABLE"


def test_practice_signs_as_somebody_else(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path).create(TERMINAL, os.urandom)
    training = keys.for_training()
    assert training == keys.for_training()
    assert training.terminal_id != keys.terminal_id
    assert training.signing_seed != keys.signing_seed
    assert training.till_key != keys.till_key
    assert isinstance(training, DeviceKeys)


def test_the_mark_of_the_last_start_is_kept_beside(tmp_path: Path) -> None:
    store = KeyStore(tmp_path)
    assert store.read_mark() is None
    store.write_mark(bytes(16))
    store.write_mark(bytes(range(16)))
    assert store.read_mark() == bytes(range(16))
    (tmp_path / "terminal.mark").unlink()
    (tmp_path / "terminal.mark").mkdir()
    with pytest.raises(EnvironmentFault) as caught:
        store.read_mark()
    assert caught.value.code == "KEY_FILE_UNREADABLE"
