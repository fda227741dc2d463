import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const target = process.env.THRONG_URL ?? "http://127.0.0.1:8710";

export default defineConfig({
  plugins: [react()],
  server: { proxy: { "/api": target, "/v1": target, "/openapi.json": target } },
  build: {
    target: "es2022",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      output: {
        manualChunks(id: string) {
          if (/node_modules\/(echarts|zrender)\//.test(id)) return "charts";
          if (/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|i18next|react-i18next)\//.test(id)) {
            return "base";
          }
          return undefined;
        },
      },
    },
  },
});
