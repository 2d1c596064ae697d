"""``rules FILE``: a bundle of promotion rules into force, while the till sells.

The bundle is read and checked as the till will read it; a till that is selling takes it up with its
next transaction. resources/rules/RULES.md describes the format.
"""

import argparse
from pathlib import Path
from typing import Final

from pos_app import config
from pos_app.commands.console import say, tell
from pos_app.domain.pricing.bundle import RuleBundle
from pos_app.domain.pricing.reading import LONGEST_BUNDLE, read_bundle
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.first_run_notes import check_set_up
from pos_app.store import promotions
from pos_app.store.reference_file import open_reference
from pos_app.vault.keys import KeyStore

_NOTES: Final = """
The version has to be above the one in force, whatever the bundle's id; it replaces the bundle
before whole. A till that is open takes it up with its next sale. Try it with `price` first.

A till whose head office has promotions takes no others: change them there.

exit code: 0 in force, 1 a version as new is in force already, 2 it can't be used
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the bundle."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _NOTES
    parser.add_argument("file", type=Path, help="the bundle: JSON, see resources/rules/RULES.md")


def run(arguments: argparse.Namespace) -> int:
    """Bring a bundle into force; 0 when it is, 1 when a newer one is, 2 when it can't be used."""
    try:
        content = _content(arguments.file)
        bundle = read_bundle(content)
        is_in_force = _put(bundle, content, arguments.data)
    except (Refusal, EnvironmentFault) as trouble:
        tell(trouble)
        return 2
    for path in bundle.unknown:
        say(f"本程序不认识，已略过：{path}", f"Not known to this program, left out: {path}")
    for rule in bundle.rules:
        if rule.campaign is not None:
            say(
                f"收银台不会使用规则 {rule.id}：券减多少由券活动决定。",
                f"The till will not use rule {rule.id}: what a coupon gives is in its campaign.",
            )
    facts = {"id": bundle.id, "version": bundle.version, "count": len(bundle.rules)}
    if not is_in_force:
        tell(Refusal("BUNDLE_NOT_NEWER", **facts))
        return 1
    say(
        f"促销方案 {bundle.id} 第 {bundle.version} 版已生效，从下一单起使用，"
        f"共 {len(bundle.rules)} 条规则。",
        f"Promotions {bundle.id}, version {bundle.version}: {len(bundle.rules)} rules in force from"
        " the next sale on.",
    )
    return 0


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LONGEST_BUNDLE + 1)
    except OSError as error:
        raise Refusal("BUNDLE_FILE_UNREADABLE", file=str(file)) from error


def _put(bundle: RuleBundle, content: bytes, data: Path | None) -> bool:
    settings = config.load(data)
    check_set_up(settings.data)
    reference = open_reference(settings.data, KeyStore(settings.data).load().catalog_key)
    try:
        with reference.write() as connection:
            if promotions.is_from_cloud(connection):
                raise Refusal("RULES_COME_FROM_CLOUD")
            return promotions.put_bundle(connection, bundle.version, content)
    finally:
        reference.close()
