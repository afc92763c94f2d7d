"""Errors as RFC 9457 problem details: what went wrong and what to do, never how the server is made."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from dateline.errors import BadInput, DatelineError, DecisionRefused, NotFound, UsageError

LOG = logging.getLogger("dateline.api")
MEDIA_TYPE = "application/problem+json"
_STATUS: dict[type[DatelineError], int] = {NotFound: 404, DecisionRefused: 409, UsageError: 422, BadInput: 422}


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No event '3fa1' in this store."])


def problem(status: int, detail: str) -> JSONResponse:
    """A problem as a response."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return JSONResponse(body.model_dump(), status_code=status, media_type=MEDIA_TYPE)


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How OpenAPI describes these statuses."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def install(app: FastAPI) -> None:
    """Let `app` answer every error as a problem."""

    @app.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail))

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, "; ".join(_field(e) for e in error.errors()))

    @app.exception_handler(DatelineError)
    async def ours(_request: Request, error: DatelineError) -> JSONResponse:
        return problem(next((s for kind, s in _STATUS.items() if isinstance(error, kind)), 500), str(error))


def unforeseen(path: str, error: Exception) -> JSONResponse:
    """The answer to an error that nobody foresaw; the log has it all."""
    LOG.error("%s failed", path, exc_info=error)
    return problem(500, "The server failed; its log says why.")


def _field(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0])
    return f"{place}: {error['msg']}"
