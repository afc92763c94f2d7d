"""A reader that asks a language model, and believes only what it finds in the text. Pure but for what it is handed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from dateline.errors import BadRecord, FetchFailed
from dateline.extract.answers import Drop, claims_of, parsed
from dateline.extract.excerpts import LONGEST, Excerpt, excerpts
from dateline.extract.numbering import numbered
from dateline.extract.prompting import PROMPT, Message, again, messages, schema
from dateline.model import Claim, Document, DocumentId

# Excerpts of one document. Each is a request, and somebody may pay for it.
MOST_EXCERPTS = 60
# Those whose words for days the pipeline resolves.
LANGUAGES = frozenset({"en", "ru", "uk"})

Dropped = Callable[[DocumentId, Mapping[Drop, int]], None]


class Ask(Protocol):
    """An open language model: what it answers to messages, as text."""

    def __call__(self, messages: Sequence[Message], schema: Mapping[str, Any], /) -> str:
        """The answer, in the form of a JSON schema where the model can keep to one.

        Raises:
            FetchFailed: there is no answer; the message says why.
        """


class LanguageModelReader:
    """Reads claims with a language model. See `extract.reader.Reader`.

    Every string of an answer is looked up in the text; days and places are left to the pipeline's own rules.
    """

    def __init__(self, ask: Ask, *, model: str, on_dropped: Dropped = lambda _, __: None) -> None:
        """Ask `ask`.

        Args:
            ask: the open model.
            model: what it is called; part of the reader's name.
            on_dropped: told of each document of whose answers something was left out, and how much for which reason.
        """
        self._ask = ask
        self._model = model
        self._on_dropped = on_dropped

    @property
    def name(self) -> str:
        """Model and version of the prompt."""
        return f"openai:{self._model} prompt {PROMPT}"

    @property
    def languages(self) -> frozenset[str]:
        """English, Russian and Ukrainian."""
        return LANGUAGES

    def read(self, doc: Document) -> tuple[Claim, ...]:
        """The claims of `doc`, in order of their triggers, with `toponym` and `time_words` unresolved.

        As repeatable as the model is.

        Raises:
            BadRecord: the document is too long, or the model's answer is none, twice.
            FetchFailed: there is no answer.
        """
        stretches = list(excerpts(doc.text))
        if len(stretches) > MOST_EXCERPTS:
            raise BadRecord(
                f"document {doc.id!r}",
                f"it has {len(doc.text):,} characters, and a language model is shown {MOST_EXCERPTS * LONGEST:,} at "
                "most. Split it, or read it with the reader that is built in.",
            )
        claims: list[Claim] = []
        dropped: Counter[Drop] = Counter()
        for excerpt in stretches:
            rows = self._answer(doc, excerpt)
            answer = claims_of(rows, doc, excerpt, reader=self.name)
            claims += answer.claims
            dropped += answer.dropped
        if dropped:
            self._on_dropped(doc.id, dropped)
        return numbered(claims)

    def _answer(self, doc: Document, excerpt: Excerpt) -> list[Any]:
        """The rows of the model's answer about an excerpt; asked once more where the first was none."""
        where = f"document {doc.id!r}, characters {excerpt.start} to {excerpt.end}"
        question = messages(doc.text, excerpt)
        try:
            first = self._ask(question, schema())
            try:
                return parsed(first, where)
            except BadRecord as error:
                problem = str(error).removeprefix(f"{where}: ")
            second = self._ask(again(question, first, problem), schema())
        except FetchFailed as error:
            raise FetchFailed(f"{where}: {error}") from error
        return parsed(second, f"{where}: the model's answer, asked for twice")
