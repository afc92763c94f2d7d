// The list of events: the same information as the map, for reading and for those who do not use the map.

import { h, put, told } from "./dom";
import { symbol } from "./palette";
import type { EventOut, HitOut } from "./types";
import { segments } from "./offsets";
import { count, countryName } from "./words";

/** An event as a link that opens it. `address` gives the page's address with that event open. */
export function eventItem(event: EventOut, isOpen: boolean, address: (id: string) => string): HTMLElement {
  const within = event.place ? [event.place.admin1, countryName(event.place.country)].filter(Boolean).join(", ") : "no place";
  return h(
    "li",
    {},
    h(
      "a",
      {
        class: `item${event.review === "rejected" ? " rejected" : ""}`,
        href: address(event.id),
        "data-event": event.id,
        "aria-current": isOpen ? "true" : null,
      },
      symbol(event.event_type, event.status),
      h(
        "span",
        { class: "what" },
        h("strong", {}, told(event.headline)),
        h(
          "span",
          { class: "where" },
          `${event.sub_event_type} · `,
          told(within, { class: event.place ? "" : "missing" }),
          event.time ? null : h("span", { class: "missing" }, " · no date"),
        ),
        h(
          "span",
          { class: "how" },
          statusChip(event.status),
          event.grade ? h("span", { class: "grade", title: "Admiralty grade" }, event.grade) : null,
          event.modality === "actual" ? null : h("span", { class: "chip" }, event.modality),
          event.hedged ? h("span", { class: "chip" }, "hedged") : null,
          event.review === "unreviewed" ? null : h("span", { class: `chip ${event.review}` }, event.review),
          event.released ? h("span", { class: "chip" }, "released") : null,
          h("span", { class: "sources" }, `${count(event.origins, "origin")}, ${count(event.claims, "claim")}`),
        ),
      ),
    ),
  );
}

export function statusChip(status: string): HTMLElement {
  return h("span", { class: `chip s-${status.replaceAll(" ", "-")}` }, status);
}

/** A document that holds the words searched for. */
export function hitItem(hit: HitOut, address: (id: string) => string): HTMLElement {
  const marks = hit.marks.map(([start, end]) => ({ start, end, value: true }));
  const snippet = h("span", { class: "snippet", dir: "auto" });
  for (const segment of segments(hit.snippet, marks)) {
    snippet.append(segment.values.length ? h("mark", {}, segment.text) : segment.text);
  }
  return h(
    "li",
    {},
    h(
      "a",
      { class: "item", href: address(hit.document.id), "data-document": hit.document.id },
      h(
        "span",
        { class: "what" },
        h("strong", {}, told(hit.document.title ?? hit.document.publisher ?? hit.document.id)),
        h(
          "span",
          { class: "where" },
          told(hit.document.publisher ?? "unknown outlet"),
          hit.document.published ? ` · ${hit.document.published}` : "",
          ` · ${count(hit.events.length, "event")}`,
        ),
        snippet,
      ),
    ),
  );
}

export function putItems(list: HTMLElement, items: HTMLElement[], empty: HTMLElement): void {
  if (items.length === 0) put(list, h("li", { class: "none" }, empty));
  else put(list, ...items);
}
