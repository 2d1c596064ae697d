"""Nothing in the product is only promised, or only used by its tests."""

from pathlib import Path

import grimp

from pos_app.main import COMMANDS
from tests.architecture.unused import find_unasked, find_unused

# What the product itself need not reach, and why.
NOT_REACHED = {
    "pos_app.devices.simulators": "a device's simulator stands beside it, for whoever plugs it in",
    "pos_app.store.schema": "declared once, and compared with the migrations and the statements",
}


def test_every_module_of_the_product_is_reached_from_its_command_line() -> None:
    graph = grimp.build_graph("pos_app", "sync", cache_dir=None)
    starts = {"pos_app.__main__", "sync.__main__", "sync.cloud.__main__"} & graph.modules
    starts |= {f"pos_app.commands.{file}" for file, _ in COMMANDS.values()}
    reached = starts.union(*(graph.find_upstream_modules(start) for start in starts))
    # A package is reached with its modules.
    reached |= {name for name in graph.modules if any(r.startswith(f"{name}.") for r in reached)}
    left = sorted(name for name in graph.modules - reached if not _is_known(name))
    assert left == []


def test_every_function_and_class_of_the_product_is_used_by_the_product(root: Path) -> None:
    left = [
        fault
        for fault in (*find_unused(root), *find_unasked(root))
        if not _is_known(fault.split(".py:")[0].replace("/", "."))
    ]
    assert left == []


def _is_known(module: str) -> bool:
    return any(f"{module}.".startswith(f"{name}.") for name in NOT_REACHED)


PLANTED = """
def dead(): pass
def live(): pass
def by_text(): pass
def registered(): pass

class Window:
    def paintEvent(self, event): live()
    def forgotten(self): getattr(self, "by_text")
    @listens_for(engine, "begin")
    def registered(self): pass
    @property
    def width_px(self): pass

class Dead(Window): pass
"""


def test_a_planted_unused_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "pos_app").mkdir()
    (tmp_path / "pos_app" / "window.py").write_text(PLANTED, encoding="utf-8")
    names = {fault.rpartition(" ")[2] for fault in find_unused(tmp_path)}
    assert names == {"dead", "registered", "forgotten", "width_px", "Dead"}


def test_a_name_that_only_another_module_has_a_use_for_is_found(tmp_path: Path) -> None:
    (tmp_path / "pos_app").mkdir()
    for file, text in (
        ("costs.py", "def cost_of(): pass\ndef other(): pass\n"),
        ("book.py", "from pos_app import costs\ndef cost_of(): costs.other()\ncost_of()\n"),
    ):
        (tmp_path / "pos_app" / file).write_text(text, encoding="utf-8")
    assert find_unused(tmp_path) == []
    assert find_unasked(tmp_path) == ["pos_app/costs.py:1: cost_of"]
