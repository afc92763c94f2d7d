// Values in words.

import type { TimeRecord, TollRecord } from "./types";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Day {
  year: number;
  month: number;
  day: number;
}

function parts(iso: string): Day {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  return { year, month, day };
}

function monthName(month: number): string {
  return MONTHS[month - 1] ?? "?";
}

export function dayWords(iso: string): string {
  const { year, month, day } = parts(iso);
  return `${day} ${monthName(month)} ${year}`;
}

/** Days as a person writes them: one day, a month, a year, or a range. */
export function timeWords(time: Pick<TimeRecord, "earliest" | "latest"> | null): string {
  if (!time) return "no date";
  if (time.earliest === time.latest) return dayWords(time.earliest);
  const a = parts(time.earliest);
  const b = parts(time.latest);
  const whole = a.day === 1 && b.day === lastDay(b.year, b.month);
  if (whole && a.year === b.year && a.month === b.month) return `${monthName(a.month)} ${a.year}`;
  if (whole && a.year === b.year && a.month === 1 && b.month === 12) return String(a.year);
  if (a.year === b.year && a.month === b.month) return `${a.day}–${b.day} ${monthName(a.month)} ${a.year}`;
  if (a.year === b.year) return `${a.day} ${monthName(a.month)} – ${dayWords(time.latest)}`;
  return `${dayWords(time.earliest)} – ${dayWords(time.latest)}`;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** A toll: the best figure, and the range where figures differ. */
export function tollWords(toll: Pick<TollRecord, "kind" | "low" | "best" | "high">): string {
  const { low, best, high } = toll;
  if (best !== null && low === best && high === best) return `${best} ${toll.kind}`;
  const range = rangeWords(low, high);
  if (best === null) return `${range} ${toll.kind}`;
  return range === "?" ? `${best} ${toll.kind}` : `${best} ${toll.kind} (${range})`;
}

export function rangeWords(low: number | null, high: number | null): string {
  if (low === null && high === null) return "?";
  if (low === high) return String(low);
  if (high === null) return `${low} or more`;
  if (low === null) return `up to ${high}`;
  return `${low}–${high}`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code; // not two letters
  }
}
