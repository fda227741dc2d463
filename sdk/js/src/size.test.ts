import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const kBudget = 12 * 1024;

test.each(["src/index.ts", "src/script.ts"])("%s weighs at most 12 KB packed", async (entry) => {
  const options = { bundle: true, minify: true, write: false, target: "es2019", define: { VERSION: '"0.0.0"' } } as const;
  const { outputFiles } = await build({ entryPoints: [entry], format: "esm", ...options });
  const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
  console.log(`note: ${entry} ${bytes} bytes`);
  expect(bytes).toBeLessThanOrEqual(kBudget);
});
