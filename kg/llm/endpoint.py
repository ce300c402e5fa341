"""The endpoint: one question to a server that speaks the chat-completions protocol, and what can go wrong.

In: settings and a request. Out: the answer as the server wrote it, or an error that says what to do. Nothing is tried
again here. Redirects are not followed, so that the key goes nowhere else; it is in no message.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from kg.errors import LimitReached, MissingExtra, ModelError, UsageError
from kg.jsonvalues import Json, JsonObject
from kg.llm.settings import KEY, Settings

if TYPE_CHECKING:
    import httpx

_MOST: Final = 32 * 2**20
_LONGEST_WAIT: Final = 300.0
_CONNECT: Final = 10.0
_SHOWN: Final = 200
_NO_MODEL: Final = re.compile(
    r"model.{0,80}(not exist|not found|unknown|not available)|(unknown|invalid|no such) model|model_not_found",
    re.IGNORECASE,
)
_API: Final = "is it the address of an OpenAI-compatible API, which mostly ends in /v1?"


class Unavailable(ModelError):
    """No answer now; after `wait` seconds, where the server says how many, there may be one.

    `billed`: the question reached the server, so that its answer may have to be paid; `reached` is false where not even
    a connection came about.
    """

    def __init__(self, problem: str, wait: float | None = None, billed: bool = False, reached: bool = True) -> None:
        super().__init__(problem)
        self.wait, self.billed, self.reached = wait, billed, reached


class Declined(ModelError):
    """The server does not take the request as it is; `reason` is all that it says of it."""

    def __init__(self, problem: str, reason: str) -> None:
        super().__init__(problem)
        self.reason = reason


def post(settings: Settings, request: JsonObject) -> JsonObject:
    """Send one request. Raises Unavailable, Declined, ModelError, UsageError and LimitReached."""
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise MissingExtra("a language model", "httpx", "llm") from error
    try:
        response, body = _send(httpx, settings, request)
    except httpx.TimeoutException as error:
        late = isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout)
        problem = f"{settings.address} did not answer within {settings.timeout:g} s (--llm-timeout)"
        raise Unavailable(problem, billed=late) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise UsageError(f"--endpoint {settings.endpoint!r} is no address: {error}") from error
    except httpx.HTTPError as error:
        said, reached = _clean(str(error), settings) or type(error).__name__, not isinstance(error, httpx.ConnectError)
        if "CERTIFICATE_VERIFY_FAILED" in said:
            hint = "if the server is yours, name the file of its issuer in SSL_CERT_FILE, and its host as that has it"
            raise UsageError(f"{settings.address} has a certificate that is not trusted ({said}); {hint}") from error
        problem = f"{settings.address} cannot be reached ({said}): is the server running?"
        raise Unavailable(problem, reached=reached) from error
    return _read(settings, response, body)


def _send(library: Any, settings: Settings, request: JsonObject) -> tuple[httpx.Response, bytes]:
    headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
    limits = library.Timeout(settings.timeout, connect=min(_CONNECT, settings.timeout))
    end, body = monotonic() + settings.timeout, bytearray()
    with (
        library.Client(timeout=limits, follow_redirects=False) as client,
        client.stream("POST", settings.address, json=request, headers=headers) as response,
    ):
        for chunk in response.iter_bytes():
            body += chunk
            # A server that drips keeps every single wait short.
            if monotonic() > end:
                raise library.ReadTimeout("the whole answer took too long")
            if len(body) > _MOST:
                raise ModelError(f"{settings.address} answered with more than {_MOST:,} bytes: {_API}")
    return response, bytes(body)


def _read(settings: Settings, response: httpx.Response, body: bytes) -> JsonObject:
    status = response.status_code
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if status == 200 and isinstance(answer, dict) and not answer.get("error"):
        return answer
    said = _clean(_message(answer), settings)
    if status == 200 and said:
        raise Unavailable(f"{settings.address} failed: {said}")
    if status == 200:
        kind = response.headers.get("content-type", "something")
        raise ModelError(f"{settings.address} answered with {kind}, not with a JSON object: {_API}")
    raise _fault(settings, response, said)


def _fault(settings: Settings, response: httpx.Response, said: str) -> Exception:
    status, where, shown = response.status_code, settings.address, f": {said[:_SHOWN]}" if said else ""
    if 300 <= status < 400:
        to = response.headers.get("location", "elsewhere").partition("?")[0]
        return UsageError(f"{where} leads to {to}: name that as --endpoint if you trust it")
    if status in (401, 403):
        what = "does not accept the key in" if settings.key else "wants a key: put it into"
        return UsageError(f"{where} {what} {KEY}{shown}")
    if status in (400, 404) and _NO_MODEL.search(said):
        return UsageError(f"{where} has no model {settings.model!r} (--model){shown}")
    if status in (404, 405):
        return UsageError(f"{where} takes no questions ({status}): {_API}")
    if status in (402, 429) and re.search(r"quota|credit|billing|balance", said.lower()):
        return ModelError(f"{where} asks for payment{shown}")
    if status in (408, 425, 429) or status >= 500:
        return _later(f"{where} is not able to answer now ({status}){shown}", response)
    return Declined(f"{where} does not take the request ({status}){shown}", said)


def _later(problem: str, response: httpx.Response) -> Exception:
    wait = _wait(response.headers.get("retry-after"))
    if wait is not None and wait > _LONGEST_WAIT:
        return LimitReached(f"{problem}; it asks to wait for {wait:,.0f} s: try again then, answers so far are kept")
    return Unavailable(problem, wait)


def _wait(header: str | None) -> float | None:
    """Seconds to wait, of a Retry-After in seconds or as a date (RFC 9110, section 10.2.3)."""
    if header is None:
        return None
    if re.fullmatch(r"\d+(\.\d+)?", header.strip()):
        return float(header)
    try:
        date = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max((date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds(), 0.0)


def _message(answer: Json) -> str:
    """What a server says of an error: OpenAI's form, or those of others."""
    if not isinstance(answer, Mapping):
        return ""
    error = answer.get("error") or answer.get("message") or answer.get("detail") or ""
    if isinstance(error, Mapping):
        parts = (error.get("message"), error.get("code"), error.get("param"))
        return " ".join(str(part) for part in parts if part)
    return str(error)


def _clean(text: str, settings: Settings) -> str:
    """A message in one line, without the key."""
    line = " ".join(text.split())
    return line.replace(settings.key, "…") if settings.key else line
