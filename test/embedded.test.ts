import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { expect, it } from "vitest";
import { generated } from "../scripts/embed.mjs";

it.each(generated().map(({ path, text }) => ({ path, text, name: relative(process.cwd(), path) })))(
  "$name is up to date",
  ({ path, text }) => {
    expect(readFileSync(path, "utf8") === text, "stale: run `npm run embed` and commit the result").toBe(
      true,
    );
  },
);
