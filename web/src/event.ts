// An event: what is held, who says so and who differs, how sure, from whom, and in which words.

import { claimCard, legend } from "./claims";
import { append, h, put, told, type Child } from "./dom";
import { statusChip } from "./list";
import { symbol } from "./palette";
import type { ChoiceRecord, ClaimOut, DecisionOut, EventDetail, EventRecord, OriginRecord, TollRecord } from "./types";
import { count, countryName, rangeWords, timeWords } from "./words";

export interface EventCalls {
  address: (document: string, claim: string | null) => string;
  decide: (kind: string, targetKind: string, target: string, reason: string) => Promise<void>;
}

const VALUES: readonly [name: string, words: string][] = [
  ["sub_event_type", "Type"],
  ["modality", "Modality"],
  ["place", "Place"],
  ["time", "When"],
  ["actor", "Actor"],
  ["target", "Target"],
  ["victim", "Victim"],
  ["weapon", "Weapon"],
];

export function drawEvent(detail: EventDetail, calls: EventCalls): HTMLElement {
  const { event, claims } = detail;
  const numbers = new Map(claims.map((c, index) => [c.claim.id ?? "", index + 1]));
  const kinds = new Set(claims.flatMap((c) => c.quote.marks.map((m) => m.kind)));
  return h(
    "article",
    { class: "event", "data-event": event.id, "aria-labelledby": "event-title" },
    h(
      "header",
      {},
      h("h2", { id: "event-title", tabindex: -1 }, symbol(event.event_type, event.status), told(detail.headline)),
      h(
        "p",
        { class: "how" },
        statusChip(event.status),
        event.grade ? h("span", { class: "grade" }, event.grade.code) : null,
        h("span", { class: `chip ${event.review}` }, event.review),
        event.released ? h("span", { class: "chip" }, "released") : null,
        event.aggregate ? h("span", { class: "chip" }, "sum of many") : null,
        event.hedged ? h("span", { class: "chip" }, "hedged") : null,
        h("span", { class: "sources" }, `${count(event.origins.length, "origin")}, ${count(claims.length, "claim")}`),
      ),
    ),
    deciding(detail, calls),
    section("Values", values(event, numbers)),
    event.tolls.length ? section("Toll", tolls(event.tolls, numbers)) : null,
    event.grade ? section("Grade", grade(event)) : null,
    section("Origins", origins(event.origins, numbers)),
    section("Claims", legend(kinds), claimList(claims, calls)),
    event.links.length ? links(event, numbers) : null,
    detail.decisions.length ? section("Decisions", decisionLog(detail.decisions, calls)) : null,
  );
}

function section(title: string, ...children: Child[]): HTMLElement {
  return h("section", {}, h("h3", {}, title), ...children);
}

function value(event: EventRecord, name: string): Child {
  if (name === "sub_event_type") return `${event.event_type}: ${event.sub_event_type}`;
  if (name === "time") return event.time ? timeWords(event.time) : null;
  if (name === "place") {
    const place = event.place;
    if (!place) return null;
    const within = [place.admin2, place.admin1, countryName(place.country)].filter((w) => w && w !== place.name);
    const fine = place.level === "town" || place.level === "site" ? "" : `, known to the ${levelWords(place.level)} only`;
    return h("span", {}, told(place.name), `, ${within.join(", ")}${fine}`);
  }
  const words = event[name as "actor"];
  return words ? told(words) : null;
}

function levelWords(level: string): string {
  return { admin2: "district", admin1: "region", country: "country" }[level] ?? level;
}

function values(event: EventRecord, numbers: Map<string, number>): HTMLElement {
  const rows = VALUES.map(([name, words]) => {
    const shown = value(event, name);
    if (shown === null && !["place", "time"].includes(name)) return null;
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, words),
      h("td", {}, shown ?? h("span", { class: "missing" }, "nobody says")),
      h("td", { class: "sides" }, shown === null ? null : sides(event.choices[name], numbers)),
    );
  });
  return h("table", { class: "values" }, h("caption", { class: "unseen" }, "Values, and the claims for and against each"), h("tbody", {}, ...rows));
}

/** Who says so, and who says something else, by the numbers of the claims below. */
function sides(choice: ChoiceRecord | undefined, numbers: Map<string, number>): Child {
  if (!choice) return null;
  return h(
    "span",
    {},
    h("span", { class: "for", title: "claims that say so" }, "✓ ", ...refs(choice.supporting, numbers)),
    choice.differing.length
      ? h("span", { class: "against", title: "claims that say something else" }, " ≠ ", ...refs(choice.differing, numbers))
      : null,
  );
}

function refs(ids: readonly string[], numbers: Map<string, number>): HTMLElement[] {
  return ids.map((id) => {
    const jump = (): void => {
      const card = document.getElementById(`claim-${id}`);
      card?.scrollIntoView({ block: "center" });
      card?.querySelector("a")?.focus();
    };
    const number = numbers.get(id);
    return h("button", { type: "button", class: "ref", "aria-label": `claim ${number ?? "?"}`, onclick: jump }, number ?? "?");
  });
}

