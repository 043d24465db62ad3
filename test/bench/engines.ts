/** Reads one text over and over with one parser, and prints how many megabytes it read in a second. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type SourceTree, type Statement } from "@planwright/syntax";
import { generateCharacters } from "./generate.ts";
import { type Reading, readOverAndOver } from "./reading.ts";

type Engine = () => Promise<Reading>;

const [name = "", characters = "", milliseconds = "", root = ""] = process.argv.slice(2);
const SIZE = Number(characters);

/** The first `SIZE` characters of a text that is repeated as often as needed. */
function cut(text: string): string {
  const repeated = text.repeat(Math.ceil(SIZE / text.length)).slice(0, SIZE);
  return repeated.slice(0, repeated.lastIndexOf("\n") + 1);
}

/** The files of a folder whose path is wanted, one after the other. */
const textOf = (folder: string, wanted: RegExp): string =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => wanted.test(file.slice(folder.length).replaceAll("\\", "/")))
    .sort()
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

async function typescript(text: string) {
  const { default: ts } = await import("typescript");
  return {
    text: cut(text),
    read: (source: string) => ts.createSourceFile("text.ts", source, ts.ScriptTarget.Latest, false),
  };
}

/** The cells of tables are read when they are asked for. This asks for each of them, so that none is left out. */
function withCells(tree: SourceTree): number {
  const items = (statements: readonly Statement[]): number =>
    statements.reduce((sum, statement) => {
      if (statement.kind === "block") return sum + items(statement.children);
      if (statement.kind !== "row") return sum;
      return statement.cells.reduce((count, cell) => count + cell.items.length, sum);
    }, 0);
  return items(tree.statements);
}

const engines: Readonly<Record<string, Engine>> = {
  planwright: async () => ({
    text: generateCharacters(SIZE).text,
    read: (text) => withCells(parse("generated.plan", text)),
  }),
  /** Code: the sources of this repository. */
  typescript: () => typescript(textOf(join(root, "packages"), /^\/[^/]+\/src\/.*(?<!\.generated)\.ts$/)),
  /** Declarations, of which comments are the larger part: those that come with TypeScript. */
  declarations: () => typescript(textOf(join(root, "node_modules/typescript/lib"), /\.d\.ts$/)),
};

const engine = engines[name];
if (!engine) throw new Error(`no parser is called ${name}`);
readOverAndOver(await engine(), Number(milliseconds));
