// The page: holds the view, keeps the address in step with it, and lets the parts draw.

import "maplibre-gl/dist/maplibre-gl.css";

import { api, Refused } from "./api";
import { drawDocument, type DocumentPage } from "./document";
import { h, put } from "./dom";
import { drawEvent } from "./event";
import { makeFilters } from "./filters";
import { eventItem, hitItem, putItems } from "./list";
import { makeMap, type EventMap } from "./map";
import { filterCount, filterParameters, formatView, parseView, sameFilters, type Filters, type Pane, type View } from "./state";
import { makeTimeline } from "./timeline";
import type { EventOut, FacetsOut, HitOut, MapOut, MetaOut } from "./types";
import { count } from "./words";

const PAGE = 100;
const PANES: readonly [Pane, string][] = [
  ["map", "Map"],
  ["list", "List"],
  ["filters", "Filters"],
];

class Desk {
  private view: View = parseView(location.search);
  private events: EventOut[] = [];
  private hits: HitOut[] = [];
  private total = 0;
  private next: string | null = null;
  private asking: AbortController | null = null;
  private page: DocumentPage | null = null;
  private drawn = ""; // what the panel shows now
  private returnTo: string | null = null; // the event whose item gets the focus back
  private map: EventMap;
  private fitted: boolean;

  private readonly list = h("ul", { class: "list", id: "list", tabindex: -1, "aria-label": "Events" });
  private readonly counted = h("span", { class: "counted", "aria-live": "polite" });
  private readonly more = h("button", { type: "button", class: "more", hidden: true, onclick: () => void this.askMore() }, "Show more");
  private readonly tabs = h("div", { class: "tabs", role: "group", "aria-label": "What the list shows" });
  private readonly panel = h("aside", { class: "panel", "aria-label": "Details", hidden: true, tabindex: -1 });
  private readonly failure = h("p", { class: "failure", role: "alert", hidden: true });
  private readonly words = h("input", { type: "search", id: "q", name: "q", placeholder: "Search the reports", "aria-label": "Search the reports", maxlength: 1000, autocomplete: "off" });
  private readonly panes = h("nav", { class: "panes", "aria-label": "Parts of the page" });
  private readonly root: HTMLElement;
  private readonly timeline = makeTimeline((since, until) => this.change({ ...this.view.filters, since, until }));
  private readonly filters = makeFilters(
    (filters) => this.change(filters),
    () => this.map.bounds()?.map((n) => n.toFixed(3)).join(",") ?? null,
  );

  constructor(
    root: HTMLElement,
    private readonly meta: MetaOut,
  ) {
    this.root = root;
    this.fitted = this.view.map !== null;
    this.map = makeMap(this.view.map, meta.basemap, {
      openEvent: (id) => this.go({ event: id, document: null, claim: null }),
      openPoint: (lat, lon) => {
        const near = `${lat.toFixed(4)},${lon.toFixed(4)}`;
        this.go({ filters: { ...this.view.filters, near, within_km: "1" }, pane: "list" });
      },
      moved: (map) => {
        this.view = { ...this.view, map };
        history.replaceState(null, "", this.address({}));
      },
    });
    this.lay();
    addEventListener("popstate", () => this.restore());
    addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("click", (event) => this.follow(event));
    this.draw();
    void this.ask();
    void this.showPanel();
  }

  private lay(): void {
    const search = h(
      "form",
      { class: "search", role: "search", onsubmit: (event: Event) => (event.preventDefault(), this.search()) },
      this.words,
      h("button", { type: "submit" }, "Search"),
    );
    const { meta } = this;
    put(
      this.root,
      h(
        "header",
        { class: "top" },
        h("h1", {}, h("a", { href: "/", "data-home": true }, "Dateline")),
        search,
        h("p", { class: "holds" }, `${count(meta.events, "event")} · ${count(meta.claims, "claim")} · ${count(meta.documents, "report")}`),
        this.panes,
      ),
      h(
        "main",
        {},
        this.filters.element,
        h("section", { class: "found", "aria-label": "Events found" }, h("div", { class: "bar" }, this.tabs, this.counted), this.failure, this.list, this.more),
        h("div", { class: "view" }, this.map.element, this.timeline.element),
        this.panel,
      ),
    );
    this.words.addEventListener("search", () => {
      if (!this.words.value) this.search();
    });
  }

  // --- the view and the address -----------------------------------------------------------------------------

  /** The page's address with some of the view changed. */
  private address(changes: Partial<View>): string {
    return formatView({ ...this.view, ...changes }) || location.pathname;
  }

  private go(changes: Partial<View>): void {
    const before = this.view;
    const address = this.address(changes);
    this.view = { ...this.view, ...changes };
    if (address !== location.search) history.pushState(null, "", address);
    this.settle(before);
  }

  private change(filters: Filters): void {
    this.go({ filters, pane: this.view.pane === "documents" && !filters.q ? "list" : this.view.pane });
  }

  private restore(): void {
    const before = this.view;
    this.view = parseView(location.search);
    if (this.view.map && JSON.stringify(this.view.map) !== JSON.stringify(before.map)) this.map.look(this.view.map);
    this.settle(before);
  }

