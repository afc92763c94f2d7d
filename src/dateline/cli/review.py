"""`review confirm|reject|release|undo|log`: decisions, appended and undoable."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_STORE, StoreOption, known_sources, now, opened, say, user_name
from dateline.model import DecisionKind

Target = Annotated[str, typer.Argument(help="The id of an event or a claim.", metavar="ID")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]
Who = Annotated[str | None, typer.Option("--user", help="Who decides; else $DATELINE_USER or the login name.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(no_args_is_help=True, help="Decide about events and claims. Every decision can be undone.")
    group.command()(confirm)
    group.command()(reject)
    group.command()(release)
    group.command()(undo)
    group.command()(log)
    app.add_typer(group, name="review")


def confirm(target: Target, store: StoreOption = DEFAULT_STORE, why: Why = "", user: Who = None) -> None:
    """Confirm an event or a claim.

    Example: dateline review confirm 3fa1… --why "two witnesses called back"
    """
    _decide(store, DecisionKind.CONFIRM, target, why, user)


def reject(target: Target, store: StoreOption = DEFAULT_STORE, why: Why = "", user: Who = None) -> None:
    """Reject an event or a claim: it stays shown, and supports nothing.

    Example: dateline review reject 3fa1… --why "misread: an exercise"
    """
    _decide(store, DecisionKind.REJECT, target, why, user)


def release(target: Target, store: StoreOption = DEFAULT_STORE, why: Why = "", user: Who = None) -> None:
    """Release an event: from now on `export --public` has it.

    Example: dateline review release 3fa1…
    """
    _decide(store, DecisionKind.RELEASE, target, why, user)


def undo(
    decision: Annotated[str, typer.Argument(help="The id of a decision; `review log` lists them.", metavar="ID")],
    store: StoreOption = DEFAULT_STORE,
    why: Why = "",
    user: Who = None,
) -> None:
    """Undo a decision. Nothing is deleted: the undoing is a decision as well.

    Example: dateline review undo 9c0e…
    """
    _decide(store, DecisionKind.UNDO, decision, why, user)


def log(store: StoreOption = DEFAULT_STORE) -> None:
    """List all decisions, oldest first, as JSON lines.

    Example: dateline review log | tail -3
    """
    with opened(store) as kept:
        for d in kept.decisions():
            row = {
                "id": d.id,
                "at": d.at.isoformat(),
                "user": d.user,
                "kind": d.kind,
                "target_kind": d.target_kind,
                "target": d.target,
                "reason": d.reason,
            }
            typer.echo(json.dumps(row, ensure_ascii=False))


def _decide(store: str, kind: DecisionKind, target: str, why: str, user: str | None) -> None:
    from dateline.pipeline import decide

    with opened(store) as kept:
        decision = decide(
            kept, known_sources(store), kind=kind, target=target, user=user or user_name(), reason=why, at=now()
        )
    typer.echo(decision.id)
    undoing = "" if kind is DecisionKind.UNDO else f" Undo with `dateline review undo {decision.id}`."
    say(f"{kind.value}: {target}.{undoing}")
