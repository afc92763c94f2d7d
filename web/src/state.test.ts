import { describe, expect, it } from "vitest";

import { filterCount, formatView, NO_FILTERS, parseCamera, parseView, toggled } from "./state";

const ADDRESS =
  "?near=46.85,35.37&within_km=10&since=2022-05-01&until=2022-06-01&q=car+bomb&type=Battles" +
  "&type=Explosions/Remote+violence&status=disputed&country=UA&released=false&event=e1&document=d%261&claim=c1&map=5.20/48.1000/37.5000&pane=list";

describe("parseView and formatView", () => {
  it("give an address back unchanged", () => {
    expect(formatView(parseView(ADDRESS))).toBe(ADDRESS);
  });

  it("give an empty address for an empty view", () => {
    expect(formatView(parseView(""))).toBe("");
    expect(filterCount(parseView("").filters)).toBe(0);
  });

  it("leave out what they do not know", () => {
    const view = parseView("?pane=owned&map=x/y/z&released=maybe&type=&type=Riots&type=Riots");
    expect(view.pane).toBe("map");
    expect(view.map).toBeNull();
    expect(view.filters.released).toBeNull();
    expect(view.filters.type).toEqual(["Riots"]);
  });
});

describe("parseCamera", () => {
  it.each(["", "1/2", "99/0/0", "3/91/0", "//", "1/2/3/4", "NaN/0/0"])("refuses %s", (words) => {
    expect(parseCamera(words)).toBeNull();
  });
});

describe("toggled", () => {
  it("puts a value in and takes it out again", () => {
    const once = toggled(NO_FILTERS, "status", "disputed");
    expect(once.status).toEqual(["disputed"]);
    expect(toggled(once, "status", "disputed")).toEqual(NO_FILTERS);
  });
});