function tolls(all: readonly TollRecord[], numbers: Map<string, number>): HTMLElement {
  const most = Math.max(1, ...all.map((toll) => toll.high ?? toll.best ?? toll.low ?? 0));
  const rows = all.map((toll) => {
    const bar = h("span", { class: "range", "aria-hidden": "true" });
    const span = h("span", { class: "span" });
    const best = h("span", { class: "best" });
    const low = toll.low ?? toll.best ?? 0;
    const high = toll.high ?? Math.max(most, low);
    span.style.left = `${(low / most) * 100}%`;
    span.style.width = `${Math.max(1, ((high - low) / most) * 100)}%`;
    best.style.left = `${((toll.best ?? low) / most) * 100}%`;
    append(bar, span, toll.best === null ? null : best);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, toll.kind),
      h("td", {}, h("strong", {}, toll.best ?? "?"), ` · ${rangeWords(toll.low, toll.high)}`, bar),
      h("td", { class: "sides" }, sides(toll, numbers)),
    );
  });
  return h("table", { class: "values tolls" }, h("caption", { class: "unseen" }, "Best figure and range"), h("tbody", {}, ...rows));
}

function grade(event: EventRecord): HTMLElement {
  const g = event.grade;
  return h(
    "dl",
    { class: "reasons" },
    h("dt", {}, `Reliability ${g?.reliability ?? "F"}`),
    h("dd", {}, told(g?.reliability_reason ?? "")),
    h("dt", {}, `Credibility ${g?.credibility ?? 6}`),
    h("dd", {}, told(g?.credibility_reason ?? "")),
  );
}

function origins(all: readonly OriginRecord[], numbers: Map<string, number>): HTMLElement {
  return h(
    "ul",
    { class: "origins" },
    ...all.map((origin) =>
      h(
        "li",
        { class: origin.asserts ? "" : "silent" },
        h(
          "p",
          {},
          h("strong", {}, told(origin.name)),
          h("span", { class: "chip" }, origin.asserts ? "asserts" : "does not assert"),
          origin.partisan ? h("span", { class: "chip strong" }, "party to the conflict") : null,
          h("span", { class: "refs" }, ...refs(origin.claims, numbers)),
        ),
        origin.evidence.length ? h("ul", { class: "evidence" }, ...origin.evidence.map((words) => h("li", {}, told(words)))) : null,
      ),
    ),
  );
}

function claimList(claims: readonly ClaimOut[], calls: EventCalls): HTMLElement {
  return h(
    "ol",
    { class: "claims" },
    ...claims.map((out, index) => claimCard(out, index + 1, calls.address(out.document.id, out.claim.id))),
  );
}

function links(event: EventRecord, numbers: Map<string, number>): HTMLElement {
  return h(
    "details",
    { class: "links" },
    h("summary", {}, "Why these claims are held to be one event"),
    h(
      "ul",
      {},
      ...event.links.map((link) =>
        h("li", {}, ...refs([link.claim, link.to], numbers), ` ${link.score.toFixed(2)}: `, told(link.reasons.join("; "))),
      ),
    ),
  );
}

function deciding(detail: EventDetail, calls: EventCalls): HTMLElement {
  const { event } = detail;
  const reason = h("input", { type: "text", id: "reason", placeholder: "Reason (kept with the decision)", "aria-label": "Reason", maxlength: 2000, autocomplete: "off" });
  const note = h("p", { class: "note", role: "status" });
  const last = detail.decisions.filter((d) => d.kind !== "undo" && !d.undone).at(-1);
  const button = (words: string, act: () => Promise<void>, isOff: boolean, key: string): HTMLButtonElement =>
    h("button", { type: "button", "data-decide": key, disabled: isOff, onclick: () => void tried(act, note) }, words);
  const take = (kind: string): Promise<void> => calls.decide(kind, "event", event.id, reason.value.trim());
  return h(
    "section",
    { class: "decide", "aria-label": "Decide" },
    button("Confirm", () => take("confirm"), event.review === "confirmed", "confirm"),
    button("Reject", () => take("reject"), event.review === "rejected", "reject"),
    button("Release", () => take("release"), event.released, "release"),
    button(
      last ? `Undo ${last.kind}` : "Undo",
      () => (last ? calls.decide("undo", "decision", last.id, reason.value.trim()) : Promise.resolve()),
      !last,
      "undo",
    ),
    reason,
    note,
  );
}

async function tried(act: () => Promise<void>, note: HTMLElement): Promise<void> {
  note.classList.remove("wrong");
  put(note, "…");
  try {
    await act();
    put(note);
  } catch (error) {
    note.classList.add("wrong");
    put(note, error instanceof Error ? error.message : String(error));
  }
}

function decisionLog(decisions: readonly DecisionOut[], calls: EventCalls): HTMLElement {
  const note = h("p", { class: "note", role: "status" });
  const rows = decisions.map((d) =>
    h(
      "li",
      { class: d.undone ? "undone" : "" },
      h("time", { datetime: d.at }, d.at.slice(0, 16).replace("T", " ")),
      " ",
      h("strong", {}, d.kind),
      d.target_kind === "event" ? "" : ` ${d.target_kind}`,
      " by ",
      told(d.user),
      d.reason ? ": " : "",
      d.reason ? told(d.reason) : null,
      d.undone ? " (undone)" : null,
      d.undone || d.kind === "undo"
        ? null
        : h("button", { type: "button", class: "small", onclick: () => void tried(() => calls.decide("undo", "decision", d.id, ""), note) }, "Undo"),
    ),
  );
  return h("div", {}, h("ol", { class: "decisions" }, ...rows), note);
}
