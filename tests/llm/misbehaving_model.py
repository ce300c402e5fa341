"""A stand-in for a language model's server. No model is behind it, and nothing can be learned of one from it.

It speaks the chat-completions protocol on this machine and "reads" by one trivial rule: every "X supports Y." and
"X opposes Y." of the passage is a position. Faults that servers and models are known for are queued, one a call.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, str], bytes]
Fault = Callable[[dict[str, Any]], Reply]
_RULE = re.compile(r"([A-Z][a-z]+) (supports|opposes) ([^.]+)\.")


@dataclass
class StandIn:
    """The server: what was asked of it, and what it will do wrong next; `always` it does without end.

    With `drip` it waits for so many seconds between any two bytes.
    """

    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    always: Fault | None = None
    drip: float = 0.0

    def reply(self, request: dict[str, Any]) -> Reply:
        self.asked.append(request)
        fault = self.faults.pop(0) if self.faults else self.always
        return fault(request) if fault else said(json.dumps({"records": read_passage(passage_of(request))}))


def passage_of(request: dict[str, Any]) -> str:
    """The passage that a request asks of."""
    question = next(m["content"] for m in request["messages"] if m["role"] == "user")
    return str(re.search(r"<passage>\n(.*)\n</passage>", question, re.DOTALL)[1])  # type: ignore[index]


def read_passage(passage: str) -> list[dict[str, Any]]:
    """The positions that the trivial rule finds, and their holders."""
    records: list[dict[str, Any]] = []
    for match in _RULE.finditer(passage):
        who, verb, what = match.groups()
        records += [actor(who, match[0]), position(who, verb, what, match[0])]
    return records


def actor(name: str, quote: str) -> dict[str, Any]:
    return {"kind": "actor", "quote": quote, "name": name, "type": "state", "role": None}


def position(holder: str, verb: str, issue: str, quote: str) -> dict[str, Any]:
    stance = {"supports": "support", "opposes": "oppose"}.get(verb, verb)
    return {"kind": "position", "quote": quote, "holder": holder, "stance": stance, "issue": issue, "date": None}


def said(content: str | None, finish: str = "stop", **message: Any) -> Reply:
    """An answer as the protocol has it."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content} | message}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    return as_json(200, {"object": "chat.completion", "choices": [choice], "usage": usage})


def records(*found: dict[str, Any]) -> Fault:
    """Answers with these records, whatever the text says."""
    return lambda request: said(json.dumps({"records": found}))


def words(content: str | None, finish: str = "stop", **message: Any) -> Fault:
    """Answers with these words."""
    return lambda request: said(content, finish, **message)


def error(status: int, message: str, **headers: str) -> Fault:
    """Answers with an error in OpenAI's form."""
    replaced = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: as_json(status, {"error": {"message": message, "type": "error"}}, replaced)


def raw(status: int, body: bytes, **headers: str) -> Fault:
    """Answers with any bytes."""
    replaced = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: (status, replaced, body)


def hang(seconds: float) -> Fault:
    """Answers when nobody waits any more."""

    def fault(request: dict[str, Any]) -> Reply:
        time.sleep(seconds)
        return said('{"records": []}')

    return fault


def cut_when_long(most: int) -> Fault:
    """Cuts its answer off where the passage has more characters."""

    def fault(request: dict[str, Any]) -> Reply:
        passage = passage_of(request)
        found = json.dumps({"records": read_passage(passage)})
        return said(found[:20], "length") if len(passage) > most else said(found)

    return fault


def refuse_when(word: str) -> Fault:
    """Refuses passages with a word."""

    def fault(request: dict[str, Any]) -> Reply:
        passage = passage_of(request)
        if word in passage:
            return said(None, refusal="I cannot help with that.")
        return said(json.dumps({"records": read_passage(passage)}))

    return fault


def as_json(status: int, value: object, headers: dict[str, str] | None = None) -> Reply:
    return status, {"Content-Type": "application/json", **(headers or {})}, json.dumps(value).encode()


@contextmanager
def serving() -> Iterator[StandIn]:
    """A stand-in that listens until the block ends."""
    model = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.keys.append(self.headers.get("Authorization"))
            if self.path != "/v1/chat/completions":
                self._send(as_json(404, {"detail": "Not Found"}))
                return
            self._send(model.reply(json.loads(body)))

        def _send(self, reply: Reply) -> None:
            status, headers, body = reply
            try:
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                for number in range(len(body)) if model.drip else ():
                    self.wfile.write(body[number : number + 1])
                    time.sleep(model.drip)
                self.wfile.write(b"" if model.drip else body)
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    model.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
