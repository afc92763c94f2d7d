// What the page shows, and its form in the address: the API's parameter names, and `event`, `document`, `claim`, `map`, `pane`.

export const LISTS = ["type", "sub_type", "status", "modality", "grade", "country", "review"] as const;
export const WORDS = ["near", "within_km", "bbox", "since", "until", "q"] as const;
export const FLAGS = ["released", "dated", "placed"] as const;

export type ListName = (typeof LISTS)[number];
export type WordName = (typeof WORDS)[number];
export type FlagName = (typeof FLAGS)[number];
export type Filters = Record<ListName, readonly string[]> &
  Record<WordName, string | null> &
  Record<FlagName, boolean | null>;

export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
}

export type Pane = "map" | "list" | "filters" | "documents";

export interface View {
  filters: Filters;
  event: string | null;
  document: string | null;
  claim: string | null;
  map: Camera | null;
  pane: Pane;
}

export const NO_FILTERS: Filters = {
  type: [],
  sub_type: [],
  status: [],
  modality: [],
  grade: [],
  country: [],
  review: [],
  near: null,
  within_km: null,
  bbox: null,
  since: null,
  until: null,
  q: null,
  released: null,
  dated: null,
  placed: null,
};

const PANES: readonly string[] = ["map", "list", "filters", "documents"];

/** The filters as the API wants them. */
export function filterParameters(filters: Filters): URLSearchParams {
  const found = new URLSearchParams();
  for (const name of WORDS) {
    const value = filters[name];
    if (value) found.set(name, value);
  }
  for (const name of LISTS) for (const value of filters[name]) found.append(name, value);
  for (const name of FLAGS) {
    const value = filters[name];
    if (value !== null) found.set(name, String(value));
  }
  return found;
}

/** The part of an address after the path. The same view always gives the same words. */
export function formatView(view: View): string {
  const found = filterParameters(view.filters);
  if (view.event) found.set("event", view.event);
  if (view.document) found.set("document", view.document);
  if (view.claim) found.set("claim", view.claim);
  if (view.map) found.set("map", formatCamera(view.map));
  if (view.pane !== "map") found.set("pane", view.pane);
  const words = found.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return words ? `?${words}` : "";
}

/** The view of an address. What it does not know it leaves out. */
export function parseView(search: string): View {
  const given = new URLSearchParams(search);
  const filters = { ...NO_FILTERS } as Record<string, unknown>;
  for (const name of WORDS) filters[name] = given.get(name) || null;
  for (const name of LISTS) filters[name] = [...new Set(given.getAll(name).filter(Boolean))];
  for (const name of FLAGS) {
    const value = given.get(name);
    filters[name] = value === "true" ? true : value === "false" ? false : null;
  }
  const pane = given.get("pane") ?? "map";
  return {
    filters: filters as Filters,
    event: given.get("event") || null,
    document: given.get("document") || null,
    claim: given.get("claim") || null,
    map: parseCamera(given.get("map")),
    pane: PANES.includes(pane) ? (pane as Pane) : "map",
  };
}

export function formatCamera(camera: Camera): string {
  return `${camera.zoom.toFixed(2)}/${camera.lat.toFixed(4)}/${camera.lon.toFixed(4)}`;
}

export function parseCamera(value: string | null): Camera | null {
  const parts = value?.split("/") ?? [];
  const [zoom, lat, lon] = parts.map((part) => (part.trim() ? Number(part) : NaN));
  if (parts.length !== 3 || zoom === undefined || lat === undefined || lon === undefined) return null;
  if (![zoom, lat, lon].every(Number.isFinite) || Math.abs(lat) > 90 || zoom < 0 || zoom > 24) return null;
  return { zoom, lat, lon };
}

/** The same filters with one value of a list put in or taken out. */
export function toggled(filters: Filters, name: ListName, value: string): Filters {
  const had = filters[name].includes(value);
  return { ...filters, [name]: had ? filters[name].filter((v) => v !== value) : [...filters[name], value] };
}

/** How many filters ask for something. */
export function filterCount(filters: Filters): number {
  const lists = LISTS.filter((name) => filters[name].length > 0).length;
  const words = WORDS.filter((name) => filters[name] && name !== "within_km").length;
  return lists + words + FLAGS.filter((name) => filters[name] !== null).length;
}

export function sameFilters(a: Filters, b: Filters): boolean {
  return filterParameters(a).toString() === filterParameters(b).toString();
}
