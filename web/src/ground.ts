// The map's style: a quiet ground from the app's own basemap, and the events over it.

import type { FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";

import { TYPES, look } from "./palette";

interface Ground {
  water: string;
  land: string;
  border: string;
  region: string;
  label: string;
  halo: string;
  cluster: string;
  onCluster: string;
  ring: string;
}

const LIGHT: Ground = {
  water: "#d5e0e6",
  land: "#f4f3ef",
  border: "#8c8f93",
  region: "#cfcfca",
  label: "#4b5157",
  halo: "#f8f7f4",
  cluster: "#33424d",
  onCluster: "#ffffff",
  ring: "#10171c",
};
const DARK: Ground = {
  water: "#10171d",
  land: "#1e262d",
  border: "#6d7780",
  region: "#35404a",
  label: "#aab4bc",
  halo: "#141b21",
  cluster: "#c9d5dd",
  onCluster: "#11181e",
  ring: "#f4f7f9",
};

const FONT = ["Dateline, system-ui, sans-serif"];
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

export function styleOf(isDark: boolean, basemap: string | null): StyleSpecification {
  const g = isDark ? DARK : LIGHT;
  return {
    version: 8,
    sources: {
      ...(basemap ? { ground: { type: "vector", url: `pmtiles://${basemap}` } } : {}),
      points: { type: "geojson", data: EMPTY, cluster: true, clusterRadius: 34, clusterMaxZoom: 13, maxzoom: 14 },
      areas: { type: "geojson", data: EMPTY, cluster: true, clusterRadius: 24, clusterMaxZoom: 13, maxzoom: 14 },
      chosen: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": g.water } },
      ...(basemap ? groundLayers(g) : []),
      ...eventLayers(g),
    ],
  };
}

function groundLayers(g: Ground): LayerSpecification[] {
  const line = (id: string, layer: string, filter: FilterSpecification | null, paint: object): LayerSpecification => ({
    id,
    type: "line",
    source: "ground",
    "source-layer": layer,
    ...(filter ? { filter } : {}),
    layout: { "line-join": "round" },
    paint,
  });
  return [
    { id: "land", type: "fill", source: "ground", "source-layer": "land", paint: { "fill-color": g.land } },
    { id: "lakes", type: "fill", source: "ground", "source-layer": "lakes", paint: { "fill-color": g.water } },
    line("regions", "regions", null, { "line-color": g.region, "line-width": 0.8, "line-dasharray": [3, 2] }),
    line("borders", "borders", ["==", ["get", "disputed"], 0], {
      "line-color": g.border,
      "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 7, 1.6],
    }),
    line("disputed", "borders", ["==", ["get", "disputed"], 1], {
      "line-color": g.border,
      "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 7, 1.4],
      "line-dasharray": [2, 2.5],
    }),
    {
      id: "towns",
      type: "symbol",
      source: "ground",
      "source-layer": "towns",
      minzoom: 3,
      filter: [">=", ["get", "people"], ["step", ["zoom"], 1e6, 5, 3e5, 6, 8e4, 7, 3e4, 8, 12e3, 9, 0]],
      layout: {
        "text-field": townName(),
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 3, 10, 8, ["case", [">", ["get", "people"], 2e5], 13, 11]],
        "symbol-sort-key": ["-", 0, ["get", "people"]],
        "text-padding": 4,
        "text-max-width": 7,
      },
      paint: { "text-color": g.label, "text-halo-color": g.halo, "text-halo-width": 1.2 },
    },
    {
      id: "countries",
      type: "symbol",
      source: "ground",
      "source-layer": "countries",
      maxzoom: 7,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 5, 14],
        "text-transform": "uppercase",
        "text-letter-spacing": 0.12,
        "symbol-sort-key": ["get", "rank"],
        "text-max-width": 7,
      },
      paint: { "text-color": g.label, "text-halo-color": g.halo, "text-halo-width": 1.2, "text-opacity": 0.85 },
    },
  ];
}

