"""``demo-joined``: read who joined at the demo till, as its cloud would, with the issuer's key.

The till itself cannot read what it sealed: its own files hold a masked name and four digits. It may
be open meanwhile.
"""

import argparse
import json

from pos_app import config
from pos_app.commands.console import say, tell
from pos_app.demo.issuer_keys import load_keys
from pos_app.errors import EnvironmentFault
from pos_app.store import enrolments
from pos_app.store.till_file import open_till
from pos_app.vault.keys import KeyStore
from pos_app.vault.sealing import unseal


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take nothing but the data folder."""


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each person; 0 when every packet opened."""
    try:
        folder = config.load(arguments.data).data
        private = load_keys(folder).sealing
        till = open_till(folder, KeyStore(folder).load().till_key, is_new=False)
        try:
            with till.read() as connection:
                packets = enrolments.list_packets(connection)
        finally:
            till.close()
        for event_id, sealed in packets:
            who = json.loads(unseal(sealed, private, event_id))
            print(who["number"], who["phone"], who["name"] or "-", who["language"])
    except EnvironmentFault as trouble:
        tell(trouble)
        return 2
    say(f"共 {len(packets)} 人在本机入会。", f"People who joined at this till: {len(packets)}.")
    return 0
