"""A mark of this machine, so that the cloud can tell a disk that was put into another one."""

import hashlib
import sys
import uuid
from pathlib import Path

_LINUX_ID = Path("/etc/machine-id")


def machine_mark() -> str:
    """Give 16 hex digits that stay the same while the machine and its system do.

    A hash of the system's own id of the machine (of its network card where it has none): the id
    itself is nobody else's business.
    """
    return hashlib.sha256(b"RPMM" + _system_id().encode()).hexdigest()[:16]


def _system_id() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    if _LINUX_ID.exists():
        return _LINUX_ID.read_text(encoding="ascii").strip()
    return f"{uuid.getnode():012x}"
