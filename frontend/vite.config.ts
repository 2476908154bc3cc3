import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.BACKEND ?? "http://127.0.0.1:8000";
const proxied = { target: backend, changeOrigin: false };
const proxies = {
  "/api": proxied,
  "/_allauth": proxied,
  "^/a/[^/]+/(graphql|api/v1)": proxied,
  "^/agencies/[^/]+/graphql": proxied,
};

export default defineConfig(({ command }) => ({
  base: command === "build" ? "/static/" : "/",
  plugins: [react()],
  resolve: { alias: { "@": resolve(import.meta.dirname, "src") } },
  build: { target: "es2023", manifest: true, chunkSizeWarningLimit: 1500, assetsInlineLimit: 0 },
  server: {
    proxy: proxies,
  },
  test: { environment: "node", isolate: false, include: ["src/**/*.test.{ts,tsx}"], css: false },
}));
