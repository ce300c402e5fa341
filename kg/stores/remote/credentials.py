"""Who we are to a server: a token, or a user and a password, from where secrets are kept.

In: an address. Out: the header or the handler of urllib that logs in, for that host alone. They are looked for in the
environment (KG_STORE_TOKEN; KG_STORE_USER and KG_STORE_PASSWORD), then in ~/.netrc (or the file that NETRC names), then
in the keyring of the system where the package `keyring` is installed. No secret is written or shown anywhere.
"""

from __future__ import annotations

import base64
import netrc
import os
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.stores.remote.address import Address


@dataclass(frozen=True, repr=False)
class Credentials:
    """A token, or a user with a password; nothing of either is no log-in."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return "Credentials(…)"

    @property
    def who(self) -> str:
        """Who logs in, in words for a message; empty for nobody."""
        return "the token in KG_STORE_TOKEN" if self.token else f"the user {self.user!r}" if self.user else ""

    def headers(self) -> dict[str, str]:
        """The header that logs in without being asked: a bearer token, or Basic (RFC 7617)."""
        if self.token:
            return {"Authorization": f"Bearer {self.token}"}
        if self.user:
            both = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            return {"Authorization": f"Basic {both}"}
        return {}

    def handlers(self, url: str) -> tuple[urllib.request.BaseHandler, ...]:
        """What answers a server that asks for Digest (RFC 7616), as Virtuoso does for changes."""
        if not self.user:
            return ()
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, self.user, self.password)
        return (urllib.request.HTTPDigestAuthHandler(passwords),)


def find_credentials(address: Address) -> Credentials:
    """The log-in for an address; an empty one where nothing is kept for it."""
    host = urlsplit(address.query).hostname or ""
    if token := os.environ.get("KG_STORE_TOKEN"):
        return Credentials(token=token)
    if user := os.environ.get("KG_STORE_USER", address.user or ""):
        if (password := os.environ.get("KG_STORE_PASSWORD")) is not None:
            return Credentials(user, password)
        kept = _from_netrc(host, user) or _from_keyring(host, user)
        return kept or Credentials()
    return _from_netrc(host, "") or Credentials()


def _from_netrc(host: str, user: str) -> Credentials | None:
    path = Path(os.environ.get("NETRC", "~/.netrc")).expanduser()
    if not path.is_file():
        return None
    try:
        found = netrc.netrc(path).authenticators(host)
    except netrc.NetrcParseError as error:
        raise UsageError(f"{path}: {error.msg} (line {error.lineno})") from None
    if found is None or (user and found[0] != user):
        return None
    return Credentials(found[0] or user, found[2] or "")


def _from_keyring(host: str, user: str) -> Credentials | None:
    try:
        import keyring
    except ImportError:
        return None
    password = keyring.get_password(host, user)
    return None if password is None else Credentials(user, password)