/** A town's Latin name; from zoom 8 its Cyrillic one below, where it has one. */
function townName(): never {
  return [
    "step",
    ["zoom"],
    ["get", "name"],
    8,
    ["case", ["has", "name_cyrl"], ["concat", ["get", "name"], "\n", ["get", "name_cyrl"]], ["get", "name"]],
  ] as never;
}

function eventLayers(g: Ground): LayerSpecification[] {
  const colour = ["match", ["get", "event_type"], ...TYPES.flatMap((t) => [t, look(t).colour]), "#888888"] as never;
  const cluster: FilterSpecification = ["has", "point_count"];
  const single: FilterSpecification = ["!", ["has", "point_count"]];
  const reach = ["match", ["get", "level"], "country", 30, "admin1", 22, 16] as never;
  const number = (source: string, paint: object): LayerSpecification => ({
    id: `${source}-count`,
    type: "symbol",
    source,
    filter: cluster,
    layout: {
      "text-field": ["get", "point_count_abbreviated"],
      "text-font": FONT,
      "text-size": 12,
      "text-allow-overlap": true,
      "text-ignore-placement": true,
    },
    paint,
  });
  return [
    {
      id: "areas-cluster",
      type: "circle",
      source: "areas",
      filter: cluster,
      paint: {
        "circle-radius": 24,
        "circle-color": g.cluster,
        "circle-opacity": 0.1,
        "circle-stroke-color": g.cluster,
        "circle-stroke-width": 1.5,
        "circle-stroke-opacity": 0.6,
      },
    },
    {
      id: "areas",
      type: "circle",
      source: "areas",
      filter: single,
      paint: {
        "circle-radius": reach,
        "circle-color": colour,
        "circle-opacity": 0.14,
        "circle-stroke-color": colour,
        "circle-stroke-width": 2,
        "circle-stroke-opacity": 0.75,
      },
    },
    number("areas", { "text-color": g.ring, "text-halo-color": g.halo, "text-halo-width": 1 }),
    {
      id: "points-cluster",
      type: "circle",
      source: "points",
      filter: cluster,
      paint: {
        "circle-radius": ["step", ["get", "point_count"], 12, 10, 15, 100, 20, 1000, 26],
        "circle-color": g.cluster,
        "circle-opacity": 0.9,
        "circle-stroke-color": g.halo,
        "circle-stroke-width": 1.5,
      },
    },
    number("points", { "text-color": g.onCluster }),
    {
      id: "points",
      type: "symbol",
      source: "points",
      filter: single,
      layout: {
        "icon-image": ["concat", ["get", "event_type"], ["case", ["in", ["get", "status"], ["literal", ["denied", "unrealised"]]], "|hollow", ""]],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      id: "chosen",
      type: "circle",
      source: "chosen",
      paint: {
        "circle-radius": 15,
        "circle-color": g.ring,
        "circle-opacity": 0,
        "circle-stroke-color": g.ring,
        "circle-stroke-width": 2.5,
      },
    },
  ];
}

/** The symbol of a type as pixels for the map, twice as fine as the screen's. */
export function icon(type: string, isHollow: boolean, isDark: boolean): ImageData | null {
  const size = 40;
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.translate(size / 2, size / 2);
  pen.scale(2, 2);
  pen.translate(-8, -8);
  const shape = new Path2D(look(type).path);
  const edge = isDark ? "#0d1317" : "#1d2429";
  pen.lineJoin = "round";
  pen.lineWidth = isHollow ? 4 : 2.4;
  pen.strokeStyle = isHollow ? edge : isDark ? "#0d1317" : "#ffffff";
  pen.stroke(shape);
  pen.fillStyle = isHollow ? (isDark ? "#1e262d" : "#ffffff") : look(type).colour;
  pen.fill(shape);
  pen.lineWidth = isHollow ? 2 : 1;
  pen.strokeStyle = isHollow ? look(type).colour : edge;
  pen.stroke(shape);
  return pen.getImageData(0, 0, size, size);
}
