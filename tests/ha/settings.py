"""What the three nodes, the election and the front door are told; Patroni reads JSON as YAML."""

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NODES = ("one", "two", "three")
SUPERUSER = "postgres"
DATABASE = "postgres"
# A dead node is missed after this time; the two below must fit into it: wait + 2 × retry.
TTL_S = 20
LOOP_WAIT_S = 5
RETRY_S = 5
_SCOPE = "pos-cloud"


@dataclass(frozen=True)
class Ports:
    """Where one node listens, on 127.0.0.1."""

    clients: int
    peers: int
    postgres: int
    patroni: int


def free_ports(count: int) -> list[int]:
    """Find so many ports that nobody listens on, all different."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    numbers = [listener.getsockname()[1] for listener in held]
    for listener in held:
        listener.close()
    return numbers


def etcd_command(name: str, ports: dict[str, Ports], folder: Path) -> list[str]:
    """One of the three that keep the vote on who leads."""
    here = ports[name]
    cluster = ",".join(f"{node}=http://127.0.0.1:{ports[node].peers}" for node in NODES)
    settings = {
        "name": name,
        "data-dir": str(folder / f"etcd-{name}"),
        "listen-client-urls": f"http://127.0.0.1:{here.clients}",
        "advertise-client-urls": f"http://127.0.0.1:{here.clients}",
        "listen-peer-urls": f"http://127.0.0.1:{here.peers}",
        "initial-advertise-peer-urls": f"http://127.0.0.1:{here.peers}",
        "initial-cluster": cluster,
        "initial-cluster-state": "new",
        # Patient, because the machine also runs everything else of the test.
        "heartbeat-interval": "250",
        "election-timeout": "2500",
    }
    return ["etcd", *(f"--{key}={value}" for key, value in settings.items())]


def patroni_settings(
    name: str, ports: dict[str, Ports], folder: Path, password: str, programs: Path
) -> dict[str, Any]:
    """One database server under Patroni; synchronous, so that an answer is safe."""
    here = ports[name]
    user = {"username": SUPERUSER, "password": password}
    return {
        "scope": _SCOPE,
        "name": name,
        "restapi": _at(here.patroni),
        "etcd3": {"hosts": [f"127.0.0.1:{ports[node].clients}" for node in NODES]},
        "bootstrap": {
            "dcs": {
                "ttl": TTL_S,
                "loop_wait": LOOP_WAIT_S,
                "retry_timeout": RETRY_S,
                "maximum_lag_on_failover": 0,
                "synchronous_mode": True,
                "postgresql": {
                    "use_pg_rewind": True,
                    "use_slots": True,
                    "parameters": {
                        "max_connections": 100,
                        "shared_buffers": "64MB",
                        "max_wal_size": "1GB",
                        "synchronous_commit": "on",
                        "wal_keep_size": "256MB",
                    },
                },
            },
            "initdb": [{"encoding": "UTF8"}, {"locale": "C"}, "data-checksums", "no-sync"],
        },
        "postgresql": {
            **_at(here.postgres),
            "data_dir": str(folder / f"data-{name}"),
            "bin_dir": str(programs),
            "pgpass": str(folder / f"pgpass-{name}"),
            "authentication": {"superuser": user, "replication": user, "rewind": user},
            "parameters": {"unix_socket_directories": str(folder)},
            "pg_hba": [
                "local all all scram-sha-256",
                "host all all 127.0.0.1/32 scram-sha-256",
                "host replication all 127.0.0.1/32 scram-sha-256",
            ],
            # Without it a copy waits for the leader's next checkpoint, which is minutes away.
            "basebackup": {"checkpoint": "fast"},
            "remove_data_directory_on_rewind_failure": True,
            "remove_data_directory_on_diverged_timelines": True,
        },
    }


def _at(port: int) -> dict[str, str]:
    return {"listen": f"127.0.0.1:{port}", "connect_address": f"127.0.0.1:{port}"}


def haproxy_settings(ports: dict[str, Ports], door: int) -> str:
    """One address that always leads to the leader; who is no longer it loses its connections."""
    lines = [
        "global",
        "  maxconn 500",
        "defaults",
        "  mode tcp",
        "  timeout connect 2s",
        "  timeout client 10m",
        "  timeout server 10m",
        "  timeout check 2s",
        "listen leader",
        f"  bind 127.0.0.1:{door}",
        "  option httpchk GET /primary",
        "  http-check expect status 200",
        "  default-server inter 500ms fastinter 250ms fall 2 rise 1"
        " on-marked-down shutdown-sessions",
    ]
    for name in NODES:
        here = ports[name]
        lines.append(f"  server {name} 127.0.0.1:{here.postgres} check port {here.patroni}")
    return "\n".join(lines) + "\n"


def write_settings(path: Path, settings: dict[str, Any] | str) -> Path:
    """Write a file that nobody else may read: a password is in it."""
    text = settings if isinstance(settings, str) else json.dumps(settings, indent=1)
    path.touch(0o600)
    path.write_text(text, encoding="utf-8")
    return path
