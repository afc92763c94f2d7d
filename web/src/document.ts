// A document: its whole text with all claims' words marked. j and k step through the claims.

import { chainLine, classes, legend, marksOf, saysChips } from "./claims";
import { h, put, safeAddress, told, type Child } from "./dom";
import { segments, type Mark } from "./offsets";
import type { ClaimRecord, DocumentDetail } from "./types";
import { count } from "./words";

export interface DocumentCalls {
  openClaim: (claim: string) => void;
  eventAddress: (event: string) => string;
}

export interface DocumentPage {
  element: HTMLElement;
  /** Show one claim's marks strongly, and bring it into sight. */
  choose: (claim: string | null) => void;
  /** The claim so many steps after the chosen one; null where there is none. */
  step: (by: number) => string | null;
}

interface Held {
  claim: number;
  kind: string;
}

export function drawDocument(detail: DocumentDetail, calls: DocumentCalls): DocumentPage {
  const { document: doc, claims } = detail;
  const kinds = new Set(claims.flatMap((c) => marksOf(c).map((m) => m.kind)));
  const body = text(detail, (index) => calls.openClaim(claims[index]?.id ?? ""));
  const about = h("div", { class: "claim-about", "aria-live": "polite" });
  const buttons = claims.map((claim, index) =>
    h(
      "button",
      { type: "button", class: "ref", "data-claim": claim.id, "aria-label": `claim ${index + 1}: ${claim.trigger.text}`, onclick: () => calls.openClaim(claim.id ?? "") },
      index + 1,
    ),
  );
  let current = -1;
  const element = h(
    "article",
    { class: "document", "data-document": doc.id, "aria-labelledby": "document-title" },
    h("header", {}, h("h2", { id: "document-title", tabindex: -1 }, told(doc.title ?? doc.publisher ?? doc.id ?? "Document")), facts(detail)),
    claims.length
      ? h(
          "nav",
          { class: "stepper", "aria-label": "Claims in this document" },
          h("span", {}, `${count(claims.length, "claim")}: `),
          ...buttons,
          h("span", { class: "keys" }, h("kbd", {}, "j"), " next ", h("kbd", {}, "k"), " previous"),
        )
      : h("p", { class: "empty" }, unread(detail)),
    about,
    claims.length ? legend(kinds) : null,
    body,
  );
  return {
    element,
    choose: (id) => {
      current = claims.findIndex((c) => c.id === id);
      buttons.forEach((b, index) => b.setAttribute("aria-current", String(index === current)));
      const claim = claims[current];
      put(about, ...(claim ? told_(claim, detail, calls) : []));
      for (const mark of body.querySelectorAll<HTMLElement>("mark")) {
        const own = (mark.dataset["held"] ?? "").split(" ").filter((h_) => h_.startsWith(`${current}:`));
        const shown = own.length ? own : (mark.dataset["held"] ?? "").split(" ");
        mark.className = `${classes(shown.map((s) => s.split(":")[1] ?? ""))} ${own.length ? "current" : "other"}`;
      }
      const first = body.querySelector<HTMLElement>("mark.current.m-trigger") ?? body.querySelector("mark.current");
      first?.scrollIntoView({ block: "center" });
    },
    step: (by) => {
      if (claims.length === 0) return null;
      const next = current < 0 ? (by > 0 ? 0 : claims.length - 1) : current + by;
      return claims[next]?.id ?? null;
    },
  };
}

function told_(claim: ClaimRecord, detail: DocumentDetail, calls: DocumentCalls): Child[] {
  const event = claim.id ? detail.events[claim.id] : undefined;
  const outlet = detail.document.publisher ?? detail.document.title ?? detail.document.id ?? "";
  return [
    chainLine([outlet, ...claim.attribution.map((s) => s.text)]),
    saysChips(claim),
    event ? h("p", {}, h("a", { href: calls.eventAddress(event), "data-event": event }, "The event that this claim belongs to")) : null,
  ];
}

function text(detail: DocumentDetail, open: (claim: number) => void): HTMLElement {
  const marks: Mark<Held>[] = detail.claims.flatMap((claim, index) =>
    marksOf(claim).map(({ start, end, kind }) => ({ start, end, value: { claim: index, kind } })),
  );
  const body = h("div", { class: "text", dir: "auto", lang: detail.document.language ?? null });
  for (const segment of segments(detail.document.text, marks)) {
    if (segment.values.length === 0) {
      body.append(segment.text);
      continue;
    }
    const held = segment.values.map((v) => `${v.claim}:${v.kind}`).join(" ");
    const triggers = segment.values.filter((v) => v.kind === "trigger");
    const first = (triggers[0] ?? segment.values[0])?.claim ?? 0;
    const name = `${classes(segment.values.map((v) => v.kind))} other`;
    body.append(h("mark", { class: name, "data-held": held, onclick: () => open(first) }, segment.text));
  }
  return body;
}

function facts(detail: DocumentDetail): HTMLElement {
  const { document: doc, reading } = detail;
  const address = safeAddress(doc.url);
  const rows: [string, Child][] = [
    ["Outlet", doc.publisher ? told(doc.publisher) : null],
    ["Author", doc.author ? told(doc.author) : null],
    ["Published", doc.published],
    ["Address", address ? h("a", { href: address, rel: "noreferrer noopener nofollow", target: "_blank" }, told(address)) : doc.url ? told(doc.url) : null],
    ["Language", doc.language],
    ["Read by", reading?.reader ?? null],
    ["Version", doc.version > 1 || detail.versions.length > 1 ? `${doc.version} of ${Math.max(doc.version, detail.versions.length)}` : null],
    ["Original", doc.raw_sha256 ? h("code", {}, `sha256 ${doc.raw_sha256}`) : null],
  ];
  return h("dl", { class: "facts" }, ...rows.flatMap(([name, shown]) => (shown ? [h("dt", {}, name), h("dd", {}, shown)] : [])));
}

function unread(detail: DocumentDetail): string {
  const { reading } = detail;
  if (!reading || reading.reader) return "This document reports no event.";
  return reading.note ? `Not read: ${reading.note}` : "No reader has read this document.";
}
