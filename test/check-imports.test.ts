import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { checkImports } from "../scripts/check-imports.mjs";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function check(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), "planwright-imports-"));
  folders.push(root);
  for (const name of ["syntax", "semantics", "cli"]) {
    const dependencies = { "@planwright/syntax": "*", "@planwright/semantics": "*", chevrotain: "*" };
    files[`packages/${name}/package.json`] ??= JSON.stringify({ name: `@planwright/${name}`, dependencies });
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return checkImports(root);
}

describe("the import-direction check", () => {
  it("accepts imports that point the right way", () => {
    const problems = check({
      "packages/syntax/src/index.ts": 'import { Lexer } from "chevrotain";\nexport * from "./tree.js";\n',
      "packages/semantics/src/index.ts": 'import type { Tree } from "@planwright/syntax";\n',
      "packages/semantics/src/index.test.ts": 'import "node:fs";\nimport "vitest";\n',
      "packages/cli/src/main.ts": 'import "node:fs";\nconst later = () => import("@planwright/semantics");\n',
      "test/a.test.ts": 'import "@planwright/syntax";\nimport "./b.js";\n',
    });
    expect(problems).toEqual([]);
  });

  it.each([
    ['import { x } from "@planwright/semantics";', "syntax may import no other package"],
    ['export type { X } from "@planwright/semantics";', "syntax may import no other package"],
    ['const x = await import("@planwright/semantics");', "syntax may import no other package"],
    ['import fs from "node:fs";', "syntax is pure"],
    ['import fs from "fs";', "syntax is pure"],
    ['import { x } from "../../semantics/src/x.js";', "leaves the package"],
    ['import { z } from "zod";', '"zod" is not a dependency'],
  ])("refuses %s in syntax", (line, reason) => {
    const problems = check({ "packages/syntax/src/bad.ts": `// one\n${line}\n` });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^packages\/syntax\/src\/bad\.ts:2: /);
    expect(problems[0]).toContain(reason);
  });

  it("refuses to reach into another package", () => {
    const problems = check({
      "packages/semantics/src/a.ts": 'import "@planwright/syntax/src/x.js";\n',
      "test/b.test.ts": 'import "../packages/syntax/src/x.js";\nimport "@planwright/syntax/dist/x.js";\n',
    });
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain('import "@planwright/syntax"');
  });

  it("asks for a rule for a package it does not know", () => {
    expect(check({ "packages/new/package.json": "{}" })[0]).toContain("packages/new:1: is not in the table");
  });

  it("finds nothing wrong in this repository", () => {
    expect(checkImports(fileURLToPath(new URL("..", import.meta.url)))).toEqual([]);
  });
});
