"""Reading by a model: what is kept, what is refused, and what its server may do wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import httpx
import pytest
from misbehaving_model import (
    Fault,
    Reply,
    StandIn,
    actor,
    cut_when_long,
    error,
    hang,
    passage_of,
    position,
    raw,
    read_passage,
    records,
    refuse_when,
    said,
    serving,
    words,
)

from kg.errors import LimitReached, ModelError, StandpointError, UsageError
from kg.llm import LanguageModel, Prices, Settings, Spending
from kg.llm.chat import Chat
from kg.llm.settings import read_key
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document, Furniture, Part, SourcedRecord, format_record
from kg.registry import Registry

Open = Callable[..., LanguageModel]
TEXT = (
    "The talks went on.\n\nKenya supports the “water – pact”. Uganda opposes the dam.\n\n"
    "🕊 Chad supports the truce. Nobody else spoke.\n"
)
DOCUMENT = Document(id="talks", text=TEXT, published="2001-05-04")
LONG = Document(id="long", text=" ".join(f"{name} supports the canal." for name in ("Kenya", "Uganda", "Chad", "Mali")))
GOOD = "Kenya supports the “water – pact”."


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "KG_LLM_KEY", "KG_LLM_URL", "KG_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    with serving() as server:
        yield server


@pytest.fixture
def waits() -> list[float]:
    """How long a reader would have waited between its tries."""
    return []


@pytest.fixture(scope="session")
def registry() -> Registry:
    return get_registry()


@pytest.fixture
def open_reader(model: StandIn, tmp_path: Path, waits: list[float], registry: Registry) -> Open:
    def make(**settings: Any) -> LanguageModel:
        chosen: dict[str, Any] = {
            "model": "stand-in",
            "endpoint": model.address,
            "cache": tmp_path / "answers",
            "timeout": 5,
        }
        made = Settings(**(chosen | settings))
        chat = Chat(made, Spending(made.prices, made.max_cost), waits.append)
        return LanguageModel(made, registry, chat=chat)

    return make


def dear(request: dict[str, Any]) -> Reply:
    """An answer of a thousand tokens to ten thousand."""
    status, headers, body = said(json.dumps({"records": read_passage(passage_of(request))}))
    answer = json.loads(body) | {"usage": {"prompt_tokens": 10_000, "completion_tokens": 1_000}}
    return status, headers | {"Content-Length": str(len(json.dumps(answer)))}, json.dumps(answer).encode()


def held(found: list[SourcedRecord]) -> list[tuple[str, str]]:
    return [(record.holder, record.stance) for record in found if record.kind == "position"]


def test_every_record_is_the_texts_own_words_with_offsets_and_maker(open_reader: Open) -> None:
    reader = open_reader()
    found = reader.extract(DOCUMENT)
    assert held(found) == [("Kenya", "support"), ("Uganda", "oppose"), ("Chad", "support")]
    assert all(TEXT[record.start : record.end] == record.quote for record in found)
    assert {record.coder for record in found} == {"language model stand-in, prompt 1"}
    assert {record.confidence for record in found} == {None}
    assert {record.attribution[0].manner for record in found} == {"own_voice"}
    assert [record.id for record in found if record.kind == "position"] == ["p1", "p2", "p3"]
    assert "stand-in, prompt 1, temperature 0, seed 1" in reader.tool


def test_quotes_are_found_whatever_marks_and_spaces_they_are_typed_with(open_reader: Open, model: StandIn) -> None:
    model.faults = [records(position("Kenya", "support", "Water pact", 'Kenya  supports the "water - pact".'))]
    (found,) = open_reader().extract(DOCUMENT)
    assert found.quote == GOOD


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (position("Kenya", "support", "Pact", "Kenya supports the pact"), "position: the quote is not in the text"),
        (position("Kenya", "support", "Pact", "Kenya supports … pact"), "position: the quote is not in the text"),
        (position("Kenya", "adore", "Pact", GOOD), "position: stance must be one of support, oppose, mixed"),
        (actor("Kenya", GOOD) | {"type": "nation"}, "actor: type must be one of state"),
        ({"kind": "mood", "quote": GOOD}, "kind must be one of"),
        ({"kind": "document", "id": "x", "text": "y"}, "with the kind of one"),
        ("Kenya", "a record must be a JSON object"),
        (
            position("Kenya", "support", "Pact", GOOD) | {"date": "2001", "date_text": "in 2001"},
            "the date_text is not in",
        ),
        (position("Kenya", "support", "Pact", GOOD) | {"date_basis": "stated"}, "date_text is missing"),
        (
            position("Kenya", "support", "Pact", GOOD) | {"conditions": [{"type": "if", "text": "if Chad pays"}]},
            "the condition is not in the text",
        ),
    ],
)
def test_what_does_not_hold_is_refused_and_the_rest_kept(
    open_reader: Open, model: StandIn, record: object, reason: str
) -> None:
    model.faults = [words(json.dumps({"records": [record, position("Kenya", "support", "Pact", GOOD)]}))]
    read = open_reader().read(DOCUMENT)
    (reject,) = read.rejects
    assert reason in reject.reason
    assert json.loads(reject.raw) == record
    assert held(list(read.records)) == [("Kenya", "support")]


def test_what_is_not_a_models_to_say_is_not_read(open_reader: Open, model: StandIn) -> None:
    own = {"confidence": 1.0, "start": 3, "end": 9, "id": "p99", "coder": "me", "document": "other"}
    model.faults = [records(position("Kenya", "support", "Pact", GOOD) | own)]
    (found,) = open_reader().extract(DOCUMENT)
    assert (found.confidence, found.id, found.document, found.quote) == (None, "p1", "talks", GOOD)


def test_furniture_is_neither_sent_nor_quoted(open_reader: Open, model: StandIn) -> None:
    start = TEXT.index("Chad supports")
    page = DOCUMENT.model_copy(update={"furniture": (Furniture(start=start, end=start + 25, what="navigation"),)})
    model.faults = [records(position("Chad", "support", "Truce", "Chad supports the truce"))]
    assert "the quote is not in the text" in open_reader().read(page).rejects[0].reason
    assert "Chad" not in model.asked[0]["messages"][1]["content"]


def test_comments_are_shown_as_theirs_and_speak_for_themselves(open_reader: Open, model: StandIn) -> None:
    start = TEXT.index("🕊")
    part = Part(id="comment-1", start=start, end=len(TEXT), authors=(Author(name="Commenter 1", anonymous=True),))
    found = open_reader().extract(DOCUMENT.model_copy(update={"parts": (part,)}))
    assert "[comment-1 by Commenter 1]\n\n🕊 Chad" in model.asked[0]["messages"][1]["content"]
    assert [r.attribution[0].sources for r in found if r.kind == "position"] == [
        ("Author",),
        ("Author",),
        ("Commenter 1",),
    ]


def test_known_names_of_the_text_stand_in_the_question_and_no_others(open_reader: Open, model: StandIn) -> None:
    open_reader().extract(DOCUMENT)
    question = model.asked[0]["messages"][1]["content"]
    assert "Kenya (state)" in question
    assert "On: 2001-05-04" in question
    assert "Brazil" not in question


def test_a_second_run_asks_nothing_and_says_the_same(open_reader: Open, model: StandIn) -> None:
    first = open_reader().extract(DOCUMENT)
    again = open_reader()
    assert [format_record(record) for record in again.extract(DOCUMENT)] == [format_record(record) for record in first]
    assert len(model.asked) == 1
    assert (again.spending.calls, again.spending.cached) == (0, 1)
    open_reader(seed=2).extract(DOCUMENT)
    open_reader(model="other").extract(DOCUMENT)
    assert len(model.asked) == 3


def test_a_damaged_answer_of_the_cache_is_asked_for_again(open_reader: Open, model: StandIn, tmp_path: Path) -> None:
    open_reader().extract(DOCUMENT)
    (kept,) = (tmp_path / "answers").rglob("*.json")
    for damage in ('{"state": "who', '{"state": "whole", "text": "no JSON"}', "[]"):
        kept.write_text(damage)
        assert held(open_reader().extract(DOCUMENT))
    assert len(model.asked) == 4


def test_overlapping_passages_tell_each_thing_once(open_reader: Open, model: StandIn) -> None:
    once = open_reader().extract(LONG)
    twice = open_reader(passage=14, overlap=7).extract(LONG)
    assert len(model.asked) > 3
    assert sum("Uganda supports" in request["messages"][1]["content"] for request in model.asked[1:]) > 1
    assert [(r.id, r.quote) for r in twice] == [(r.id, r.quote) for r in once]


@pytest.mark.parametrize("calls", [1, 4])
def test_calls_at_once_change_nothing(open_reader: Open, tmp_path: Path, calls: int) -> None:
    found = open_reader(passage=7, overlap=0, calls=calls, cache=tmp_path / str(calls)).extract(LONG)
    assert held(found) == [(name, "support") for name in ("Kenya", "Uganda", "Chad", "Mali")]


@pytest.mark.parametrize(
    "wrapped",
    ["```json\n{}\n```", "Here you are:\n```\n{}\n```\nAnything else?", "<think>Kenya …</think>\n{}"],
)
def test_json_in_a_fence_or_after_thoughts_is_read(open_reader: Open, model: StandIn, wrapped: str) -> None:
    answer = json.dumps({"records": [position("Kenya", "support", "Pact", GOOD)]})
    model.faults = [words(wrapped.replace("{}", answer))]
    assert held(open_reader().extract(DOCUMENT)) == [("Kenya", "support")]


def test_broken_json_is_asked_for_once_more_with_the_reason(open_reader: Open, model: StandIn) -> None:
    model.faults = [words('{"records": [')]
    assert len(held(open_reader().extract(DOCUMENT))) == 3
    assert "it is not JSON" in model.asked[1]["messages"][-1]["content"]
    assert model.asked[1]["messages"][-2] == {"role": "assistant", "content": '{"records": ['}


@pytest.mark.parametrize("answer", ['{"records": [', '{"found": []}', "Sure!", "", "\ud83d", "[" * 5000])
def test_an_answer_that_stays_broken_is_refused_and_not_paid_for_again(
    open_reader: Open, model: StandIn, answer: str
) -> None:
    model.always = words(answer)
    reader = open_reader()
    read = reader.read(DOCUMENT)
    assert read.records == ()
    assert "the answer cannot be read" in read.rejects[0].reason
    assert open_reader().read(DOCUMENT) == read
    assert len(model.asked) == 2


def test_half_an_answer_is_read_in_smaller_passages(open_reader: Open, model: StandIn) -> None:
    model.always = cut_when_long(170)
    names = "Kenya Uganda Chad Mali Ghana Togo Benin Niger Gabon Congo Egypt Libya".split()
    long = Document(id="long", text=" ".join(f"{name} supports the canal." for name in names))
    assert held(open_reader().extract(long)) == [(name, "support") for name in names]
    asked = len(model.asked)
    assert asked > 2
    assert held(open_reader().extract(long)) == [(name, "support") for name in names]
    assert len(model.asked) == asked


def test_a_context_that_is_too_small_ends_the_run_with_the_servers_words(open_reader: Open, model: StandIn) -> None:
    model.always = error(400, "This model's maximum context length is 2048 tokens")
    with pytest.raises(ModelError, match="maximum context length is 2048"):
        open_reader().extract(LONG)
    assert len(model.asked) == 3


def test_when_one_of_many_calls_fails_the_others_do_not_go_on(open_reader: Open, model: StandIn) -> None:
    model.always = error(401, "no")
    with pytest.raises(UsageError):
        open_reader(passage=7, overlap=0, calls=2).extract(LONG)
    assert len(model.asked) <= 2


def test_what_waits_for_another_try_ends_when_another_call_has_failed(
    model: StandIn, tmp_path: Path, registry: Registry
) -> None:
    """The first to come is told to wait for minutes, and really does; the second is refused for good."""
    refused = Event()

    def answer(request: dict[str, Any]) -> Reply:
        if "Kenya" in passage_of(request):
            return error(429, "slow down", Retry_After="290")(request)
        refused.set()
        return error(401, "no")(request)

    model.always = answer
    settings = Settings("stand-in", model.address, cache=tmp_path, passage=7, overlap=0, calls=2)
    begun = monotonic()
    with pytest.raises(UsageError, match="wants a key"):
        LanguageModel(settings, registry).extract(LONG)
    assert refused.is_set()
    assert monotonic() - begun < 120, "nobody waits for an answer that is not wanted any more"


@pytest.mark.parametrize("text", [LONG.text, "Kenya supports the canal."], ids=["many passages", "one"])
def test_after_a_failure_the_next_document_is_read_as_ever(open_reader: Open, model: StandIn, text: str) -> None:
    reader = open_reader(passage=7, overlap=0, calls=2)
    model.always = error(401, "no")
    with pytest.raises(UsageError):
        reader.extract(LONG)
    model.always = None
    assert held(reader.extract(Document(id="next", text=text)))[0] == ("Kenya", "support")


def test_calls_at_once_cost_no_more_than_the_limit_and_stop_no_sooner(open_reader: Open, model: StandIn) -> None:
    # Each call costs 0.12; 0.08 and more are set aside for it. All four fit, if those that wait are let go on.
    model.always = dear
    reader = open_reader(passage=7, overlap=0, calls=4, prices=Prices(10, 20), max_cost=0.6)
    assert len(held(reader.extract(LONG))) == 4
    assert reader.spending.cost == pytest.approx(0.48)
    tight = open_reader(passage=7, overlap=0, calls=4, prices=Prices(10, 20), max_cost=0.2, seed=2)
    with pytest.raises(LimitReached, match=r"of --max-cost 0\.2 spent"):
        tight.extract(LONG)
    assert tight.spending.calls == 1


def test_a_certificate_that_nobody_vouches_for(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)"

    def fail(*_: object, **__: object) -> None:
        raise httpx.ConnectError(text)

    monkeypatch.setattr(httpx.Client, "stream", fail)
    with pytest.raises(UsageError, match="SSL_CERT_FILE") as caught:
        open_reader().extract(DOCUMENT)
    assert "\n" not in str(caught.value)


def test_a_passage_that_no_answer_fits_is_refused(open_reader: Open, model: StandIn) -> None:
    model.always = words("{", "length")
    read = open_reader().read(Document(id="short", text="Kenya supports peace."))
    assert all("the answer was cut off" in reject.reason for reject in read.rejects)
    assert read.rejects


@pytest.mark.parametrize(
    "fault",
    [
        words(None, refusal="I cannot help with that."),
        words(None, "content_filter"),
        error(400, "The response was filtered due to the prompt triggering content management policy. content_filter"),
    ],
)
def test_a_refusal_is_counted_and_the_document_goes_on(open_reader: Open, model: StandIn, fault: Fault) -> None:
    model.faults = [fault]
    read = open_reader(passage=7, overlap=0).read(LONG)
    assert held(list(read.records)) == [(name, "support") for name in ("Uganda", "Chad", "Mali")]
    (reject,) = read.rejects
    assert "the model refused to read it" in reject.reason


def test_refusals_by_content(open_reader: Open, model: StandIn) -> None:
    model.always = refuse_when("Chad")
    read = open_reader(passage=7, overlap=0).read(LONG)
    (reject,) = read.rejects
    assert reject.reason.startswith("nothing was read from 53 to 78: the model refused")
    assert LONG.text[53:78] == "Chad supports the canal. "


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (error(429, "slow down", Retry_After="7"), 7),
        (error(503, "loading the model"), 1),
        (error(500, "oops"), 1),
        (raw(200, b'{"error": {"message": "upstream failed"}}'), 1),
        (raw(502, b"<html>Bad gateway</html>"), 1),
    ],
)
def test_what_passes_is_waited_for(
    open_reader: Open, model: StandIn, waits: list[float], fault: Fault, wait: float
) -> None:
    model.faults = [fault]
    assert len(held(open_reader().extract(DOCUMENT))) == 3
    assert waits == [wait]


def test_a_date_to_wait_for(open_reader: Open, model: StandIn, waits: list[float]) -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    model.faults = [error(429, "slow down", Retry_After=at)]
    open_reader().extract(DOCUMENT)
    assert 15 < waits[0] <= 20


def test_waits_grow_and_end(open_reader: Open, model: StandIn, waits: list[float]) -> None:
    model.always = error(503, "overloaded")
    with pytest.raises(ModelError, match=r"not able to answer now \(503\): overloaded"):
        open_reader().extract(DOCUMENT)
    assert waits == [1, 2, 4, 8]


def test_a_server_that_wants_an_hour_is_not_waited_for(open_reader: Open, model: StandIn) -> None:
    model.faults = [error(429, "slow down", Retry_After="3600")]
    with pytest.raises(LimitReached, match="3,600 s"):
        open_reader().extract(DOCUMENT)


def test_time_outs_are_tried_again(open_reader: Open, model: StandIn, waits: list[float]) -> None:
    model.faults = [hang(1.0)]
    reader = open_reader(timeout=0.3, prices=Prices(1, 1))
    assert len(held(reader.extract(DOCUMENT))) == 3
    assert reader.spending.retried == 1
    # What was given up may be billed: at the price of 4,096 tokens answered.
    assert reader.spending.cost is not None
    assert reader.spending.cost > 0.004


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        (error(401, "Incorrect API key provided: s3cret"), UsageError, "does not accept the key in KG_LLM_KEY"),
        (error(404, "The model `stand-in` does not exist"), UsageError, "has no model 'stand-in' (--model)"),
        (error(404, "model 'stand-in' not found, try pulling it first"), UsageError, "has no model 'stand-in'"),
        (raw(404, b"404 page not found"), UsageError, "takes no questions (404)"),
        (
            raw(302, b"", Location="https://elsewhere.example/v1?x=1"),
            UsageError,
            "leads to https://elsewhere.example/v1:",
        ),
        (raw(200, b"<html>Sign in</html>", Content_Type="text/html"), ModelError, "answered with text/html"),
        (error(429, "You exceeded your current quota insufficient_quota"), ModelError, "asks for payment"),
        (error(400, "temperature does not support 0 with this model"), ModelError, "does not take the request (400)"),
    ],
)
def test_what_does_not_pass_is_said_at_once_in_one_line_without_the_key(
    open_reader: Open, model: StandIn, waits: list[float], fault: Fault, kind: type[StandpointError], said: str
) -> None:
    model.always = fault
    with pytest.raises(kind) as caught:
        open_reader(key="s3cret").extract(DOCUMENT)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert (len(model.asked), waits) == (1, [])


def test_a_server_that_drips_is_not_waited_for(open_reader: Open, model: StandIn, waits: list[float]) -> None:
    model.drip = 0.05
    begun = monotonic()
    with pytest.raises(ModelError, match=r"did not answer within 0\.3 s \(--llm-timeout\)"):
        open_reader(timeout=0.3).extract(DOCUMENT)
    assert len(waits) == 4
    assert monotonic() - begun < 5 * 1.3


def test_without_its_package_it_says_what_to_install(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(UsageError, match=r"needs httpx: pip install 'standpoint-kg\[llm\]'"):
        open_reader().extract(DOCUMENT)


@pytest.mark.parametrize("key", ["schlüssel", "a\nb"])
def test_a_key_that_is_none_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("KG_LLM_KEY", key)
    with pytest.raises(UsageError) as caught:
        read_key()
    assert key not in str(caught.value)


def test_no_server_at_all(open_reader: Open, waits: list[float]) -> None:
    with pytest.raises(ModelError, match="cannot be reached"):
        open_reader(endpoint="http://127.0.0.1:9/v1").extract(DOCUMENT)
    assert waits == []


def test_an_older_server_is_asked_without_what_it_does_not_know(open_reader: Open, model: StandIn) -> None:
    model.faults = [
        error(400, "response_format json_schema is not supported"),
        error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        error(422, "extra fields not permitted: response_format"),
    ]
    reader = open_reader(passage=7, overlap=0)
    assert len(held(reader.extract(LONG))) == 4
    formats = [request.get("response_format", {}).get("type") for request in model.asked]
    assert formats == ["json_schema", "json_object", "json_object", None, None, None, None]
    assert "max_completion_tokens" in model.asked[-1]
    assert "max_tokens" not in model.asked[-1]


def test_the_limit_of_cost_stops_before_the_call_and_keeps_what_was_read(open_reader: Open, model: StandIn) -> None:
    # At these prices each call costs 0.12, and the next may cost more than 0.08 for an answer of 4,096 tokens.
    model.always = dear
    costs = {"prices": Prices(10, 20), "passage": 7, "overlap": 0}
    with pytest.raises(LimitReached, match=r"with 0\.2400 of --max-cost 0\.3 spent"):
        open_reader(max_cost=0.3, **costs).extract(LONG)
    assert len(model.asked) == 2
    again = open_reader(max_cost=1, **costs)
    assert len(held(again.extract(LONG))) == 4
    assert again.spending.cached == 2
    assert len(model.asked) == 4
    assert again.spending.cost == pytest.approx(0.24)


def test_the_key_goes_into_the_header_and_nowhere_else(open_reader: Open, model: StandIn, tmp_path: Path) -> None:
    reader: LanguageModel = open_reader(key="s3cret")
    reader.extract(DOCUMENT)
    assert model.keys == ["Bearer s3cret"]
    kept = "".join(path.read_text() for path in (tmp_path / "answers").rglob("*.json"))
    assert "s3cret" not in kept + reader.tool + repr(reader.settings) + json.dumps(model.asked)


def test_tokens_that_a_server_does_not_say_are_estimated(open_reader: Open, model: StandIn) -> None:
    status, _, body = said('{"records": []}')
    answer = {name: value for name, value in json.loads(body).items() if name != "usage"}
    model.faults = [lambda request: (status, {}, json.dumps(answer).encode())]
    reader = open_reader()
    reader.extract(DOCUMENT)
    assert reader.spending.unsaid == 1
    assert reader.spending.sent > 500
    assert "(1 calls estimated)" in reader.spending.describe()


def test_a_text_without_words_is_not_sent(open_reader: Open, model: StandIn) -> None:
    assert open_reader().extract(Document(id="blank", text=" \n\n ")) == []
    assert model.asked == []
