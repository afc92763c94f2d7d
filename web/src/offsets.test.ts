import { describe, expect, it } from "vitest";

import { segments, unitOffsets } from "./offsets";

describe("unitOffsets", () => {
  it("counts an emoji as one code point and two units", () => {
    const units = unitOffsets("a🚨b🚨c");
    expect([0, 1, 2, 3, 4, 5].map(units)).toEqual([0, 1, 3, 4, 6, 7]);
  });

  it("counts lone surrogates and joined emoji by code point", () => {
    const text = "\ud800x👨‍👩‍👧y";
    const points = [...text];
    const units = unitOffsets(text);
    expect(text.slice(units(points.length - 1))).toBe("y");
    expect(text.slice(units(1), units(2))).toBe("x");
  });

  it("holds offsets within the text", () => {
    const units = unitOffsets("ab");
    expect([units(-4), units(99)]).toEqual([0, 2]);
  });
});

describe("segments", () => {
  it("gives back the text, whatever overlaps", () => {
    const text = "🚨 Shells hit 🏥 Izyum";
    const marks = [
      { start: 2, end: 12, value: "a" },
      { start: 9, end: 14, value: "b" },
      { start: 9, end: 9, value: "empty" },
      { start: 13, end: 400, value: "beyond" },
    ];
    const found = segments(text, marks);
    expect(found.map((s) => s.text).join("")).toBe(text);
    const marked = (value: string): string => found.filter((s) => s.values.includes(value)).map((s) => s.text).join("");
    expect(marked("a")).toBe([...text].slice(2, 12).join(""));
    expect(marked("b")).toBe([...text].slice(9, 14).join(""));
    expect(marked("empty")).toBe("");
    expect(marked("beyond")).toBe([...text].slice(13).join(""));
  });

  it("cuts a text without marks into itself", () => {
    expect(segments("plain", [])).toEqual([{ text: "plain", values: [] }]);
    expect(segments("", [])).toEqual([]);
  });
});
