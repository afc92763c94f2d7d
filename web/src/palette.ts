// One colour and one shape for each event type. The colours are Okabe and Ito's, told apart by the colour-blind; the shapes
// tell types apart without any colour.

import { svg } from "./dom";

export interface Look {
  colour: string;
  path: string; // in a box of 16 by 16
  name: string; // of the CSS class
}

export const LOOKS: Record<string, Look> = {
  Battles: { colour: "#d55e00", name: "battles", path: "M8 .8 15.2 8 8 15.2.8 8Z" },
  "Explosions/Remote violence": {
    colour: "#e69f00",
    name: "explosions",
    path: "M8 0 9.9 4.2 14.2 2.2 12.2 6.3 16 8 12.2 9.7 14.2 13.8 9.9 11.8 8 16 6.1 11.8 1.8 13.8 3.8 9.7 0 8 3.8 6.3 1.8 2.2 6.1 4.2Z",
  },
  "Violence against civilians": {
    colour: "#cc79a7",
    name: "civilians",
    path: "M8 1.4A6.6 6.6 0 1 0 8 14.6 6.6 6.6 0 1 0 8 1.4Z",
  },
  Protests: { colour: "#56b4e9", name: "protests", path: "M2 2H14V14H2Z" },
  Riots: { colour: "#0072b2", name: "riots", path: "M8 1 15.6 14.4H.4Z" },
  "Strategic developments": {
    colour: "#009e73",
    name: "strategic",
    path: "M5.4 1h5.2v4.4H15v5.2h-4.4V15H5.4v-4.4H1V5.4h4.4Z",
  },
};

export const TYPES = Object.keys(LOOKS);
const OTHER: Look = { colour: "#888888", name: "other", path: "M2 2H14V14H2Z" };

export function look(type: string): Look {
  return LOOKS[type] ?? OTHER;
}

/** Whether an event is drawn hollow: nobody says that it happened. */
export function isHollow(status: string): boolean {
  return status === "denied" || status === "unrealised";
}

/** The symbol of an event, as a picture for the eye alone. */
export function symbol(type: string, status = ""): SVGElement {
  const { path, name } = look(type);
  return svg(
    "svg",
    { class: `symbol t-${name}${isHollow(status) ? " hollow" : ""}`, viewBox: "-1 -1 18 18", "aria-hidden": "true" },
    svg("path", { d: path }),
  );
}
