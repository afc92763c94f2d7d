// The timeline: bars by type, and a brush that is moved by pointer or keyboard.

import { h, put, svg } from "./dom";
import { look, TYPES } from "./palette";
import { brushed, dayAt, dayNumber, isoDay, moved, scaleOf, stacked, ticks, x, type Range, type Scale } from "./scale";
import type { TimelineOut } from "./types";
import { count, dayWords } from "./words";

const HEIGHT = 62;
const AXIS = 18;

export interface Timeline {
  element: HTMLElement;
  show: (data: TimelineOut, since: string | null, until: string | null) => void;
}

/** `choose` is told the days that were brushed; null, null for all. */
export function makeTimeline(choose: (since: string | null, until: string | null) => void): Timeline {
  const note = h("span", { class: "note", "aria-live": "polite" });
  const clear = h("button", { type: "button", class: "small", hidden: true, onclick: () => choose(null, null) }, "All days");
  const plot = h("div", { class: "plot" });
  const element = h(
    "section",
    { class: "timeline", "aria-label": "Timeline" },
    h("div", { class: "bar" }, h("h2", {}, "Timeline"), note, clear),
    plot,
  );
  let data: TimelineOut = { unit: "day", bins: [], undated: 0 };
  let scale: Scale | null = null;
  let range: Range | null = null;
  let width = 0;

  const draw = (): void => {
    scale = scaleOf(data.bins, Math.max(1, width));
    put(plot);
    if (!scale) {
      put(plot, h("p", { class: "empty" }, data.undated ? "None of these events has a date." : "Nothing to show."));
      return;
    }
    plot.append(drawn(data, scale), brush(scale));
    layBrush();
  };

  const brush = (on: Scale): HTMLElement => {
    const box = h("div", { class: "brush" });
    const shade = h("div", { class: "shade", "data-part": "shade" });
    const handle = (edge: keyof Range, name: string): HTMLElement =>
      h("div", {
        class: `handle ${edge}`,
        role: "slider",
        tabindex: 0,
        "aria-label": name,
        "aria-orientation": "horizontal",
        "aria-valuemin": on.first,
        "aria-valuemax": on.last,
        "data-edge": edge,
        onkeydown: (event: KeyboardEvent) => stepEdge(event, edge),
      });
    box.append(shade, handle("since", "First day shown"), handle("until", "Last day shown"));
    box.addEventListener("pointerdown", (event) => drag(event, box));
    box.addEventListener("dblclick", () => choose(null, null));
    return box;
  };

  const layBrush = (): void => {
    if (!scale) return;
    const shown = range ?? { since: scale.first, until: scale.last };
    const left = x(scale, shown.since);
    const right = x(scale, shown.until + 1);
    plot.classList.toggle("brushed", range !== null);
    for (const [part, at] of [
      ["shade", left],
      ["since", left],
      ["until", right],
    ] as const) {
      const element_ = plot.querySelector<HTMLElement>(`.${part}`);
      if (!element_) continue;
      element_.style.left = `${at}px`;
      if (part === "shade") element_.style.width = `${Math.max(2, right - left)}px`;
      else {
        element_.setAttribute("aria-valuenow", String(shown[part]));
        element_.setAttribute("aria-valuetext", dayWords(isoDay(shown[part])));
      }
    }
  };

  const settle = (): void => {
    if (!scale || !range) return choose(null, null);
    const all = range.since <= scale.first && range.until >= scale.last;
    choose(all ? null : isoDay(range.since), all ? null : isoDay(range.until));
  };

  const stepEdge = (event: KeyboardEvent, edge: keyof Range): void => {
    if (!scale) return;
    const current = range ?? { since: scale.first, until: scale.last };
    const unit = data.unit === "day" ? 1 : data.unit === "month" ? 30 : 365;
    const steps: Record<string, number> = {
      ArrowLeft: -unit,
      ArrowDown: -unit,
      ArrowRight: unit,
      ArrowUp: unit,
      PageDown: -unit * 7,
      PageUp: unit * 7,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    range = moved(current, edge, current[edge] + step, scale);
    layBrush();
    settle();
  };

  const drag = (event: PointerEvent, box: HTMLElement): void => {
    if (!scale || event.button !== 0) return;
    const on = scale;
    const left = box.getBoundingClientRect().left;
    const at = (e: PointerEvent): number => dayAt(on, e.clientX - left);
    const edge = (event.target as HTMLElement).dataset["edge"] as keyof Range | undefined;
    const anchor = at(event);
    const held = range;
    const isMove = !edge && held !== null && anchor >= held.since && anchor <= held.until;
    let stirred = false;
    box.setPointerCapture(event.pointerId);
    const onMove = (e: PointerEvent): void => {
      if (!stirred && Math.abs(e.clientX - event.clientX) < 3) return;
      stirred = true;
      const day = at(e);
      if (edge) range = moved(range ?? { since: on.first, until: on.last }, edge, day, on);
      else if (isMove) range = shifted(held, day - anchor, on);
      else range = { since: Math.min(anchor, day), until: Math.max(anchor, day) };
      layBrush();
    };
    const onUp = (): void => {
      box.removeEventListener("pointermove", onMove);
      box.removeEventListener("pointerup", onUp);
      box.removeEventListener("pointercancel", onUp);
      if (stirred) settle();
    };
    box.addEventListener("pointermove", onMove);
    box.addEventListener("pointerup", onUp);
    box.addEventListener("pointercancel", onUp);
  };

  new ResizeObserver((entries) => {
    const now = Math.floor(entries[0]?.contentRect.width ?? 0);
    if (now === width) return;
    width = now;
    draw();
  }).observe(plot);

  return {
    element,
    show: (next, since, until) => {
      const focus = (document.activeElement as HTMLElement | null)?.dataset["edge"];
      data = next;
      const shown = scaleOf(data.bins, Math.max(1, width));
      range = shown ? brushed(shown, since, until) : null;
      clear.hidden = !since && !until;
      note.textContent = [
        since || until ? `${since ? dayWords(since) : "…"} – ${until ? dayWords(until) : "…"}` : "",
        data.undated && !since && !until ? `${count(data.undated, "event")} without a date` : "",
      ]
        .filter(Boolean)
        .join(" · ");
      draw();
      if (focus) plot.querySelector<HTMLElement>(`[data-edge="${focus}"]`)?.focus();
    },
  };
}

function shifted(range: Range, by: number, scale: Scale): Range {
  const step = Math.max(scale.first - range.since, Math.min(scale.last - range.until, by));
  return { since: range.since + step, until: range.until + step };
}

function drawn(data: TimelineOut, scale: Scale): SVGElement {
  const bars = stacked(data.bins, TYPES, HEIGHT).map((bar) => {
    const bin = data.bins[bar.bin];
    if (!bin) return null;
    const left = x(scale, dayNumber(bin.start));
    const right = x(scale, dayNumber(bin.end) + 1);
    const wide = Math.max(2, Math.min(right - left - (right - left > 4 ? 1 : 0), 26));
    return svg("rect", {
      class: `t-${look(bar.type).name}`,
      x: (left + (right - left - wide) / 2).toFixed(1),
      y: bar.y.toFixed(1),
      width: wide.toFixed(1),
      height: Math.max(0.5, bar.height).toFixed(1),
    });
  });
  const labels = ticks(scale, Math.max(2, Math.floor(scale.width / 78))).flatMap(({ day, words }) => {
    const at = x(scale, day);
    return at > scale.width - 30
      ? []
      : [
          svg("line", { x1: at, x2: at, y1: HEIGHT, y2: HEIGHT + 4 }),
          svg("text", { x: at + 3, y: HEIGHT + AXIS - 5 }, words),
        ];
  });
  const total = data.bins.reduce((sum, bin) => sum + Object.values(bin.counts).reduce((a, b) => a + b, 0), 0);
  const picture = svg(
    "svg",
    {
      role: "img",
      "aria-label": `${count(total, "dated event")} by ${data.unit} and type`,
      width: scale.width,
      height: HEIGHT + AXIS,
    },
    svg("line", { class: "ground", x1: 0, x2: scale.width, y1: HEIGHT, y2: HEIGHT }),
    ...bars,
    ...labels,
  );
  return picture;
}
