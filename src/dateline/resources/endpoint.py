"""Opens a language model behind an OpenAI-compatible endpoint. The text of documents leaves the process here alone.

Nothing is sent unless a user names a model and an endpoint. The key comes from the environment alone, and stands in no
message.
"""

from __future__ import annotations

import ipaddress
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from dateline.errors import FetchFailed, UsageError

KEY = "DATELINE_LLM_KEY"
_PREFIX = "openai:"
_SECONDS = re.compile(r"\d{1,6}")
# What a server says is repeated up to so many characters.
_REPEATED = 200


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Which model is asked where."""

    model: str
    url: str  # of chat completions


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointLimits:
    """What one question may cost. Times are seconds."""

    connect_seconds: float = 10.0
    read_seconds: float = 300.0  # between two pieces of an answer: a model on a CPU thinks long before the first
    total_seconds: float = 900.0  # of one try
    answer_bytes: int = 2_000_000
    answer_tokens: int = 4_096
    tries: int = 4
    first_pause: float = 1.0  # doubled after each try
    longest_pause: float = 30.0


class _Again(Exception):
    """A failure that may pass by itself."""

    def __init__(self, words: str, pause: float | None = None) -> None:
        super().__init__(words)
        self.pause = pause  # seconds that the server asks for


def language_model(reader: str, endpoint: str) -> LanguageModel:
    """The model that `--reader` and `--endpoint` name.

    Raises:
        UsageError: they name none, or text would cross a network in the clear.

    >>> language_model("openai:qwen3:8b", "http://127.0.0.1:11434/v1/").url
    'http://127.0.0.1:11434/v1/chat/completions'
    """
    model = reader.removeprefix(_PREFIX).strip()
    if not reader.startswith(_PREFIX) or not model or not model.isprintable() or len(model) > 200:
        raise UsageError(f"--reader {reader!r} is no reader. Write it as openai:MODEL, as openai:qwen3:8b.")
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"--endpoint is no address ({error}).") from error
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"--endpoint has a user or a password in it. A key is taken from ${KEY} alone.")
    if parts.scheme not in ("http", "https") or not host or parts.fragment:
        raise UsageError(f"--endpoint {endpoint!r} is no address. Write it as http://127.0.0.1:11434/v1.")
    if parts.scheme == "http" and not _is_this_machine(host):
        raise UsageError(
            f"--endpoint {endpoint!r} would send documents in the clear to another machine. Use https, or a server on "
            "this machine."
        )
    path = parts.path.rstrip("/")
    path = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
    return LanguageModel(model, parts._replace(path=path).geturl())


def _is_this_machine(host: str) -> bool:
    """Whether a host is loopback by its number, or is called localhost."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Endpoint:
    """Asks one model. A connection is made for each question and closed after it."""

    def __init__(
        self,
        model: LanguageModel,
        *,
        key: str | None,
        limits: EndpointLimits | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model = model
        self._key = _checked(key)
        self._limits = limits or EndpointLimits()
        self._sleep = sleep
        self._keeps_to_schema = True  # until the server says that it cannot

    def __repr__(self) -> str:
        return f"Endpoint({self._model!r})"  # and never the key

    def __call__(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], /) -> str:
        """What the model answers, at temperature 0, as JSON of `schema` where the server can hold it to one.

        Raises:
            FetchFailed: there is no answer, after a few tries where trying again may help; the message says why.
        """
        if self._keeps_to_schema:
            status, body = self._tried(self._request(messages, schema))
            if status != 400:
                return self._content(status, body)
            self._keeps_to_schema = False
        return self._content(*self._tried(self._request(messages, None)))

    def _request(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any] | None) -> bytes:
        form: dict[str, Any] = {"type": "json_object"}
        if schema is not None:
            form = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
        row = {
            "model": self._model.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": self._limits.answer_tokens,
            "stream": False,
            "response_format": form,
        }
        return json.dumps(row, ensure_ascii=False).encode()

    def _tried(self, request: bytes) -> tuple[int, bytes]:
        """Status and body of an answer; asked again, after growing pauses, where that may help."""
        pause = self._limits.first_pause
        for last in range(1 - self._limits.tries, 1):
            try:
                return self._asked(request)
            except _Again as error:
                if last == 0:
                    raise FetchFailed(f"{error} Tried {self._limits.tries} times.") from error
                self._sleep(min(error.pause or pause, self._limits.longest_pause))
                pause *= 2
        raise AssertionError("at least one try")

    def _asked(self, request: bytes) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        with (
            _clear_errors(self._limits),
            self._client() as client,
            client.stream("POST", self._model.url, content=request, headers=headers) as response,
        ):
            if response.status_code == 429 or response.status_code >= 500:
                wanted = response.headers.get("retry-after", "").strip()
                raise _Again(
                    f"The endpoint answered {response.status_code}.",
                    float(wanted) if _SECONDS.fullmatch(wanted) else None,
                )
            return response.status_code, self._body(response)

    def _client(self) -> httpx.Client:
        return httpx.Client(
            verify=httpx.create_ssl_context(),
            timeout=httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds),
            follow_redirects=False,  # a key and a text go where the user sent them
            trust_env=False,  # and through no proxy that the environment may name
        )

    def _body(self, response: httpx.Response) -> bytes:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise FetchFailed("The endpoint's answer is packed, which was not asked for.")
        deadline = time.monotonic() + self._limits.total_seconds
        body = bytearray()
        for piece in response.iter_raw():
            body += piece
            if len(body) > self._limits.answer_bytes:
                raise FetchFailed(f"The endpoint's answer is larger than {self._limits.answer_bytes:,} bytes.")
            if time.monotonic() > deadline:
                raise FetchFailed(f"The endpoint's answer took more than {self._limits.total_seconds:g} seconds.")
        return bytes(body)

    def _content(self, status: int, body: bytes) -> str:
        """The text of an answer.

        Raises:
            FetchFailed: it is an error, or no answer of chat completions.
        """
        if status in (401, 403):
            raise FetchFailed(f"The endpoint answered {status}: it wants another key. Set ${KEY}.")
        if 300 <= status < 400:
            raise FetchFailed(f"The endpoint answered {status}: it is elsewhere. Give its own address.")
        if status != 200:
            raise FetchFailed(f"The endpoint answered {status}: {self._repeated(body)}")
        try:
            content = json.loads(body)["choices"][0]["message"]["content"]
        except (ValueError, RecursionError, LookupError, TypeError) as error:
            raise FetchFailed(
                "What the endpoint sent is no answer of chat completions. Is the address right?"
            ) from error
        if not isinstance(content, str):
            raise FetchFailed("The model gave no text, as where it refuses.")
        return content

    def _repeated(self, body: bytes) -> str:
        """What a server says of an error, on one line, without the key, should it repeat it."""
        words = body.decode("utf-8", "replace")
        words = words.replace(self._key, "…") if self._key else words
        return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:_REPEATED] or "nothing more."


