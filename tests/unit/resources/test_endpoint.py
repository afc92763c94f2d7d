"""An OpenAI-compatible endpoint, over a real connection to a server that misbehaves."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from dateline.errors import FetchFailed, UsageError
from dateline.resources.endpoint import Endpoint, EndpointLimits, LanguageModel, language_model, open_endpoint

QUICK = EndpointLimits(connect_seconds=2, read_seconds=0.3, total_seconds=0.6, answer_bytes=20_000)
KEY = "sk-very-secret-key"
MESSAGES = [{"role": "user", "content": "Shells hit Goma 🔥."}]
Answer = Callable[[BaseHTTPRequestHandler], None]


def sends(status: int, body: bytes, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def says(content: Any) -> Answer:
    return sends(200, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode())


def waits(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.5)


def drips(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(30):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def asked(chat: Any, *, key: str | None = None) -> tuple[str, list[float]]:
    pauses: list[float] = []
    endpoint = Endpoint(language_model("openai:m:8b", chat.url), key=key, limits=QUICK, sleep=pauses.append)
    return endpoint(MESSAGES, {"type": "object"}), pauses


def refused(chat: Any, *, key: str | None = None) -> str:
    with pytest.raises(FetchFailed) as error:
        asked(chat, key=key)
    return str(error.value)


def test_a_question_goes_out_whole_and_its_answer_comes_back(chat: Any) -> None:
    chat.says(says("{}"))
    assert asked(chat) == ("{}", [])
    (row,) = chat.asked
    assert chat.paths == ["/v1/chat/completions"]
    assert (row["model"], row["messages"], row["temperature"], row["stream"]) == ("m:8b", MESSAGES, 0, False)
    assert row["response_format"]["type"] == "json_schema"
    assert row["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert "Authorization" not in chat.headers[0]


def test_the_key_goes_out_as_a_header_alone(chat: Any) -> None:
    chat.says(says("{}"))
    asked(chat, key=f" {KEY}\n")
    assert chat.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(chat.asked)


def test_a_server_without_schemas_is_asked_for_plain_json_and_only_once_refuses(chat: Any) -> None:
    chat.says(sends(400, b"response_format json_schema is not supported"), says("{}"))
    endpoint = Endpoint(language_model("openai:m", chat.url), key=None, limits=QUICK)
    assert endpoint(MESSAGES, {}) == endpoint(MESSAGES, {}) == "{}"
    assert [row["response_format"]["type"] for row in chat.asked] == ["json_schema", "json_object", "json_object"]


def test_a_question_that_stays_refused_gives_the_servers_words_without_control_characters(chat: Any) -> None:
    chat.says(sends(400, b"\x1b[31mcontext length\x00 exceeded\n" + b"x" * 5000))
    words = refused(chat)
    assert "400: [31mcontext length exceeded" in words
    assert len(words) < 300
    assert words.isprintable()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_after_growing_pauses(chat: Any, status: int) -> None:
    chat.says(sends(status, b""), sends(status, b""), says("{}"))
    assert asked(chat) == ("{}", [1.0, 2.0])


def test_a_server_may_ask_for_a_pause_but_not_for_a_long_one(chat: Any) -> None:
    chat.says(
        sends(429, b"", Retry_After="7"), sends(429, b"", Retry_After="86400"), sends(429, b"", Retry_After="soon"),
        says("{}"),
    )  # fmt: skip
    assert asked(chat)[1] == [7.0, 30.0, 4.0]


def test_a_server_that_stays_busy_is_left_after_a_few_tries(chat: Any) -> None:
    chat.says(sends(429, b""))
    assert "429. Tried 4 times" in refused(chat)
    assert len(chat.asked) == 4


def test_a_server_that_gives_no_answer_is_not_waited_for(chat: Any) -> None:
    chat.says(waits)
    assert "no answer within 0.3 seconds" in refused(chat)
    assert len(chat.asked) == 1


def test_an_answer_that_drips_is_cut_off(chat: Any) -> None:
    chat.says(drips)
    assert "more than 0.6 seconds" in refused(chat)


def test_a_huge_answer_is_not_read_to_its_end(chat: Any) -> None:
    chat.says(says("x" * 10_000_000))
    assert "larger than 20,000 bytes" in refused(chat)


def test_a_packed_answer_is_not_unpacked(chat: Any) -> None:
    chat.says(sends(200, gzip.compress(b"0" * 10_000_000), Content_Encoding="gzip"))
    assert "packed" in refused(chat)
    assert chat.headers[0]["Accept-Encoding"] == "identity"


def test_a_connection_that_breaks_is_made_again(chat: Any) -> None:
    chat.says(hangs_up, says("{}"))
    assert asked(chat) == ("{}", [1.0])


def test_a_server_that_is_not_there_is_said_to_be_so_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    endpoint = Endpoint(language_model("openai:m", f"http://127.0.0.1:{port}/v1"), key=None, sleep=pytest.fail)
    with pytest.raises(FetchFailed, match="cannot be reached"):
        endpoint(MESSAGES, {})


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": null}]}', b'{"choices": 3}', b"[" * 9999],
)
def test_what_is_no_answer_of_chat_completions_is_said_to_be_none(chat: Any, body: bytes) -> None:
    chat.says(sends(200, body))
    assert "no answer of chat completions" in refused(chat)


def test_a_model_that_refuses_gives_no_text(chat: Any) -> None:
    chat.says(says(None))
    assert "gave no text" in refused(chat)


def test_a_redirect_is_not_followed(chat: Any) -> None:
    chat.says(sends(307, b"", Location="http://elsewhere.example/v1/chat/completions"), says("{}"))
    assert "elsewhere" in refused(chat, key=KEY)
    assert len(chat.asked) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 400])
def test_no_message_holds_the_key_though_the_server_repeats_it(chat: Any, status: int) -> None:
    chat.says(sends(status, f"bad key {KEY}, model not found".encode()))
    assert KEY not in refused(chat, key=KEY)
    assert KEY not in repr(Endpoint(LanguageModel("m", chat.url), key=KEY))


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "ключ", "nul\x00"])
def test_a_key_that_cannot_be_one_is_refused_unrepeated(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    if "\x00" not in key:
        monkeypatch.setenv("DATELINE_LLM_KEY", key)
        with pytest.raises(UsageError) as error:
            open_endpoint(language_model("openai:m", "http://localhost:1/v1"))
        assert key not in str(error.value)
    with pytest.raises(UsageError):
        Endpoint(LanguageModel("m", "http://localhost:1"), key=key)


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        ("http://[::1]:8080", "http://[::1]:8080/chat/completions"),
        ("https://llm.example/v1/chat/completions/", "https://llm.example/v1/chat/completions"),
        ("https://llm.example/v1?api-version=2", "https://llm.example/v1/chat/completions?api-version=2"),
    ],
)
def test_an_endpoint_is_a_base_address_or_a_whole_one(endpoint: str, url: str) -> None:
    assert language_model("openai:m", endpoint).url == url


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://llm.example/v1",
        "http://192.168.1.5:11434/v1",
        "http://127.0.0.1.example.org/v1",
        "http://localhost.example/v1",
        "http://0.0.0.0:11434",
        "https://user:secret@llm.example/v1",
        "ftp://localhost/v1",
        "localhost:11434/v1",
        "http://[::1/v1",
        "http://localhost:99999/v1",
        "",
    ],
)
def test_an_endpoint_that_leaves_the_machine_in_the_clear_or_is_none_is_refused(endpoint: str) -> None:
    with pytest.raises(UsageError, match="--endpoint") as error:
        language_model("openai:m", endpoint)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("reader", ["openai:", "openai", "gpt", "openai:\x1b[0m", "openai:" + "x" * 300])
def test_a_reader_that_names_no_model_is_refused(reader: str) -> None:
    with pytest.raises(UsageError, match="openai:MODEL"):
        language_model(reader, "http://localhost:1/v1")


def test_proxies_of_the_environment_are_not_used(chat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    chat.says(says("{}"))
    assert asked(chat)[0] == "{}"
