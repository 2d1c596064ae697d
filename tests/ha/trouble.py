"""The story that any load must survive: the leader dies, comes back, a standby dies, comes back.

A load is a function that works against the database of a URL until it is told to stop, and then
says how to look for what was lost or doubled. It runs in a thread of its own while the cluster is
hurt; it must repeat by itself what was not answered.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

from tests.ha.cluster import SETTLE_S, HaCluster


@dataclass(frozen=True)
class Result:
    """What a load has done: ``acknowledged`` counts what it was told is safe."""

    acknowledged: int
    repeated: int
    longest_wait_s: float
    """The longest time from one answer to the next, of any who worked."""
    find_faults: Callable[[str], list[str]]
    """Read all of it again from the database of a URL; every sentence is a loss or a double."""


Load = Callable[[str, Event], Result]
Check = Callable[[str], list[str]]


def together(*loads: Load) -> Load:
    """Put several loads on one cluster at the same time."""

    def work(url: str, stop: Event) -> Result:
        with ThreadPoolExecutor(len(loads)) as pool:
            results = list(pool.map(lambda load: load(url, stop), loads))
        return Result(
            acknowledged=sum(result.acknowledged for result in results),
            repeated=sum(result.repeated for result in results),
            longest_wait_s=max(result.longest_wait_s for result in results),
            find_faults=lambda url: [
                fault for result in results for fault in result.find_faults(url)
            ],
        )

    return work


@dataclass
class Story:
    """What happened, in order, and what was found afterwards."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    result: Result | None = None

    def say(self, line: str) -> None:
        """Tell it at once, and keep it."""
        self.lines.append(line)
        print(line, flush=True)


def run(load: Load, check: Check = lambda _: [], calm_s: float = 5.0) -> Story:
    """Start a cluster, check it, put the load on it and hurt it.

    ``check`` sees the cluster before anything happens to it and gives what it found wrong;
    ``calm_s`` passes between two blows.
    """
    story = Story()
    began = time.monotonic()
    with HaCluster() as cluster:
        story.say(f"cluster: whole after {time.monotonic() - began:.1f} s")
        story.faults += check(cluster.url())
        _hurt(cluster, load, story, calm_s)
    return story


def _hurt(cluster: HaCluster, load: Load, story: Story, calm_s: float) -> None:
    stop = Event()
    with ThreadPoolExecutor(1, "load") as pool:
        working = pool.submit(load, cluster.url(), stop)
        try:
            _blows(cluster, story, calm_s)
        finally:
            stop.set()
    story.result = working.result()
    if not story.result.acknowledged:
        story.faults.append("nothing was acknowledged, so nothing is shown")
    story.say(
        f"load: {story.result.acknowledged} acknowledged, {story.result.repeated} repeated because"
        f" nobody answered, longest wait {story.result.longest_wait_s:.1f} s"
    )
    _compare(cluster, story, story.result)


def _blows(cluster: HaCluster, story: Story, calm_s: float) -> None:
    time.sleep(calm_s)
    dead = cluster.kill_leader()
    began = time.monotonic()
    story.say(f"leader {dead}: killed")
    fresh = cluster.wait_for("new leader", cluster.leader, SETTLE_S)
    story.say(f"leader {fresh}: took over after {time.monotonic() - began:.1f} s")
    time.sleep(calm_s)
    cluster.restart(dead)
    cluster.wait_until_whole()
    story.say(f"node {dead}: back as a standby after {time.monotonic() - began:.1f} s")
    time.sleep(calm_s)
    dead = cluster.kill_standby()
    story.say(f"synchronous standby {dead}: killed")
    time.sleep(calm_s)
    cluster.restart(dead)
    cluster.wait_until_whole()
    story.say(f"node {dead}: back")
    time.sleep(calm_s)


def _compare(cluster: HaCluster, story: Story, result: Result) -> None:
    """Look on all three: what a standby lacks is lost when it leads one day."""
    cluster.wait_until_whole()
    cluster.wait_for("standbys that caught up", cluster.has_caught_up, SETTLE_S)
    for name in [cluster.leader(), *cluster.standbys()]:
        found = result.find_faults(cluster.url_of(name))
        story.say(f"node {name}: {'nothing lost or doubled' if not found else found[:5]}")
        story.faults += [f"{name}: {fault}" for fault in found]
