import type {
  ClaimOut,
  DecisionOut,
  DocumentDetail,
  EventDetail,
  EventsOut,
  FacetsOut,
  MapOut,
  MetaOut,
  SearchOut,
  TimelineOut,
} from "./types";

/** An answer that is no success, in the server's words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  const answer = await fetch(`/api/${path}`, { headers: { Accept: "application/json" }, ...options });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, detailOf(body) ?? `The server answered ${answer.status}.`);
  return body as T;
}

function detailOf(body: unknown): string | null {
  const detail = (body as { detail?: unknown } | null)?.detail;
  return typeof detail === "string" ? detail : null;
}

const within = (signal?: AbortSignal): RequestInit => (signal ? { signal } : {});

export const api = {
  meta: () => ask<MetaOut>("meta"),
  events: (wanted: URLSearchParams, signal?: AbortSignal) => ask<EventsOut>(`events?${wanted}`, within(signal)),
  event: (id: string) => ask<EventDetail>(`events/${encodeURIComponent(id)}`),
  claim: (id: string) => ask<ClaimOut>(`claims/${encodeURIComponent(id)}`),
  document: (id: string) => ask<DocumentDetail>(`documents/${encodeURIComponent(id)}`),
  map: (wanted: URLSearchParams, signal?: AbortSignal) => ask<MapOut>(`map?${wanted}`, within(signal)),
  timeline: (wanted: URLSearchParams, signal?: AbortSignal) => ask<TimelineOut>(`timeline?${wanted}`, within(signal)),
  facets: (wanted: URLSearchParams, signal?: AbortSignal) => ask<FacetsOut>(`facets?${wanted}`, within(signal)),
  search: (words: string, signal?: AbortSignal) =>
    ask<SearchOut>(`search?${new URLSearchParams({ q: words })}`, within(signal)),
  decide: (kind: string, target_kind: string, target: string, reason: string) =>
    ask<DecisionOut>("decisions", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ kind, target_kind, target, reason }),
    }),
};
