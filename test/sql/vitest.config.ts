import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const conditions = ["planwright-source", "node", "module", "import", "default"];

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/sql/*.prove.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
