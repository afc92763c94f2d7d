from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from dateline.model import Event, Origin, OriginKind, ReviewState, Source, SourceKind
from dateline.publish.policy import UNNAMED, public
from dateline.publish.tables import Form, write_events

SOURCES = {
    "reuters": Source(name="Reuters", kind=SourceKind.AGENCY),
    "general staff": Source(name="General Staff", kind=SourceKind.MILITARY),
    "shazia a nurse": Source(name="Shazia, a nurse", kind=SourceKind.PERSON),
}


def test_only_what_a_decision_released_goes_out(event: Event) -> None:
    released = replace(event, released=True)
    assert [e.id for e in public([event, released], SOURCES)] == ["e1"]
    assert not list(public([event]))
    assert not list(public([replace(released, review=ReviewState.REJECTED)]))


def test_a_witness_s_name_leaves_in_no_form(event: Event, docs: Any) -> None:
    outward = list(public([replace(event, released=True)], SOURCES))
    assert [o.name for o in outward[0].origins] == ["Reuters", UNNAMED]
    for form in Form:
        out = io.StringIO()
        write_events(outward, out, form=form, documents=docs.get)
        for secret in ("Shazia", "nurse", "Petrenko", "petrenko"):
            assert secret not in out.getvalue(), form


def test_known_bodies_keep_their_names_and_unknown_ones_do_not(event: Event) -> None:
    def named(name: str) -> Origin:
        return replace(event.origins[1], name=name, kind=OriginKind.ATTRIBUTION)

    released = replace(event, released=True, origins=(named("General Staff"), named("uncle Vasyl")))
    (outward,) = public([released], SOURCES)
    assert [o.name for o in outward.origins] == ["General Staff", UNNAMED]
    (blind,) = public([released])
    assert {o.name for o in blind.origins} == {UNNAMED}
