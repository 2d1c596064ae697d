"""``python -m installer bundle | installer | core``: what `make bundle` and `make installer` run.

``bundle`` builds the folder for this machine and lets it test itself. ``installer`` fetches what
Windows needs, builds in Wine, lets the result test itself there, adds the list of parts and their
licences, and packs Setup.exe. ``--quick`` packs it fast instead of small. Sizes are printed.
``core`` has the Python for Windows run the till's core tests (core.py).
"""

import argparse
import json
import os
import subprocess
import sys
from typing import Final

from installer import bundle, core, inputs, licences, pack, places, sizes, wine

_PATH: Final = "/usr/local/bin:/usr/bin:/bin"
"""Where nothing is said, as on some build servers: the compiler finds its own parts by it."""


def main() -> int:
    """Build what was asked for."""
    parser = argparse.ArgumentParser(prog="installer", description=__doc__)
    parser.add_argument("what", choices=["bundle", "installer", "core"])
    parser.add_argument("--quick", action="store_true", help="pack Setup.exe fast, not small")
    parser.add_argument("tests", nargs="*", help="core: run these instead")
    arguments = parser.parse_args()
    os.environ.setdefault("PATH", _PATH)
    if arguments.what == "bundle":
        return _bundle()
    missing = wine.missing_tools()
    if missing:
        sys.exit(f"missing: {', '.join(missing)}; `.ci/setup installer` installs them")
    if arguments.what == "core":
        return core.run(arguments.tests)
    return _installer(is_quick=arguments.quick)


def _bundle() -> int:
    folder = bundle.build_here()
    sizes.show(folder)
    done = subprocess.run(
        [folder / places.PROGRAM, "self-test"], stdout=subprocess.PIPE, check=False
    )
    if _judge(done.stdout.decode(), done.returncode) != 0:
        return 1
    bundle.take_over(folder, places.LINUX_BUNDLE)
    print(f"it lies in {places.LINUX_BUNDLE}")
    return 0


def _installer(*, is_quick: bool) -> int:
    inputs.fetch()
    inputs.make_python()
    with wine.virtual_display() as display:
        prefix = wine.Prefix(places.PREFIX, display)
        prefix.prepare()
        folder = bundle.build_for_windows(prefix)
        parts = licences.parts_of(folder, bundle.came_from("windows"))
        bundle.give(folder, "licences/LICENSE", (places.ROOT / "LICENSE").read_text("utf-8"))
        bundle.give(folder, "licences/third-party.txt", licences.texts(parts))
        bundle.give(folder, "licences/sbom.cdx.json", licences.bill_of_materials(parts))
        ran = prefix.run([folder / f"{places.PROGRAM}.exe", "self-test"], longest_s=120)
        prefix.wait()
    if _judge(ran.said, ran.code) != 0:
        return 1
    finished = places.setup_program()
    setup = folder.with_name(finished.name)
    pack.pack(folder, setup, places.version(), is_quick=is_quick)
    bundle.take_over(folder, places.WINDOWS_BUNDLE)
    setup.replace(finished)
    sizes.show(places.WINDOWS_BUNDLE)
    sizes.show_setup(finished)
    return 0


def _judge(said: str, code: int) -> int:
    """Say how the bundle's own test ended."""
    try:
        failed = json.loads(said)["failed"]
    except (ValueError, KeyError):
        failed = ["no answer"]
    if failed or code != 0:
        print(said)
        print(f"the bundle's own test failed: {', '.join(failed)}")
        return 1
    print("the bundle's own test: all good")
    return 0


if __name__ == "__main__":
    sys.exit(main())
