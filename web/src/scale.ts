// The arithmetic of the timeline: days to pixels and back.

import type { BinOut } from "./types";

const DAY = 86_400_000;

/** Days since 1970 of an ISO date. */
export function dayNumber(iso: string): number {
  const [year = 1970, month = 1, day = 1] = iso.split("-").map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  return Math.round(moment.getTime() / DAY);
}

export function isoDay(number: number): string {
  const moment = new Date(Math.round(number) * DAY);
  const year = Math.max(1, Math.min(9999, moment.getUTCFullYear()));
  return `${String(year).padStart(4, "0")}-${String(moment.getUTCMonth() + 1).padStart(2, "0")}-${String(moment.getUTCDate()).padStart(2, "0")}`;
}

/** A linear scale over the days `first` to `last`, both whole, on `width` pixels. */
export interface Scale {
  first: number;
  last: number;
  width: number;
}

export function scaleOf(bins: readonly Pick<BinOut, "start" | "end">[], width: number): Scale | null {
  if (bins.length === 0) return null;
  const first = Math.min(...bins.map((bin) => dayNumber(bin.start)));
  const last = Math.max(...bins.map((bin) => dayNumber(bin.end)));
  return { first, last, width };
}

/** Where a day begins. */
export function x(scale: Scale, day: number): number {
  return ((day - scale.first) / (scale.last + 1 - scale.first)) * scale.width;
}

/** The day that stands at a pixel, within the scale. */
export function dayAt(scale: Scale, at: number): number {
  const day = Math.floor(scale.first + (at / scale.width) * (scale.last + 1 - scale.first));
  return Math.max(scale.first, Math.min(scale.last, day));
}

export interface Range {
  since: number;
  until: number;
}

/** The brushed days: what the filters ask for, held within the scale. Null: all. */
export function brushed(scale: Scale, since: string | null, until: string | null): Range | null {
  if (!since && !until) return null;
  const from = since ? dayNumber(since) : scale.first;
  const to = until ? dayNumber(until) : scale.last;
  const held = (day: number): number => Math.max(scale.first, Math.min(scale.last, day));
  return { since: held(Math.min(from, to)), until: held(Math.max(from, to)) };
}

/** One edge of a range moved by some days; the edges never cross. */
export function moved(range: Range, edge: keyof Range, to: number, scale: Scale): Range {
  const held = Math.max(scale.first, Math.min(scale.last, to));
  return edge === "since"
    ? { ...range, since: Math.min(held, range.until) }
    : { ...range, until: Math.max(held, range.since) };
}

export interface Bar {
  type: string;
  bin: number;
  y: number; // from the top
  height: number;
}

/** Stacked bars of all bins in the order of `types`, the tallest `height` pixels high. */
export function stacked(bins: readonly BinOut[], types: readonly string[], height: number): Bar[] {
  const total = (bin: BinOut): number => Object.values(bin.counts).reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...bins.map(total));
  return bins.flatMap((bin, index) => {
    let y = height;
    return types.flatMap((type) => {
      const number = bin.counts[type] ?? 0;
      if (number === 0) return [];
      const tall = (number / most) * height;
      y -= tall;
      return [{ type, bin: index, y, height: tall }];
    });
  });
}

/** Days at which to write a label: beginnings of years, months or days, at most `most`. */
export function ticks(scale: Scale, most: number): { day: number; words: string }[] {
  const days = scale.last - scale.first + 1;
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const found: { day: number; words: string }[] = [];
  if (days <= 62) {
    const step = Math.max(1, Math.ceil(days / most));
    for (let day = scale.first; day <= scale.last; day += step) {
      const [, month = 1, date = 1] = isoDay(day).split("-").map(Number);
      found.push({ day, words: `${date} ${months[month - 1]}` });
    }
    return found;
  }
  const firstYear = Number(isoDay(scale.first).slice(0, 4));
  const lastYear = Number(isoDay(scale.last).slice(0, 4));
  const allMonths = (lastYear - firstYear + 1) * 12;
  const steps = [1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 12000];
  const step = steps.find((s) => days / 30.4 / s <= most) ?? 24000;
  for (let month = 0; month < allMonths; month += step) {
    const year = firstYear + Math.floor(month / 12);
    const iso = `${String(year).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    const day = dayNumber(iso);
    if (day < scale.first || day > scale.last) continue;
    found.push({ day, words: step >= 12 ? String(year) : `${months[month % 12]} ${year}` });
  }
  return found;
}
