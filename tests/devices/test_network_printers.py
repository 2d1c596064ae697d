"""Printers in the network are found by taking a connection; nothing is sent, nobody waits long."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from pos_app.clock import SystemClock
from pos_app.devices import network_printers
from pos_app.devices.network_printers import hosts_of, networks_of_this_machine, search

HERE = ipaddress.IPv4Network("127.0.0.0/24")


@pytest.fixture
def printers() -> Iterator[tuple[int, list[socket.socket]]]:
    """Two printers on one port, at .9 and .200, and what came in at them."""
    with ExitStack() as held:
        first = held.enter_context(socket.create_server(("127.0.0.9", 0)))
        port = first.getsockname()[1]
        yield port, [first, held.enter_context(socket.create_server(("127.0.0.200", port)))]


def test_who_takes_a_connection_is_found_and_is_sent_nothing(
    printers: tuple[int, list[socket.socket]],
) -> None:
    port, listeners = printers
    found = search(hosts_of([HERE]), SystemClock(), lambda: True, port)
    assert found == ("127.0.0.9", "127.0.0.200")
    for listener in listeners:
        connection, _ = listener.accept()
        with connection:
            assert connection.recv(64) == b""


def test_where_nobody_takes_one_nothing_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    assert search(hosts_of([HERE]), SystemClock(), lambda: True, free) == ()


def test_one_that_never_answers_keeps_nobody(
    printers: tuple[int, list[socket.socket]],
) -> None:
    port, listeners = printers
    silent = listeners[0]
    silent.listen(0)
    with ExitStack() as held:
        for _ in range(4):  # its queue is full: whoever comes now hears nothing at all
            waiting = held.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex(silent.getsockname())
        assert search(hosts_of([HERE]), SystemClock(), lambda: True, port) == ("127.0.0.200",)


def test_a_search_that_nobody_waits_for_ends(printers: tuple[int, list[socket.socket]]) -> None:
    port, _ = printers
    assert search(hosts_of([HERE]), SystemClock(), lambda: False, port) == ()


def test_each_network_of_this_machine_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_printers, "_way_out", lambda: ("192.0.2.7",))
    own = ("127.0.1.1", "192.0.2.8", "198.51.100.3", "169.254.7.7", "192.0.2.7")
    monkeypatch.setattr(network_printers, "_named", lambda: own)
    networks = networks_of_this_machine()
    assert [str(network) for network in networks] == ["192.0.2.0/24", "198.51.100.0/24"]
    assert len(hosts_of(networks)) == 2 * 254


def test_a_machine_without_a_network_searches_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in ("_way_out", "_named"):
        monkeypatch.setattr(network_printers, asked, tuple)
    assert networks_of_this_machine() == ()
    assert search((), SystemClock(), lambda: True) == ()
