"""Certificates for a server on 127.0.0.1: good, expired, for another name, of an unknown issuer.

``trust`` is the file that a client trusts; the unknown issuer is not in it.
"""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import trustme

_HOST = "127.0.0.1"
_LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC), datetime(2001, 2, 1, tzinfo=UTC)


class Certificates:
    """One trusted issuer and one that nobody knows."""

    def __init__(self, folder: Path) -> None:
        self._trusted = trustme.CA()
        self.trust = folder / "trusted.pem"
        self._trusted.cert_pem.write_to_path(str(self.trust))

    def good(self) -> ssl.SSLContext:
        """Give a server's context that a client may trust."""
        return _context(self._trusted.issue_cert(_HOST))

    def expired(self) -> ssl.SSLContext:
        """Give one whose time is over."""
        begin, end = _LONG_AGO
        return _context(self._trusted.issue_cert(_HOST, not_before=begin, not_after=end))

    def another_name(self) -> ssl.SSLContext:
        """Give one for another server."""
        return _context(self._trusted.issue_cert("elsewhere.example"))

    def unknown_issuer(self) -> ssl.SSLContext:
        """Give one that a stranger issued."""
        return _context(trustme.CA().issue_cert(_HOST))


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
