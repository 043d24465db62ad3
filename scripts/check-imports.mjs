// Imports point one way between packages. `node scripts/check-imports.mjs [root]` says where they do not.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

/**
 * What each package may import of the others, and whether it is pure (no Node built-in modules).
 * @type {Record<string, { may: string[], pure: boolean }>}
 */
export const RULES = {
  syntax: { may: [], pure: true },
  semantics: { may: ["syntax"], pure: true },
  ratebook: { may: [], pure: true },
  compiler: { may: ["syntax", "semantics", "ratebook"], pure: true },
  evaluator: { may: ["ratebook"], pure: true },
  diff: { may: ["ratebook", "evaluator"], pure: true },
  sql: { may: ["ratebook", "evaluator"], pure: true },
  columnar: { may: ["evaluator"], pure: true },
  pages: { may: ["ratebook", "evaluator", "diff"], pure: true },
  "language-server": {
    may: ["syntax", "semantics", "ratebook", "compiler", "evaluator", "pages"],
    pure: true,
  },
  cli: {
    may: [
      "syntax",
      "semantics",
      "ratebook",
      "compiler",
      "evaluator",
      "diff",
      "pages",
      "sql",
      "columnar",
      "language-server",
    ],
    pure: false,
  },
};

/** @param {string} folder @returns {string[]} */
function sources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](dist|node_modules)[\\/]/.test(file))
    .sort();
}

/** @param {string} specifier */
const packageOf = (specifier) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/** @param {string} file @param {string} folder */
const inside = (file, folder) => file === folder || file.startsWith(folder + sep);

/**
 * @param {string} root
 * @returns {string[]} one line per forbidden import
 */
export function checkImports(root) {
  const packages = join(root, "packages");
  const names = existsSync(packages)
    ? readdirSync(packages).filter((name) => existsSync(join(packages, name, "package.json")))
    : [];
  /** @type {string[]} */
  const problems = [];

  /** @param {string} folder @param {(specifier: string, file: string) => string | undefined} judge */
  function scan(folder, judge) {
    for (const file of sources(folder)) {
      const text = readFileSync(file, "utf8");
      for (const { fileName: specifier, pos } of ts.preProcessFile(text, true, true).importedFiles) {
        const problem = judge(specifier, file);
        if (problem === undefined) continue;
        const line = text.slice(0, pos).split("\n").length;
        problems.push(`${relative(root, file).split(sep).join("/")}:${line}: ${problem}`);
      }
    }
  }

  for (const name of names) {
    const rule = RULES[name];
    const folder = join(packages, name);
    if (rule === undefined) {
      problems.push(
        `packages/${name}:1: is not in the table of scripts/check-imports.mjs; add what it may import`,
      );
      continue;
    }
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const may =
      rule.may.length > 0 ? rule.may.map((other) => `@planwright/${other}`).join(", ") : "no other package";

    scan(join(folder, "src"), (specifier, file) => {
      const test = /\.test\.[cm]?[jt]s$/.test(file);
      if (specifier.startsWith(".")) {
        return inside(resolve(file, "..", specifier), folder)
          ? undefined
          : `"${specifier}" leaves the package; import another package by its name (${name} may import ${may})`;
      }
      if (isBuiltin(specifier)) {
        return rule.pure && !test
          ? `"${specifier}": ${name} is pure and may not import Node's modules; let the host hand the data in`
          : undefined;
      }
      const target = packageOf(specifier);
      if (target === "planwright" || target.startsWith("@planwright/")) {
        if (target === manifest.name)
          return `"${specifier}": import from inside the package by relative path`;
        if (!rule.may.includes(target.slice("@planwright/".length))) {
          return `"${specifier}": ${name} may import ${may}`;
        }
        if (specifier !== target) return `"${specifier}" reaches into a package; import "${target}"`;
      }
      return test || dependencies.includes(target)
        ? undefined
        : `"${target}" is not a dependency in packages/${name}/package.json`;
    });
  }

  scan(join(root, "test"), (specifier, file) => {
    const target = packageOf(specifier);
    if (specifier.startsWith(".") && inside(resolve(file, "..", specifier), packages)) {
      return `"${specifier}" reaches into a package; import it by its name`;
    }
    return target.startsWith("@planwright/") && specifier !== target
      ? `"${specifier}" reaches into a package; import "${target}"`
      : undefined;
  });
  return problems;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkImports(resolve(process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url))));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