  private settle(before: View): void {
    this.draw();
    if (!sameFilters(before.filters, this.view.filters)) void this.ask();
    void this.showPanel();
  }

  private search(): void {
    const q = this.words.value.trim() || null;
    this.go({ filters: { ...this.view.filters, q }, pane: this.view.pane === "map" && innerWidth < 900 ? "list" : this.view.pane });
  }

  /** Links with data attributes open a part of this page, unless they are to open elsewhere. */
  private follow(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLElement>("a[data-event], a[data-document], a[data-home]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const { event: id, document: doc, claim } = link.dataset;
    if (doc) this.go({ document: doc, claim: claim ?? null });
    else if (id) {
      this.returnTo = id;
      this.go({ event: id, document: null, claim: null });
    } else this.go(parseView(""));
  }

  private key(event: KeyboardEvent): void {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) return;
    if (event.key === "/") {
      event.preventDefault();
      this.words.focus();
    } else if (event.key === "Escape" && !this.panel.hidden) this.back();
    else if (this.page && (event.key === "j" || event.key === "k")) {
      const claim = this.page.step(event.key === "j" ? 1 : -1);
      if (claim) this.openClaim(claim);
    }
  }

  private openClaim(claim: string): void {
    this.view = { ...this.view, claim };
    history.replaceState(null, "", this.address({}));
    this.page?.choose(claim);
  }

  /** From a document to its event, from an event to the list. */
  private back(): void {
    if (this.view.document && this.view.event) this.go({ document: null, claim: null });
    else this.go({ event: null, document: null, claim: null });
  }

  // --- asking ------------------------------------------------------------------------------------------------

  private async ask(): Promise<void> {
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const wanted = filterParameters(this.view.filters);
    const undated = filterParameters({ ...this.view.filters, since: null, until: null });
    const { q } = this.view.filters;
    this.root.classList.add("busy");
    try {
      const [events, places, times, facets, found] = await Promise.all([
        api.events(new URLSearchParams([...wanted, ["limit", String(PAGE)]]), signal),
        api.map(wanted, signal),
        api.timeline(undated, signal),
        api.facets(wanted, signal),
        q ? api.search(q, signal) : Promise.resolve({ hits: [] }),
      ]);
      if (signal.aborted) return;
      this.events = events.events;
      this.total = events.total;
      this.next = events.next;
      this.hits = found.hits;
      this.failure.hidden = true;
      this.facets = facets;
      this.showMap(places);
      this.timeline.show(times, this.view.filters.since, this.view.filters.until);
    } catch (error) {
      if (signal.aborted) return;
      this.fail(error);
    }
    this.root.classList.remove("busy");
    this.draw();
  }

  private facets: FacetsOut | null = null;

  private showMap(places: MapOut): void {
    this.map.show(places);
    if (!this.fitted && places.features.length > 0) {
      this.map.fit(places);
      this.fitted = true;
    }
  }

  private async askMore(): Promise<void> {
    if (!this.next) return;
    const wanted = filterParameters(this.view.filters);
    wanted.set("limit", String(PAGE));
    wanted.set("cursor", this.next);
    try {
      const found = await api.events(wanted, this.asking?.signal);
      this.events = [...this.events, ...found.events];
      this.next = found.next;
    } catch (error) {
      this.fail(error);
    }
    this.draw();
  }

  private fail(error: unknown): void {
    this.failure.hidden = false;
    const words = error instanceof Refused ? error.message : "The server does not answer. Is `dateline serve` running?";
    put(this.failure, words);
  }

  // --- drawing -----------------------------------------------------------------------------------------------

  private draw(): void {
    const { filters, pane, event } = this.view;
    this.root.dataset["pane"] = pane;
    if (document.activeElement !== this.words) this.words.value = filters.q ?? "";
    this.filters.show(filters, this.facets);
    this.drawPanes();
    const isDocuments = pane === "documents";
    const focused = (document.activeElement as HTMLElement | null)?.dataset["event"];
    this.counted.textContent = isDocuments
      ? count(this.hits.length, "report")
      : this.events.length < this.total
        ? `first ${this.events.length} of ${count(this.total, "event")}`
        : count(this.total, "event");
    this.list.setAttribute("aria-label", isDocuments ? "Reports" : "Events");
    const items = isDocuments
      ? this.hits.map((hit) => hitItem(hit, (id) => this.address({ document: id, event: null, claim: null })))
      : this.events.map((e) => eventItem(e, e.id === event, (id) => this.address({ event: id, document: null, claim: null })));
    putItems(this.list, items, this.empty());
    this.more.hidden = isDocuments || !this.next;
    if (focused) this.list.querySelector<HTMLElement>(`[data-event="${CSS.escape(focused)}"]`)?.focus();
  }

