"""HTTP to one server: with a deadline for the whole answer, without surprises.

In: a request, a deadline, whether it may be sent again. Out: the whole body with its headers, or RemoteStoreError. An
update is sent once and never follows a redirect; a reading request is tried again where a server is busy, with growing
pauses or those that it asks for (Retry-After), and follows redirects on the same host only. Nothing here knows SPARQL.
"""

from __future__ import annotations

import email.utils
import http.client
import random
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import partial
from typing import TYPE_CHECKING

from kg.errors import LimitReached, RemoteStoreError
from kg.stores.remote.connections import ForeignRedirect, Sockets, host_of, make_opener

if TYPE_CHECKING:
    import ssl

CONNECT_SECONDS = 10.0
# What a server says when it is busy or on its way up; anything else is final.
_BUSY = frozenset({429, 502, 503, 504})
_TRIES, _FIRST_PAUSE, _LONGEST_PAUSE = 5, 0.25, 30.0
_PIECE = 1 << 16


@dataclass(frozen=True)
class Answer:
    """A whole answer: status, headers and body."""

    status: int
    headers: Message
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case."""
        return self.headers.get_content_type()


@dataclass(frozen=True)
class Refusal:
    """An answer that is an error: status, headers and the beginning of what it says."""

    status: int
    headers: Message
    text: str


class Clock:
    """The deadline of one call, over all its tries and requests."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left, at least none."""
        return max(self._end - time.monotonic(), 0.0)


Send = Callable[[urllib.request.Request, Clock], Answer | Refusal]


def send(
    request: urllib.request.Request, clock: Clock, *, again: bool, handlers: tuple[urllib.request.BaseHandler, ...] = ()
) -> Answer | Refusal:
    """Send a request and read the whole answer within the deadline; `again` says that it may be sent repeatedly.

    Raises LimitReached at the deadline, RemoteStoreError where nobody answers, or not to the end.
    """
    pauses = _pauses()
    while True:
        problem: Exception | None = None
        try:
            answer = _send_once(request, clock, again, handlers)
            if not (isinstance(answer, Refusal) and answer.status in _BUSY and again):
                return answer
            pause = _asked_pause(answer.headers) or next(pauses, None)
        except (OSError, http.client.HTTPException) as error:
            answer, problem, pause = None, error, next(pauses, None)
        if clock.left == 0.0:
            raise _late(request, clock)
        if not again or pause is None or not _may_pass(problem):
            if problem is None and answer is not None:
                return answer
            raise _failure(request, problem, again) from problem
        if pause > clock.left:
            raise _failure(request, problem, again) if answer is None else _busy(request, answer, pause)
        time.sleep(pause)


def _send_once(
    request: urllib.request.Request, clock: Clock, may_redirect: bool, handlers: tuple[urllib.request.BaseHandler, ...]
) -> Answer | Refusal:
    """One try. The connection is cut at the deadline, whatever the server does with it."""
    sockets = Sockets()
    opener = make_opener(request.full_url, sockets, may_redirect, handlers)
    with _cut_at(clock, sockets):
        try:
            with opener.open(request, timeout=min(CONNECT_SECONDS, clock.left or 0.001)) as response:
                body = b"".join(iter(partial(response.read1, _PIECE), b""))
                if clock.left == 0.0:
                    raise TimeoutError("the deadline is over")
                _check_length(response, body)
                return Answer(response.status, response.headers, body)
        except urllib.error.HTTPError as error:
            with error:
                text = error.read(2_000).decode("utf-8", "replace")
            return Refusal(error.code, error.headers, text)


@contextmanager
def _cut_at(clock: Clock, sockets: Sockets) -> Iterator[None]:
    timer = threading.Timer(clock.left, sockets.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _check_length(response: http.client.HTTPResponse, body: bytes) -> None:
    """Raise IncompleteRead where a server announced more than it sent."""
    announced = response.headers.get("Content-Length")
    if announced is not None and announced.isdigit() and len(body) < int(announced):
        raise http.client.IncompleteRead(body, int(announced) - len(body))


def _pauses() -> Iterator[float]:
    """Pauses between tries, each about twice the one before, so that many clients don't come back at once."""
    for number in range(_TRIES - 1):
        yield _FIRST_PAUSE * 2**number * random.uniform(0.75, 1.25)


def _asked_pause(headers: Message) -> float | None:
    """The seconds of Retry-After (RFC 9110, 10.2.3), which may be a date; None without one."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return min(float(asked), _LONGEST_PAUSE)
    when = email.utils.parsedate_tz(asked) if asked else None
    return None if when is None else min(max(email.utils.mktime_tz(when) - time.time(), 0.0), _LONGEST_PAUSE)


def _may_pass(problem: Exception | None) -> bool:
    """Whether a problem may be gone on the next try: certificates, names and closed ports don't mend themselves."""
    import ssl

    reason = getattr(problem, "reason", problem)
    return not isinstance(reason, (ssl.SSLError, socket.gaierror, ConnectionRefusedError, ForeignRedirect))


def _late(request: urllib.request.Request, clock: Clock) -> LimitReached:
    return LimitReached(f"{host_of(request.full_url)} gave no whole answer within {clock.seconds:g} s")


def _busy(request: urllib.request.Request, refusal: Refusal, pause: float) -> LimitReached:
    what = f"{host_of(request.full_url)} is busy (HTTP {refusal.status}) and asks to wait {pause:g} s"
    return LimitReached(f"{what}, longer than the deadline allows")


def _failure(request: urllib.request.Request, problem: Exception | None, again: bool) -> RemoteStoreError:
    """What a try that failed for good means to the user."""
    import ssl

    host, reason = host_of(request.full_url), getattr(problem, "reason", problem)
    if isinstance(reason, ForeignRedirect):
        return RemoteStoreError(str(reason))
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Unreachable(f"{host}: {_explain_certificate(reason)}")
    if isinstance(reason, ssl.SSLError):
        return Unreachable(f"{host}: no TLS comes about ({reason.reason or reason}); is it https, and the port right?")
    if isinstance(reason, socket.gaierror):
        return Unreachable(f"{host}: there is no host of that name; check the address")
    if isinstance(reason, ConnectionRefusedError):
        return Unreachable(f"{host}: nothing answers there; is the server running, and the port right?")
    if isinstance(reason, TimeoutError):
        hint = "; is it https, and the port right?" if host.startswith("https:") else ""
        return Unreachable(f"{host}: no connection within {CONNECT_SECONDS:g} s{hint}")
    cut = "the answer was cut off" if isinstance(problem, http.client.HTTPException) else "the connection broke"
    doubt = "" if again else "; whether the change was made is not known: look before you repeat it"
    return RemoteStoreError(f"{host}: {cut} ({reason}){doubt}")


def _explain_certificate(error: ssl.SSLCertVerificationError) -> str:
    """What is wrong with a certificate (codes of OpenSSL's x509_vfy.h), and what to do."""
    said = error.verify_message.rstrip(".")
    if error.verify_code in (62, 64):  # host name, address
        return f"its certificate is not for this host: {said}; use the name that it is made for"
    if error.verify_code in (2, 18, 19, 20, 21):  # no issuer, or one that nobody knows
        return f"its certificate is not trusted: {said}; if it is yours, name the file of its issuer in SSL_CERT_FILE"
    return f"its certificate is not valid: {said}"


class Unreachable(RemoteStoreError):
    """No connection with the host comes about, so that no path on it need be tried."""
