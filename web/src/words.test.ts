import { describe, expect, it } from "vitest";

import { safeAddress } from "./dom";
import { countryName, rangeWords, timeWords, tollWords } from "./words";

describe("timeWords", () => {
  it.each([
    ["2022-05-18", "2022-05-18", "18 May 2022"],
    ["2022-05-01", "2022-05-31", "May 2022"],
    ["2024-02-01", "2024-02-29", "Feb 2024"],
    ["2022-01-01", "2022-12-31", "2022"],
    ["2022-05-21", "2022-05-31", "21–31 May 2022"],
    ["2022-05-21", "2022-06-02", "21 May – 2 Jun 2022"],
    ["2021-12-30", "2022-01-02", "30 Dec 2021 – 2 Jan 2022"],
  ])("%s to %s", (earliest, latest, words) => {
    expect(timeWords({ earliest, latest })).toBe(words);
  });

  it("says that there is no date", () => {
    expect(timeWords(null)).toBe("no date");
  });
});

describe("tolls", () => {
  it("say the range only where figures differ", () => {
    expect(tollWords({ kind: "killed", low: 5, best: 5, high: 5 })).toBe("5 killed");
    expect(tollWords({ kind: "killed", low: 3, best: 3, high: 5 })).toBe("3 killed (3–5)");
    expect(tollWords({ kind: "injured", low: 9, best: null, high: null })).toBe("9 or more injured");
    expect(rangeWords(null, 30)).toBe("up to 30");
  });
});

describe("safeAddress", () => {
  it.each(["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", " javascript:x", "vbscript:x", "//x.example", "file:///etc", ""])(
    "makes no link of %s",
    (address) => {
      expect(safeAddress(address)).toBeNull();
    },
  );

  it("keeps http and https", () => {
    expect(safeAddress("https://a.example/b?c=d")).toBe("https://a.example/b?c=d");
  });
});

describe("countryName", () => {
  it("names countries and gives back what is none", () => {
    expect(countryName("UA")).toBe("Ukraine");
    expect(countryName("<b>")).toBe("<b>");
  });
});
