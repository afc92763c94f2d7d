import { describe, expect, it } from "vitest";

import { brushed, dayAt, dayNumber, isoDay, moved, scaleOf, stacked, ticks, x } from "./scale";

const BINS = [
  { start: "2022-02-27", end: "2022-02-27", counts: { Battles: 1, Riots: 3 } },
  { start: "2022-03-08", end: "2022-03-08", counts: { Battles: 2 } },
];
const SCALE = scaleOf(BINS, 100);

describe("days", () => {
  it.each(["0001-01-01", "0099-12-31", "1970-01-01", "2024-02-29", "9999-12-31"])("%s goes there and back", (day) => {
    expect(isoDay(dayNumber(day))).toBe(day);
  });
});

describe("scale", () => {
  it("holds the last day whole", () => {
    if (!SCALE) throw new Error("no scale");
    expect(x(SCALE, SCALE.first)).toBe(0);
    expect(x(SCALE, SCALE.last + 1)).toBe(100);
    expect(isoDay(dayAt(SCALE, 99.9))).toBe("2022-03-08");
    expect(isoDay(dayAt(SCALE, -50))).toBe("2022-02-27");
  });

  it("is none without bins", () => {
    expect(scaleOf([], 100)).toBeNull();
  });
});

describe("brush", () => {
  it("keeps what is asked for within the scale, and its edges apart", () => {
    if (!SCALE) throw new Error("no scale");
    const range = brushed(SCALE, "2020-01-01", "2022-03-01");
    expect(range && [isoDay(range.since), isoDay(range.until)]).toEqual(["2022-02-27", "2022-03-01"]);
    expect(brushed(SCALE, null, null)).toBeNull();
    if (!range) throw new Error("no range");
    expect(moved(range, "since", Infinity, SCALE).since).toBe(range.until);
    expect(moved(range, "until", -Infinity, SCALE).until).toBe(range.since);
  });
});

describe("stacked", () => {
  it("stacks types on each other, the tallest bin to the top", () => {
    const bars = stacked(BINS, ["Battles", "Riots"], 40);
    expect(bars).toEqual([
      { type: "Battles", bin: 0, y: 30, height: 10 },
      { type: "Riots", bin: 0, y: 0, height: 30 },
      { type: "Battles", bin: 1, y: 20, height: 20 },
    ]);
  });
});

describe("ticks", () => {
  it.each([
    ["2022-03-01", "2022-03-20"],
    ["2022-01-15", "2023-06-01"],
    ["1990-01-01", "2024-12-31"],
    ["0001-01-01", "9999-12-31"],
  ])("from %s to %s are few and within", (start, end) => {
    const scale = scaleOf([{ start, end }], 800);
    if (!scale) throw new Error("no scale");
    const found = ticks(scale, 8);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(9);
    expect(found.every(({ day }) => day >= scale.first && day <= scale.last)).toBe(true);
  });
});
