// The map. Where the browser cannot draw it, it says so and the rest of the page goes on.

import { Protocol } from "pmtiles";
import {
  addProtocol,
  LngLatBounds,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
  type MapGeoJSONFeature,
  type MapMouseEvent,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import { h } from "./dom";
import { icon, styleOf } from "./ground";
import { TYPES } from "./palette";
import type { Camera } from "./state";
import type { FeatureOut, MapOut } from "./types";
import { count } from "./words";

export interface MapCalls {
  openEvent: (id: string) => void;
  /** Several events stand at one point: they are listed. */
  openPoint: (lat: number, lon: number) => void;
  moved: (camera: Camera) => void;
}

export interface EventMap {
  element: HTMLElement;
  show: (data: MapOut) => void;
  choose: (place: { lat: number; lon: number } | null) => void;
  look: (camera: Camera) => void;
  fit: (data: MapOut) => void;
  /** West, south, east, north; null without a map. */
  bounds: () => [number, number, number, number] | null;
  resize: () => void;
}

const EVENT_LAYERS = ["points", "points-cluster", "areas", "areas-cluster"];
const POINT_LEVELS = new Set(["site", "town"]);

export function makeMap(camera: Camera | null, hasBasemap: boolean, calls: MapCalls): EventMap {
  const canvas = h("div", { class: "canvas" });
  const note = h("p", { class: "map-note", "aria-live": "polite" });
  const tip = h("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  const element = h("section", { class: "map", "aria-label": "Map of events" }, canvas, tip, note);
  const map = opened(canvas, camera, hasBasemap);
  if (!map) {
    element.classList.add("none");
    canvas.replaceWith(
      h("p", { class: "empty", role: "status" }, "This browser draws no map: it has no WebGL. List and timeline show the same events."),
    );
    return { element, show: () => {}, choose: () => {}, look: () => {}, fit: () => {}, bounds: () => null, resize: () => {} };
  }
  return running(map, element, note, tip, hasBasemap, calls);
}

function opened(canvas: HTMLElement, camera: Camera | null, hasBasemap: boolean): MapLibre | null {
  try {
    setWorkerUrl(new URL(workerUrl, location.href).href);
    addProtocol("pmtiles", new Protocol().tile);
    return new MapLibre({
      container: canvas,
      style: styleOf(isDark(), basemap(hasBasemap)),
      center: camera ? [camera.lon, camera.lat] : [20, 30],
      zoom: camera?.zoom ?? 1.2,
      maxZoom: 13,
      attributionControl: { compact: true, customAttribution: "Natural Earth · GeoNames CC BY 4.0" },
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    });
  } catch {
    return null; // no WebGL: MapLibre throws while it opens
  }
}

const darkness = matchMedia("(prefers-color-scheme: dark)");
const isDark = (): boolean => darkness.matches;

function basemap(isThere: boolean): string | null {
  return isThere ? new URL("basemap.pmtiles", location.origin + "/").href : null;
}

function running(
  map: MapLibre,
  element: HTMLElement,
  note: HTMLElement,
  tip: HTMLElement,
  hasBasemap: boolean,
  calls: MapCalls,
): EventMap {
  let data: MapOut = { type: "FeatureCollection", features: [], unplaced: 0 };
  let chosen: { lat: number; lon: number } | null = null;
  let isReady = false;
  const fill = (): void => {
    for (const type of TYPES) {
      for (const hollow of [false, true]) {
        const name = type + (hollow ? "|hollow" : "");
        const picture = icon(type, hollow, isDark());
        if (picture && !map.hasImage(name)) map.addImage(name, picture, { pixelRatio: 2 });
      }
    }
    const isPoint = (f: FeatureOut): boolean => POINT_LEVELS.has(f.properties.level);
    void source(map, "points")?.setData(collection(data.features.filter(isPoint)));
    void source(map, "areas")?.setData(collection(data.features.filter((f) => !isPoint(f))));
    void source(map, "chosen")?.setData(collection(chosen ? [pointAt(chosen)] : []));
  };
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  map.getCanvas().setAttribute("aria-label", "Map: arrow keys move it, plus and minus zoom. The list has the same events.");
  map.on("style.load", () => {
    isReady = true;
    fill();
  });
  map.on("idle", () => (element.dataset["ready"] = "true"));
  darkness.addEventListener("change", () => {
    for (const type of TYPES) for (const name of [type, `${type}|hollow`]) if (map.hasImage(name)) map.removeImage(name);
    map.setStyle(styleOf(isDark(), basemap(hasBasemap)), { diff: false });
  });
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter().wrap();
    calls.moved({ zoom: map.getZoom(), lat, lon: lng });
  });
  map.on("click", (event) => void click(map, event, calls));
  map.on("mousemove", (event) => hover(map, event, tip));
  map.on("mouseout", () => (tip.hidden = true));
  return {
    element,
    show: (next) => {
      data = next;
      element.dataset["features"] = String(data.features.length);
      note.textContent = data.unplaced ? `${count(data.unplaced, "event")} without a place: in the list only` : "";
      if (isReady) fill();
    },
    choose: (place) => {
      chosen = place;
      if (isReady) void source(map, "chosen")?.setData(collection(chosen ? [pointAt(chosen)] : []));
      if (chosen && !map.getBounds().contains([chosen.lon, chosen.lat])) {
        map.easeTo({ center: [chosen.lon, chosen.lat], zoom: Math.max(map.getZoom(), 5) });
      }
    },
    look: ({ zoom, lat, lon }) => void map.jumpTo({ center: [lon, lat], zoom }),
    fit: ({ features }) => {
      if (features.length === 0) return;
      const [west, east] = middle(features.map((f) => f.geometry.coordinates[0]));
      const [south, north] = middle(features.map((f) => f.geometry.coordinates[1]));
      const bounds = new LngLatBounds([west, south], [east, north]);
      map.fitBounds(bounds, { padding: 48, maxZoom: 7, animate: false });
    },
    bounds: () => {
      const b = map.getBounds();
      return [Math.max(-180, b.getWest()), b.getSouth(), Math.min(180, b.getEast()), b.getNorth()];
    },
    resize: () => void map.resize(),
  };
}