def open_endpoint(model: LanguageModel) -> Endpoint:
    """Open a model, with the key that `$DATELINE_LLM_KEY` may hold. Nothing is sent yet.

    Raises:
        UsageError: the key cannot be one.
    """
    return Endpoint(model, key=os.environ.get(KEY))


def _checked(key: str | None) -> str:
    bare = (key or "").strip()
    if not bare.isascii() or not bare.isprintable() or " " in bare:
        # Not repeated: a library's own words about a header would.
        raise UsageError(f"${KEY} has characters that a key cannot have.")
    return bare


@contextmanager
def _clear_errors(limits: EndpointLimits) -> Iterator[None]:
    """Errors of the network as ours; those that may pass as such."""
    try:
        yield
    except httpx.ConnectError as error:
        raise FetchFailed(f"The endpoint cannot be reached ({error}). Does the server run?") from error
    except httpx.ConnectTimeout as error:
        raise _Again(f"The endpoint took no connection within {limits.connect_seconds:g} seconds.") from error
    except httpx.TimeoutException as error:
        # Not asked again: a model that is too slow once is as slow the next time, and still at work on this.
        raise FetchFailed(f"The endpoint gave no answer within {limits.read_seconds:g} seconds.") from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise _Again(f"The connection to the endpoint broke ({type(error).__name__}).") from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchFailed("The endpoint's address cannot be used.") from error
