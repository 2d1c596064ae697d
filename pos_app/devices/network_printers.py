"""Finds receipt printers in the networks of this machine: who takes a connection on port 9100.

Nothing is sent to any of them: what an office printer makes of a till's question is a wasted page.
"""

import errno
import ipaddress
import selectors
import socket
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final

from pos_app.clock import Clock

PORT: Final = 9100
BOUND_MS: Final = 4_000
"""For all networks. A printer that is on answers within milliseconds, by radio a little later."""

_MOST_NETWORKS: Final = 4
_AT_ONCE: Final = 128
"""Windows watches 512 at a time, and small routers forget whom they have to look for above that."""

_ROUND_MS: Final = 400
_LOOK_S: Final = 0.05
_ON_THE_WAY: Final = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK, 10035})
"""10035 is what Windows calls EWOULDBLOCK."""

_NOWHERE: Final = ("192.0.2.1", 9)
"""An address kept for examples: asking the way there sends nothing (RFC 5737)."""


def networks_of_this_machine() -> tuple[ipaddress.IPv4Network, ...]:
    """Give the 254 neighbours of each address that this machine has; none where it has none."""
    addresses = dict.fromkeys((*_way_out(), *_named()))
    own = (ipaddress.IPv4Address(address) for address in addresses)
    networks = (
        ipaddress.IPv4Network((address, 24), strict=False)
        for address in own
        if not (address.is_loopback or address.is_link_local or address.is_unspecified)
    )
    return tuple(islice(dict.fromkeys(networks), _MOST_NETWORKS))


def hosts_of(networks: Iterable[ipaddress.IPv4Network]) -> tuple[str, ...]:
    """Name every host of the networks."""
    return tuple(str(host) for network in networks for host in network.hosts())


def search(
    hosts: Sequence[str], clock: Clock, is_wanted: Callable[[], bool], port: int = PORT
) -> tuple[str, ...]:
    """List those of ``hosts`` that take a connection, in their order; ends by itself in time.

    Any thread but the window's. ``is_wanted`` is asked twenty times a second; when nobody waits any
    more, what was found so far is all there is. It may raise, which ends the search as well.
    """
    ends_ms = clock.mono_ms() + BOUND_MS
    found: list[str] = []
    for start in range(0, len(hosts), _AT_ONCE):
        if clock.mono_ms() < ends_ms and is_wanted():
            found += _knock(hosts[start : start + _AT_ONCE], port, clock, is_wanted)
    return tuple(found)


def _knock(
    hosts: Sequence[str], port: int, clock: Clock, is_wanted: Callable[[], bool]
) -> list[str]:
    """Ask some hosts at once, and wait for a round."""
    answered: set[str] = set()
    with selectors.DefaultSelector() as waiting:
        try:
            for host in hosts:
                _begin(host, port, waiting)
            ends_ms = clock.mono_ms() + _ROUND_MS
            while waiting.get_map() and clock.mono_ms() < ends_ms and is_wanted():
                for key, _ in waiting.select(_LOOK_S):
                    with _taken_from(waiting, key) as link:
                        if link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                            answered.add(key.data)
        finally:
            for key in tuple(waiting.get_map().values()):
                _taken_from(waiting, key).close()
    return [host for host in hosts if host in answered]


def _taken_from(waiting: selectors.BaseSelector, key: selectors.SelectorKey) -> socket.socket:
    link = key.fileobj
    assert isinstance(link, socket.socket)
    waiting.unregister(link)
    return link


def _begin(host: str, port: int, waiting: selectors.BaseSelector) -> None:
    link = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    link.settimeout(0)  # does not wait
    if link.connect_ex((host, port)) in _ON_THE_WAY:
        waiting.register(link, selectors.EVENT_WRITE, host)
    else:
        link.close()


def _way_out() -> tuple[str, ...]:
    """Give the address by which this machine would leave for elsewhere."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect(_NOWHERE)
            return (str(asking.getsockname()[0]),)
    except OSError:
        return ()


def _named() -> tuple[str, ...]:
    """Give the addresses that this machine has by its own name: on Windows all of them."""
    try:
        return tuple(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        return ()
