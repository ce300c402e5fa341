"""The conversation: a question asked until it is answered, within the limits of money and patience.

In: messages. Out: an answer, or why there is none. What a server does not know of the protocol (JSON Schemas, JSON at
all, the older name of the limit of tokens) is left out for it from then on.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from threading import Event, Lock
from typing import Final

from kg.jsonvalues import Json, JsonObject
from kg.llm.cache import Answer
from kg.llm.endpoint import Declined, Unavailable, post
from kg.llm.pieces import tokens
from kg.llm.schema import answer_schema
from kg.llm.settings import Settings
from kg.llm.spending import Spending

Message = Mapping[str, str]
_TRIES: Final = 5
_FIRST_WAIT: Final = 1.0
_LONGEST: Final = 60.0
# Servers count otherwise than we do; a limit of cost has to hold all the same.
_MARGIN: Final = 1.5
_FORMATS: Final = 3


class Chat:
    """Asks one model. What its server does not know is found out once."""

    def __init__(self, settings: Settings, spending: Spending, sleep: Callable[[float], object] | None = None) -> None:
        self.settings, self.spending = settings, spending
        self._failure: BaseException | None = None
        self._stopped, self._lock = Event(), Lock()
        self._sleep = sleep or self._stopped.wait
        self._format = 0
        self._limit = "max_tokens"

    def stop(self, why: BaseException) -> None:
        """Let other threads ask nothing more and raise `why`; a question that is under way is waited for."""
        with self._lock:  # the first failure is the one to tell
            self._failure = self._failure or why
            self._stopped.set()

    def go(self) -> None:
        """Ask again after a stop; for who knows that no other thread asks."""
        with self._lock:
            self._failure = None
            self._stopped.clear()

    def ask(self, messages: Sequence[Message]) -> Answer:
        """The answer to messages. Raises ModelError, UsageError, and LimitReached before it costs too much."""
        while True:
            format, limit = self._format, self._limit
            try:
                return _read(self._insist(self._request(messages, format, limit), messages))
            except Declined as error:
                if answer := _read_declined(error):
                    return answer
                if "max_completion_tokens" in error.reason and limit == "max_tokens":
                    self._limit = "max_completion_tokens"
                elif format < _FORMATS - 1 and not re.search(r"temperature|seed", error.reason):
                    self._format = max(self._format, format + 1)
                else:
                    raise

    def _request(self, messages: Sequence[Message], format: int, limit: str) -> JsonObject:
        settings = self.settings
        schema: JsonObject = {"name": "records", "strict": True, "schema": answer_schema()}
        forms: Sequence[JsonObject] = ({"type": "json_schema", "json_schema": schema}, {"type": "json_object"}, {})
        request: dict[str, Json] = {
            "model": settings.model,
            "messages": list(messages),
            "temperature": settings.temperature,
            "seed": settings.seed,
            limit: settings.answer,
        }
        return request | ({"response_format": forms[format]} if forms[format] else {})

    def _insist(self, request: JsonObject, messages: Sequence[Message]) -> JsonObject:
        """The answer to a request, asked again where that can help."""
        estimate = tokens("".join(message["content"] for message in messages))
        for again in range(_TRIES):
            if self._failure is not None:
                raise self._failure
            reserved = self.spending.reserve(int(estimate * _MARGIN), self.settings.answer)
            begun = time.monotonic()
            try:
                answer = post(self.settings, request)
            except Unavailable as error:
                self.spending.lose(reserved, time.monotonic() - begun, error.billed)
                # A server that was never there is a wrong address, not a moment's trouble.
                if again == _TRIES - 1 or not (error.reached or self.spending.calls):
                    raise
                wait = error.wait if error.wait is not None else min(_FIRST_WAIT * 2**again, _LONGEST)
                self._sleep(wait)
                continue
            except BaseException:
                self.spending.lose(reserved, time.monotonic() - begun, billed=False)
                raise
            self._settle(reserved, answer, estimate, time.monotonic() - begun)
            return answer
        raise AssertionError("the last try returns or raises")

    def _settle(self, reserved: float, answer: JsonObject, estimate: int, seconds: float) -> None:
        usage = answer.get("usage")
        told = usage if isinstance(usage, Mapping) else {}
        said = [told.get(name) for name in ("prompt_tokens", "completion_tokens")]
        sent, answered = (number if isinstance(number, int) and number >= 0 else None for number in said)
        words = tokens(str(_message(answer).get("content") or ""))
        self.spending.settle(
            reserved,
            estimate if sent is None else sent,
            words if answered is None else answered,
            seconds,
            said=sent is not None and answered is not None,
        )


def _message(answer: JsonObject) -> JsonObject:
    message = _choice(answer).get("message")
    return message if isinstance(message, Mapping) else {}


def _choice(answer: JsonObject) -> JsonObject:
    choices = answer.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, Mapping) else {}


def _read(answer: JsonObject) -> Answer:
    message, finish = _message(answer), _choice(answer).get("finish_reason")
    content = message.get("content")
    if message.get("refusal"):
        return Answer("refused", " ".join(str(message["refusal"]).split()))
    if finish == "content_filter":
        return Answer("refused", "a content filter of the endpoint")
    if finish == "length":
        return Answer("cut", "the answer has more tokens than it may have")
    if not isinstance(content, str) or not content.strip():
        return Answer("broken", "the answer is empty")
    return Answer("whole", content)


def _read_declined(error: Declined) -> Answer | None:
    """What a declined request says of the question itself: that it is not allowed."""
    if re.search(r"content.?(filter|policy|management)", error.reason, re.IGNORECASE):
        return Answer("refused", "a content filter of the endpoint")
    return None