  private drawPanes(): void {
    const { filters, pane } = this.view;
    const to = (name: Pane, words: string): HTMLElement =>
      h("button", { type: "button", "aria-pressed": String(pane === name), onclick: () => this.go({ pane: name }) }, words);
    const asked = filterCount(filters);
    put(this.panes, ...PANES.map(([name, words]) => to(name, name === "filters" && asked ? `${words} (${asked})` : words)));
    const isDocuments = pane === "documents";
    const tab = (isOn: boolean, name: Pane, words: string): HTMLElement =>
      h("button", { type: "button", "aria-pressed": String(isOn), onclick: () => this.go({ pane: name }) }, words);
    const other: Pane = isDocuments ? "list" : pane;
    put(this.tabs, tab(!isDocuments, other, "Events"), filters.q ? tab(isDocuments, "documents", "Reports") : null);
  }

  private empty(): HTMLElement {
    if (this.root.classList.contains("busy")) return h("p", { class: "empty" }, "…");
    if (this.meta.documents === 0) {
      return h(
        "div",
        { class: "empty" },
        h("p", {}, "This store holds nothing yet. Put reports in, then load this page again:"),
        h("pre", {}, "dateline add report.txt pages/\ndateline add https://example.org/article"),
      );
    }
    if (this.view.pane === "documents") return h("p", { class: "empty" }, "No report holds all these words.");
    if (this.meta.events === 0) return h("p", { class: "empty" }, "None of the reports in this store tells of an event.");
    return h(
      "div",
      { class: "empty" },
      h("p", {}, "No event meets all filters."),
      h("button", { type: "button", onclick: () => this.change(parseView("").filters) }, "Clear the filters"),
    );
  }

  // --- the panel ---------------------------------------------------------------------------------------------

  private async showPanel(again = false): Promise<void> {
    const { event, document: doc, claim } = this.view;
    const wanted = doc ? `document ${doc}` : event ? `event ${event}` : claim ? `claim ${claim}` : "";
    if (wanted === this.drawn && !again) {
      if (this.page && claim) this.page.choose(claim);
      return;
    }
    this.drawn = wanted;
    this.page = null;
    this.root.classList.toggle("open", wanted !== "");
    if (!wanted) return this.closePanel();
    try {
      const made = doc ? await this.documentPage(doc) : event ? await this.eventPage(event) : await this.claimPage(claim ?? "");
      if (this.drawn !== wanted || !made) return;
      this.panel.hidden = false;
      put(this.panel, this.panelBar(), made);
      this.panel.scrollTop = 0;
    } catch (error) {
      if (this.drawn !== wanted) return;
      this.panel.hidden = false;
      put(this.panel, this.panelBar(), h("p", { class: "failure", role: "alert" }, error instanceof Refused ? error.message : "The server does not answer."));
    }
    if (!again) (this.panel.querySelector<HTMLElement>("article h2") ?? this.panel).focus({ preventScroll: true });
    const page: DocumentPage | null = this.page; // set while the document was drawn
    (page as DocumentPage | null)?.choose(this.view.claim);
  }

  private closePanel(): void {
    const hadFocus = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    put(this.panel);
    this.map.choose(null);
    if (!hadFocus) return;
    const item = this.returnTo ? this.list.querySelector<HTMLElement>(`[data-event="${CSS.escape(this.returnTo)}"]`) : null;
    (item ?? this.list).focus();
  }

  private panelBar(): HTMLElement {
    const { event, document: doc } = this.view;
    return h(
      "div",
      { class: "panel-bar" },
      doc && event
        ? h("a", { class: "back", href: this.address({ document: null, claim: null }), "data-event": event }, "← Back to the event")
        : h("span", {}),
      h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => this.go({ event: null, document: null, claim: null }) }, "×"),
    );
  }

  private async eventPage(id: string): Promise<HTMLElement> {
    const detail = await api.event(id);
    const { place } = detail.event;
    this.map.choose(place);
    return drawEvent(detail, {
      address: (doc, claim) => this.address({ document: doc, claim }),
      decide: async (kind, targetKind, target, reason) => {
        await api.decide(kind, targetKind, target, reason);
        await Promise.all([this.afterDecision(id, detail.event.claims), this.ask()]);
      },
    });
  }

  /** A decision derives the events anew: the same one may bear another id, and is found again by a claim. */
  private async afterDecision(id: string, claims: readonly string[]): Promise<void> {
    const found = await Promise.all(claims.slice(0, 1).map((claim) => api.claim(claim)));
    const now = found[0]?.event ?? id;
    if (now !== id) this.go({ event: now });
    else await this.showPanel(true);
  }

  private async documentPage(id: string): Promise<HTMLElement> {
    const detail = await api.document(id);
    this.page = drawDocument(detail, {
      openClaim: (claim) => this.openClaim(claim),
      eventAddress: (event) => this.address({ event, document: null, claim: null }),
    });
    return this.page.element;
  }

  /** An address that names a claim alone leads to its document. */
  private async claimPage(id: string): Promise<HTMLElement | null> {
    const found = await api.claim(id);
    this.view = { ...this.view, document: found.document.id, event: found.event };
    history.replaceState(null, "", this.address({}));
    this.drawn = "";
    void this.showPanel();
    return null;
  }
}

async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  try {
    new Desk(root, await api.meta());
  } catch (error) {
    console.error(error);
    put(root, h("p", { class: "failure", role: "alert" }, "The server does not answer. Is `dateline serve` running?"));
  }
}

void start();
