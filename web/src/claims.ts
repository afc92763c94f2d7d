// A claim on the page: its chain of sources, its words, what it says.

import { append, h, told } from "./dom";
import { segments } from "./offsets";
import type { ClaimOut, ClaimRecord, MarkOut } from "./types";
import { rangeWords, timeWords } from "./words";

/** What marks stand for, in the order of the legend. */
export const MARKS: readonly [kind: string, words: string][] = [
  ["trigger", "what happened"],
  ["source", "who says so"],
  ["time", "when"],
  ["place", "where"],
  ["actor", "who did it"],
  ["target", "target"],
  ["victim", "victim"],
  ["weapon", "weapon"],
  ["toll", "toll"],
];

/** Every span of a claim with what it is evidence of. */
export function marksOf(claim: ClaimRecord): MarkOut[] {
  const kinds: [string, ({ start: number; end: number } | null)[]][] = [
    ["trigger", [claim.trigger]],
    ["source", claim.attribution],
    ["time", [claim.time_words]],
    ["place", [claim.toponym]],
    ["actor", claim.actor],
    ["target", claim.target],
    ["victim", claim.victim],
    ["weapon", claim.weapon],
    ["toll", claim.casualties.map((c) => c.span)],
  ];
  return kinds.flatMap(([kind, spans]) => spans.flatMap((s) => (s ? [{ start: s.start, end: s.end, kind }] : [])));
}

/** A quotation with its words marked. */
export function quoted(text: string, marks: readonly MarkOut[]): HTMLElement {
  const quote = h("blockquote", { dir: "auto" });
  for (const segment of segments(text, marks.map(({ start, end, kind }) => ({ start, end, value: kind })))) {
    if (segment.values.length === 0) quote.append(segment.text);
    else quote.append(h("mark", { class: classes(segment.values) }, segment.text));
  }
  return quote;
}

export function classes(kinds: readonly string[]): string {
  return [...new Set(kinds)].map((kind) => `m-${kind}`).join(" ");
}

/** Who tells whom, as a line of names from the outlet to the innermost source. */
export function chainLine(names: readonly string[]): HTMLElement {
  const list = h("ol", { class: "chain", "aria-label": "Chain of sources, from the outlet to the innermost" });
  names.forEach((name, index) =>
    list.append(h("li", { class: index === names.length - 1 ? "last" : "" }, told(name))),
  );
  return list;
}

export function legend(kinds: ReadonlySet<string>): HTMLElement {
  const list = h("ul", { class: "legend", "aria-label": "What the marks mean" });
  for (const [kind, words] of MARKS) {
    if (kinds.has(kind)) list.append(h("li", {}, h("mark", { class: `m-${kind}` }, words)));
  }
  return list;
}

/** What a claim says, in short chips. */
export function saysChips(claim: ClaimRecord): HTMLElement {
  const chips = h("p", { class: "says" });
  const chip = (words: string, name = ""): void => append(chips, h("span", { class: `chip ${name}` }, words));
  chip(claim.sub_event_type);
  if (claim.modality !== "actual") chip(claim.modality, "strong");
  if (claim.hedged) chip("hedged");
  if (claim.aggregate) chip("sum of many");
  if (claim.time) chip(timeWords(claim.time));
  if (claim.place) append(chips, h("span", { class: "chip" }, told(claim.place.name)));
  for (const c of claim.casualties) chip(`${rangeWords(c.low, c.high)} ${c.kind}${c.victims === "unknown" ? "" : `, ${c.victims}`}`, "toll");
  if (claim.confidence !== null) chip(`confidence ${claim.confidence.toFixed(2)}`);
  return chips;
}

/** A claim with its number in the event; its heading opens the document at it. */
export function claimCard(out: ClaimOut, number: number, address: string): HTMLElement {
  const id = out.claim.id ?? "";
  return h(
    "li",
    { class: `claim${out.rejected ? " rejected" : ""}`, id: `claim-${id}`, "data-claim": id },
    h(
      "div",
      { class: "claim-head" },
      h("span", { class: "ref" }, number),
      chainLine(out.chain),
      out.rejected ? h("span", { class: "chip rejected" }, "rejected") : null,
    ),
    quoted(out.quote.text, out.quote.marks),
    saysChips(out.claim),
    h(
      "p",
      { class: "from" },
      h(
        "a",
        { href: address, "data-document": out.document.id, "data-claim": id },
        told(out.document.title ?? out.document.publisher ?? out.document.id),
      ),
      out.document.published ? h("span", {}, ` · published ${out.document.published}`) : null,
    ),
  );
}
