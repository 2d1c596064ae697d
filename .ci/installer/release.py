#!/usr/bin/env python3
"""Signs releases for tills to update by (The Update Framework): keys once, then a line a release.

    release=".venv/bin/python .ci/installer/release.py"
    $release keys KEYS             # four key files; guard root.pem apart
    $release begin KEYS SITE       # once: SITE/metadata with the first root.json
    $release add KEYS SITE .venv/dist/RonghePOS-1.2.0-setup.exe --zh TEXT --en TEXT
    $release freshen KEYS SITE     # a new timestamp, before the old one ends after 30 days

SITE is a folder that a web server hands out as it is, or that is copied onto a stick. The version
is the one that `make installer` put into the name of its Setup.exe. The program
trusts the root.json that it was built with: SITE/metadata/1.root.json. Keys are never in the
project. Which key does what: root says who the others are, targets signs installers, snapshot and
timestamp say that this is the newest state there is.
"""

import argparse
import json
import re
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Key,
    Metadata,
    MetaFile,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

ROLES = ("root", "targets", "snapshot", "timestamp")
LATEST = "latest.json"
GOOD_DAYS = {"root": 3 * 365, "targets": 365, "snapshot": 365, "timestamp": 30}
"""How long what a key signed is good: a till that is held back notices after the shortest."""


def make_keys(folder: Path) -> None:
    """Write a private key for each role; never over one that is there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for role in ROLES:
        content = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        with (folder / f"{role}.pem").open("xb") as file:
            file.write(content)
        (folder / f"{role}.pem").chmod(0o600)


def signer(folder: Path, role: str) -> CryptoSigner:
    """Read a role's key."""
    key = serialization.load_pem_private_key((folder / f"{role}.pem").read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{role}.pem is no Ed25519 key")
    return CryptoSigner(key)


def begin(keys: Path, site: Path, now: datetime) -> Path:
    """Make a site without a release; gives its first root.json."""
    for folder in ("metadata", "targets"):
        (site / folder).mkdir(parents=True, exist_ok=True)
    root = Root(expires=_until("root", now))
    for role in ROLES:
        public: Key = signer(keys, role).public_key
        root.add_key(public, role)
    path = _put(site, "1.root.json", root, signer(keys, "root"))
    _publish(keys, site, Targets(expires=_until("targets", now)), now)
    return path


def add(keys: Path, site: Path, setup: Path, latest: dict[str, object], now: datetime) -> None:
    """Sign an installer and make it the newest."""
    targets = _newest_targets(site)
    content = json.dumps(latest, ensure_ascii=False, sort_keys=True).encode()
    for name, data in ((setup.name, setup.read_bytes()), (LATEST, content)):
        target = TargetFile.from_data(name, data, ["sha256"])
        targets.targets[name] = target
        (site / "targets" / f"{target.hashes['sha256']}.{name}").write_bytes(data)
    targets.version += 1
    targets.expires = _until("targets", now)
    _publish(keys, site, targets, now)


def version_of(setup: Path) -> str:
    """Read the version in an installer's name: under another one it would change nothing."""
    found = re.fullmatch(r"RonghePOS-(\d+\.\d+\.\d+)-setup\.exe", setup.name)
    if found is None:
        sys.exit(f"{setup.name}: make installer names it RonghePOS-VERSION-setup.exe")
    return found[1]


def freshen(keys: Path, site: Path, now: datetime) -> None:
    """Say again that this is the newest state."""
    timestamp = _newest_timestamp(site)
    timestamp.version += 1
    timestamp.expires = _until("timestamp", now)
    _put(site, "timestamp.json", timestamp, signer(keys, "timestamp"))


def _publish(keys: Path, site: Path, targets: Targets, now: datetime) -> None:
    version = targets.version
    _put(site, f"{version}.targets.json", targets, signer(keys, "targets"))
    snapshot = Snapshot(
        version=version, expires=_until("snapshot", now), meta={"targets.json": MetaFile(version)}
    )
    _put(site, f"{version}.snapshot.json", snapshot, signer(keys, "snapshot"))
    before = _newest_timestamp(site).version if (site / "metadata/timestamp.json").exists() else 0
    timestamp = Timestamp(
        version=before + 1, expires=_until("timestamp", now), snapshot_meta=MetaFile(version)
    )
    _put(site, "timestamp.json", timestamp, signer(keys, "timestamp"))


def _newest_timestamp(site: Path) -> Timestamp:
    found = Metadata[Timestamp].from_file(str(site / "metadata" / "timestamp.json"))
    return found.signed


def _newest_targets(site: Path) -> Targets:
    files = (site / "metadata").glob("*.targets.json")
    newest = max(files, key=lambda path: int(path.name.partition(".")[0]))
    return Metadata[Targets].from_file(str(newest)).signed


def _put(site: Path, name: str, signed: Signed, by: CryptoSigner) -> Path:
    path = site / "metadata" / name
    metadata = Metadata(signed)
    metadata.sign(by)
    beside = path.with_name(f".{name}")
    metadata.to_file(str(beside))
    shutil.move(beside, path)
    return path


def _until(role: str, now: datetime) -> datetime:
    return (now + timedelta(days=GOOD_DAYS[role])).replace(microsecond=0)


def main() -> None:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("keys").add_argument("keys", type=Path)
    for name in ("begin", "freshen", "add"):
        command = commands.add_parser(name)
        command.add_argument("keys", type=Path)
        command.add_argument("site", type=Path)
        if name == "add":
            command.add_argument("setup", type=Path)
            command.add_argument("--zh", default="")
            command.add_argument("--en", default="")
    asked = parser.parse_args()
    now = datetime.now(UTC)
    if asked.command == "keys":
        make_keys(asked.keys)
    elif asked.command == "begin":
        if (asked.site / "metadata" / "1.root.json").exists():
            sys.exit(f"{asked.site} is begun already; tills would refuse it as older than it was")
        print(begin(asked.keys, asked.site, now))
    elif asked.command == "freshen":
        freshen(asked.keys, asked.site, now)
    else:
        notes = {"zh": asked.zh, "en": asked.en}
        latest = {"version": version_of(asked.setup), "setup": asked.setup.name, "notes": notes}
        add(asked.keys, asked.site, asked.setup, latest, now)


if __name__ == "__main__":
    main()
