import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "es2022",
    // Inlined assets would be data: addresses, which the Content-Security-Policy refuses for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8710", "/basemap.pmtiles": "http://127.0.0.1:8710" } },
});
