// The filters: each value with how many events it would leave.

import { h, put } from "./dom";
import { symbol } from "./palette";
import { filterCount, LISTS, NO_FILTERS, toggled, type Filters, type FlagName, type ListName } from "./state";
import type { FacetsOut } from "./types";
import { countryName } from "./words";

const NAMES: Record<ListName, string> = {
  type: "Type",
  sub_type: "Sub-type",
  status: "Status",
  modality: "Modality",
  grade: "Grade",
  country: "Country",
  review: "Review",
};
const FLAG_NAMES: Record<FlagName, [string, string, string]> = {
  placed: ["Place", "on the map", "without a place"],
  dated: ["Date", "dated", "undated"],
  released: ["Release", "released", "not released"],
};
const SHORT = 8; // values shown before a list is folded

export interface FilterPanel {
  element: HTMLElement;
  show: (filters: Filters, facets: FacetsOut | null) => void;
}

export function makeFilters(change: (filters: Filters) => void, bounds: () => string | null): FilterPanel {
  const element = h("section", { class: "filters", id: "filters", "aria-label": "Filters" });
  const unfolded = new Set<string>(["type", "status"]);
  return {
    element,
    show: (filters, facets) => {
      const focus = document.activeElement?.id ?? "";
      const within = element.contains(document.activeElement);
      put(
        element,
        chips(filters, change),
        days(filters, change),
        where(filters, change, bounds),
        ...LISTS.map((name) => facet(name, filters, facets?.[name] ?? {}, unfolded, change)),
        flags(filters, change),
      );
      if (within && focus) document.getElementById(focus)?.focus();
    },
  };
}

/** What is asked for now, each with a button that takes it back. */
function chips(filters: Filters, change: (filters: Filters) => void): HTMLElement | null {
  if (filterCount(filters) === 0) return null;
  const chip = (words: string, next: Filters): HTMLElement =>
    h("button", { type: "button", class: "chip take", "aria-label": `Remove filter ${words}`, onclick: () => change(next) }, `${words} ×`);
  const near = filters.near ? `within ${filters.within_km ?? 25} km of ${filters.near}` : null;
  return h(
    "div",
    { class: "chips" },
    filters.q ? chip(`“${filters.q}”`, { ...filters, q: null }) : null,
    near ? chip(near, { ...filters, near: null, within_km: null }) : null,
    filters.bbox ? chip("in the map's frame", { ...filters, bbox: null }) : null,
    filters.since ? chip(`since ${filters.since}`, { ...filters, since: null }) : null,
    filters.until ? chip(`until ${filters.until}`, { ...filters, until: null }) : null,
    ...LISTS.flatMap((name) => filters[name].map((value) => chip(label(name, value), toggled(filters, name, value)))),
    ...(["placed", "dated", "released"] as const).map((name) =>
      filters[name] === null ? null : chip(FLAG_NAMES[name][filters[name] ? 1 : 2], { ...filters, [name]: null }),
    ),
    h("button", { type: "button", class: "small", onclick: () => change(NO_FILTERS) }, "Clear all"),
  );
}

function label(name: ListName, value: string): string {
  return name === "country" ? countryName(value) : value;
}

function days(filters: Filters, change: (filters: Filters) => void): HTMLElement {
  const field = (name: "since" | "until", words: string): HTMLElement =>
    h(
      "label",
      {},
      words,
      h("input", {
        id: `f-${name}`,
        type: "date",
        value: filters[name] ?? "",
        onchange: (event: Event) => change({ ...filters, [name]: (event.target as HTMLInputElement).value || null }),
      }),
    );
  return h("fieldset", { class: "days" }, h("legend", {}, "Days"), field("since", "Since"), field("until", "Until"));
}

function where(filters: Filters, change: (filters: Filters) => void, bounds: () => string | null): HTMLElement {
  return h(
    "label",
    { class: "check" },
    h("input", {
      id: "f-bbox",
      type: "checkbox",
      checked: filters.bbox !== null,
      onchange: (event: Event) =>
        change({ ...filters, bbox: (event.target as HTMLInputElement).checked ? bounds() : null }),
    }),
    "Only what the map's frame shows now",
  );
}

function facet(
  name: ListName,
  filters: Filters,
  counts: Record<string, number>,
  unfolded: Set<string>,
  change: (filters: Filters) => void,
): HTMLElement | null {
  const values = [...new Set([...Object.keys(counts), ...filters[name]])];
  if (values.length === 0) return null;
  const byGrade = name === "grade";
  values.sort((a, b) => (byGrade ? 0 : (counts[b] ?? 0) - (counts[a] ?? 0)) || a.localeCompare(b));
  const isOpen = unfolded.has(name) || filters[name].length > 0;
  const details = h(
    "details",
    { open: isOpen },
    h("summary", { id: `f-${name}` }, NAMES[name], filters[name].length ? h("span", { class: "badge" }, filters[name].length) : null),
    h(
      "div",
      { role: "group", "aria-label": NAMES[name], class: values.length > SHORT ? "values long" : "values" },
      ...values.map((value) =>
        h(
          "label",
          { class: "check" },
          h("input", {
            id: `f-${name}-${value.replaceAll(/[^A-Za-z0-9]/g, "-")}`,
            type: "checkbox",
            name,
            value,
            checked: filters[name].includes(value),
            onchange: () => change(toggled(filters, name, value)),
          }),
          name === "type" ? symbol(value) : null,
          h("span", { class: "value" }, label(name, value)),
          h("span", { class: "number" }, counts[value] ?? 0),
        ),
      ),
    ),
  );
  details.addEventListener("toggle", () => (details.open ? unfolded.add(name) : unfolded.delete(name)));
  return details;
}

function flags(filters: Filters, change: (filters: Filters) => void): HTMLElement {
  return h(
    "fieldset",
    { class: "flags" },
    h("legend", {}, "Also"),
    ...(Object.keys(FLAG_NAMES) as FlagName[]).map((name) => {
      const [title, yes, no] = FLAG_NAMES[name];
      const select = h(
        "select",
        {
          id: `f-${name}`,
          onchange: (event: Event) => {
            const value = (event.target as HTMLSelectElement).value;
            change({ ...filters, [name]: value === "" ? null : value === "true" });
          },
        },
        h("option", { value: "" }, "any"),
        h("option", { value: "true", selected: filters[name] === true }, yes),
        h("option", { value: "false", selected: filters[name] === false }, no),
      );
      return h("label", {}, title, select);
    }),
  );
}