/** The least and greatest of most numbers: among many, a few that lie far out are left to be found by zooming out. */
function middle(numbers: readonly number[]): [number, number] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const out = sorted.length > 20 ? Math.floor(sorted.length * 0.05) : 0;
  return [sorted[out] ?? 0, sorted[sorted.length - 1 - out] ?? 0];
}

function source(map: MapLibre, name: string): GeoJSONSource | undefined {
  return map.getSource<GeoJSONSource>(name);
}

function collection(features: FeatureOut[]): GeoJSON.FeatureCollection {
  return { type: "FeatureCollection", features } as GeoJSON.FeatureCollection;
}

function pointAt(place: { lat: number; lon: number }): FeatureOut {
  return { type: "Feature", geometry: { type: "Point", coordinates: [place.lon, place.lat] }, properties: {} } as never;
}

function under(map: MapLibre, event: MapMouseEvent): MapGeoJSONFeature | undefined {
  const { x, y } = event.point;
  const around: [[number, number], [number, number]] = [
    [x - 6, y - 6],
    [x + 6, y + 6],
  ];
  const layers = EVENT_LAYERS.filter((layer) => map.getLayer(layer));
  return map.queryRenderedFeatures(around, { layers })[0];
}

async function click(map: MapLibre, event: MapMouseEvent, calls: MapCalls): Promise<void> {
  const found = under(map, event);
  if (!found || found.geometry.type !== "Point") return;
  const [lon = 0, lat = 0] = found.geometry.coordinates;
  const cluster = found.properties["cluster_id"] as number | undefined;
  if (cluster === undefined) {
    calls.openEvent(String(found.properties["id"]));
    return;
  }
  const zoom = await source(map, found.source)?.getClusterExpansionZoom(cluster);
  if (zoom !== undefined && zoom <= map.getMaxZoom()) map.easeTo({ center: [lon, lat], zoom });
  else calls.openPoint(lat, lon);
}

function hover(map: MapLibre, event: MapMouseEvent, tip: HTMLElement): void {
  const found = under(map, event);
  map.getCanvas().style.cursor = found ? "pointer" : "";
  tip.hidden = !found;
  if (!found) return;
  const many = found.properties["point_count"] as number | undefined;
  tip.textContent = many ? count(many, "event") : String(found.properties["headline"] ?? "");
  tip.style.left = `${event.point.x}px`;
  tip.style.top = `${event.point.y}px`;
}
