import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { VERSION: JSON.stringify("test") },
  // Small files in one thread: starting a process for each takes longer than all tests.
  test: { include: ["src/**/*.test.ts"], pool: "threads", isolate: false, poolOptions: { threads: { singleThread: true } } },
});
