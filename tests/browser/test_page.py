"""The page in a real browser: explore, read, decide; by keyboard, in the dark, on a phone, with hostile text."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import sample_desk

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}
MARKED = "(kind) => [...document.querySelectorAll(`.text mark.current.m-${kind}`)].map((m) => m.textContent).join('')"


def wait_for_items(page: Any, expected: list[str]) -> None:
    shown = "[...document.querySelectorAll('#list a')].map((a) => a.dataset.event)"
    page.wait_for_function(f"(ids) => JSON.stringify({shown}) === JSON.stringify(ids)", arg=expected)


def test_list_and_map_show_the_events(watched: Any) -> None:
    page = watched.open()
    wait_for_items(page, ["bomb", "strike", "hostile", "plan"])
    page.locator(".map[data-ready='true'][data-features='3']").wait_for()
    assert "without a place" in page.locator(".map-note").inner_text()
    # A drawn map has many colours; an empty canvas has one.
    picture = page.locator(".map canvas").screenshot()
    assert len(picture) > 10_000


def test_a_filter_changes_the_address_and_loading_it_again_gives_the_same(watched: Any) -> None:
    page = watched.open()
    page.locator("input[name='status'][value='disputed']").check()
    wait_for_items(page, ["strike"])
    assert "status=disputed" in page.url
    page.reload()
    wait_for_items(page, ["strike"])
    assert page.locator("input[name='status'][value='disputed']").is_checked()
    page.go_back()
    wait_for_items(page, ["bomb", "strike", "hostile", "plan"])


def test_words_are_searched_in_events_and_in_reports_not_read(watched: Any) -> None:
    page = watched.open()
    page.get_by_role("searchbox").fill("ринок")
    page.keyboard.press("Enter")
    page.get_by_text("No event meets all filters").wait_for()
    page.get_by_role("button", name="Reports").click()
    page.locator("#list mark", has_text="ринок").wait_for()
    page.locator("#list a").click()
    page.get_by_text("Not read: no reader reads uk").wait_for()


def test_brushing_the_timeline_narrows_the_days(watched: Any) -> None:
    page = watched.open()
    box = page.locator(".brush").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.98, y, steps=4)
    page.mouse.up()
    wait_for_items(page, ["bomb"])
    assert "since=2022-05-2" in page.url
    page.get_by_role("button", name="All days").click()
    wait_for_items(page, ["bomb", "strike", "hostile", "plan"])


def test_the_timeline_is_brushed_by_keyboard(watched: Any) -> None:
    page = watched.open()
    first = page.get_by_role("slider", name="First day shown")
    first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    wait_for_items(page, ["bomb"])
    assert "since=2022-05-21" in page.url
    assert first.get_attribute("aria-valuetext") == "21 May 2022"


def test_an_event_leads_to_its_claims_and_their_words_in_the_document(watched: Any) -> None:
    page = watched.open()
    page.locator("#list a[data-event='strike']").click()
    article = page.locator("article.event")
    article.wait_for()
    assert article.locator(".claim").count() == 3
    assert article.locator(".claim .chain").first.inner_text().split("\n") == [
        "Steppe Wire",
        "the governor Oleh Marchenko",
    ]
    assert "killed" in article.locator(".tolls").inner_text()
    article.locator(".claim").first.locator(".from a").click()
    page.locator("article.document mark.current").first.wait_for()
    claim = sample_desk.STRUCK
    assert page.locator(".text").inner_text() == sample_desk.WIRE.text
    assert page.evaluate(MARKED, "trigger") == claim.trigger.text
    assert page.evaluate(MARKED, "source") == claim.attribution[0].text
    assert page.evaluate(MARKED, "time") == "Wednesday"
    assert page.evaluate(MARKED, "place") == "Izyum"
    assert page.evaluate(MARKED, "toll") == "five people"
    page.keyboard.press("j")
    assert page.evaluate(MARKED, "trigger") == sample_desk.DENIED.trigger.text
    page.keyboard.press("k")
    assert page.evaluate(MARKED, "trigger") == claim.trigger.text
    assert f"claim={claim.id}" in page.url
    page.get_by_role("link", name="Back to the event").click()
    article.wait_for()


def test_a_claims_address_alone_opens_its_document(watched: Any) -> None:
    page = watched.open(f"/?claim={sample_desk.DENIED.id}")
    page.locator("article.document mark.current").first.wait_for()
    assert page.evaluate(MARKED, "trigger") == "shelled"


def test_an_event_is_confirmed_and_that_is_undone(watched: Any) -> None:
    page = watched.open("/?event=bomb")
    page.get_by_label("Reason").fill("called back")
    page.get_by_role("button", name="Confirm").click()
    page.locator("article header .chip.confirmed").wait_for()
    page.locator("#list a[data-event='bomb'] .chip.confirmed").wait_for()
    page.get_by_text("called back").wait_for()
    page.locator("[data-decide='undo']").click()
    page.locator("article header .chip.unreviewed").wait_for()
    page.locator("[data-decide='release']").click()
    page.locator("article header .chip", has_text="released").wait_for()


def test_hostile_text_stays_text(watched: Any) -> None:
    page = watched.open("/?event=hostile")
    page.locator("article.event").get_by_text("<script>").first.wait_for()
    page.locator("article.event .from a").click()
    page.locator("article.document mark.current").first.wait_for()
    assert page.locator(".text").evaluate("(e) => e.textContent") == sample_desk.HOSTILE_DOC.text
    assert page.evaluate(MARKED, "trigger") == "shot"
    assert page.evaluate(MARKED, "target") == sample_desk.SHOT.target[0].text
    assert page.title() == "Dateline"
    assert page.locator("article img, article script").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    hrefs = page.locator("a").evaluate_all("(all) => all.map((a) => a.protocol)")
    assert set(hrefs) <= {"http:", "https:"}


def test_a_script_address_is_no_link(watched: Any) -> None:
    page = watched.open("/?document=channel/7")
    page.locator("article.document").wait_for()
    page.get_by_text("javascript:document.title").wait_for()
    assert page.locator("a[href^='javascript' i]").count() == 0


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "address", ["/", "/?pane=list", "/?pane=filters", "/?event=strike", "/?event=hostile&document=hostile"]
)
def test_nothing_runs_over_the_edge_of_a_phone(watched: Any, address: str) -> None:
    page = watched.open(address)
    if "event" in address:
        page.locator("article").wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    inner = ".panel:not([hidden]), .list, .filters, .top"
    wide = page.locator(inner).evaluate_all(
        "(all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.className)"
    )
    assert wide == []


@pytest.mark.parametrize("watched", [{"color_scheme": "dark"}], indirect=True)
def test_the_dark_page_is_dark(watched: Any) -> None:
    page = watched.open()
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    ink = page.evaluate("() => getComputedStyle(document.body).color")
    assert max(map(int, re.findall(r"\d+", ground)[:3])) < 60
    assert min(map(int, re.findall(r"\d+", ink)[:3])) > 180


def test_everything_is_reached_by_keyboard(watched: Any) -> None:
    page = watched.open()
    wait_for_items(page, ["bomb", "strike", "hostile", "plan"])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.dataset.event") == "strike"
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    page.locator("article.event").wait_for()
    page.wait_for_function("() => document.activeElement.id === 'event-title'")
    link = page.locator(".claim .from a").first
    for _ in range(60):
        if link.evaluate("(e) => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("article.document mark.current").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("article.event").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.dataset.event === 'strike'")
    assert page.locator(".panel").is_hidden()


def test_a_browser_without_webgl_still_lists(watched: Any) -> None:
    watched.page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return /webgl/.test(kind) ? null : get.call(this, kind, ...rest); };"
    )
    page = watched.open()
    page.get_by_text("it has no WebGL").wait_for()
    wait_for_items(page, ["bomb", "strike", "hostile", "plan"])
    page.locator(".brush").wait_for()
    watched.complaints.clear()  # MapLibre itself says on the console that it has no WebGL


def test_an_unknown_event_is_said_to_be_unknown(watched: Any) -> None:
    page = watched.open("/?event=none")
    page.locator(".panel .failure", has_text="No event").wait_for()
    assert all("404" in complaint for complaint in watched.complaints)
    watched.complaints.clear()  # the browser logs every 404
