import { defineConfig } from "vitest/config";
import base from "../../vitest.config.ts";

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ["test/editors/*.test.ts"],
    exclude: [],
    // One editor at a time: each is heavy.
    fileParallelism: false,
    // A busy machine may drop a key or a click of a real window; what fails three times fails.
    retry: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
