import { defineConfig } from "vitest/config";

// "planwright-source" resolves each package to its source, so tests need no build.
const conditions = ["planwright-source", "node", "module", "import", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
    // What the benchmarks install brings tests of its own. Real editors are heavy, and need packages of the system: npm run test:editors.
    exclude: ["**/node_modules/**", "test/editors/**"],
    // A slow machine is no failure: times are measured by the bench, and no test has one.
    testTimeout: 60_000,
    reporters: ["./scripts/reporter.mjs"],
  },
});
