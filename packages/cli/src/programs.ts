import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RateBook } from "@planwright/ratebook";
import { type Analysis, analyze, type Code, type Options, type SourceFile } from "@planwright/semantics";
import { optimizeAsUsual, optimizeLate } from "./optimizing.js";
import { Failure, reasonOf } from "./failure.js";

/** A file of a plan may have this many bytes. */
const MOST_BYTES = 100_000_000;

/** Reads a file as text; says in one sentence why it cannot. */
export function readText(path: string): string {
  try {
    const size = path === "-" ? 0 : statSync(path).size;
    if (size > MOST_BYTES) throw new Failure(`${path} is larger than ${MOST_BYTES / 1_000_000} MB`);
    const bytes = readFileSync(path === "-" ? 0 : path);
    if (isUtf16(bytes)) throw new Failure(`${path} is saved as UTF-16`, "Save it as UTF-8.");
    return bytes.toString("utf8");
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw new Failure(`${path} cannot be read: ${reasonOf(thrown)}`);
  }
}

/** By its byte order mark, which some editors call “Unicode”. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The names of the `.plan` files of a folder, in order; nothing where it cannot be read. */
function planNames(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".plan"))
      .map(({ name }) => name)
      .sort();
  } catch {
    return undefined;
  }
}

const planFiles = (folder: string): readonly SourceFile[] | undefined =>
  planNames(folder)?.map((name) => {
    const path = join(folder, name);
    return { path, text: readText(path) };
  });

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (thrown) {
    throw new Failure(`${path} cannot be read: ${reasonOf(thrown)}`);
  }
}

export interface Sources {
  readonly folder: string;
  readonly files: readonly SourceFile[];
}

/** The `.plan` files of a path: a folder's, or the one file. */
export function sourcesOf(path: string): Sources {
  if (path === "-") return { folder: ".", files: [{ path: "standard-input.plan", text: readText("-") }] };
  if (!isFolder(path)) {
    if (!path.endsWith(".plan")) throw new Failure(`${path} is no \`.plan\` file`);
    return { folder: normal(dirname(path)), files: [{ path: normal(path), text: readText(path) }] };
  }
  const folder = normal(path);
  const files = planFiles(folder) ?? [];
  if (files.length === 0)
    throw new Failure(`No \`.plan\` file is in ${path}`, "`planwright init` makes one to start from.");
  return { folder, files };
}

/** Folders below a folder are looked into so deep, */
const MOST_DEPTH = 8;
/** and so many of them. */
const MOST_FOLDERS = 10_000;

/**
 * The programs of a path. It is a program itself, or a folder of folders: then each folder below it whose files hold a
 * `program` is one, in order of their names; folders that only others use are none.
 */
export const programsOf = (path: string): readonly string[] =>
  foldersOf(path, (files) => files.some(({ text }) => /^\s*program\s/m.test(text)));

/** A path, or the folders of plans below it where it is a folder without any. */
export function foldersOf(
  path: string,
  counts: (files: readonly SourceFile[]) => boolean = () => true,
): readonly string[] {
  if (path === "-" || !isFolder(path) || (planNames(path)?.length ?? 0) > 0) return [path];
  const found = plansBelow(normal(path)).filter(({ files }) => counts(files));
  // Where there is none, the path is left to say so itself.
  return found.length > 0 ? found.map(({ folder }) => folder) : [path];
}

/** The folders below a folder that hold plans. Hidden ones, and those of installed packages, are left out. */
function plansBelow(
  top: string,
): readonly { readonly folder: string; readonly files: readonly SourceFile[] }[] {
  const found: { folder: string; files: readonly SourceFile[] }[] = [];
  let looked = 0;
  const walk = (folder: string, depth: number): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (!entry.isDirectory() || entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (++looked > MOST_FOLDERS) throw new Failure(`${top} holds more than ${MOST_FOLDERS} folders`);
      const inner = join(folder, entry.name);
      const files = planFiles(inner) ?? [];
      if (files.length > 0) found.push({ folder: inner, files });
      if (depth < MOST_DEPTH) walk(inner, depth + 1);
    }
  };
  walk(top, 1);
  return found;
}

const normal = (path: string): string =>
  join(path)
    .replaceAll("\\", "/")
    .replace(/(?<=.)\/$/, "");

/** Checks a program: a folder of `.plan` files, or one file. */
export const analyzePath = (path: string): Analysis => analyzeSources(sourcesOf(path));

/** Checks a program that was read; `more` says how. */
export const analyzeSources = ({ folder, files }: Sources, more: Options = {}): Analysis =>
  analyze(folder, files, (other) => planFiles(other), { today: today(), ...more });

/** The day here, such as `2015-03-02`. */
export function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

interface BookOptions {
  /** Findings that the command is there to put right. */
  readonly tolerates?: readonly Code[];
  /** Its hash is shown, or kept: else it is not computed. */
  readonly hashed?: boolean;
}

/** The rate book of a path: a compiled one, or made of its plans. `analysis` holds what stands in the way. */
export async function bookOf(
  path: string,
  { tolerates = [], hashed = false }: BookOptions = {},
): Promise<
  | { readonly book: RateBook; readonly analysis?: Analysis }
  | { readonly book: undefined; readonly analysis: Analysis }
> {
  if (path.endsWith(".json") && !isFolder(path)) {
    const { loadRateBook } = await import("@planwright/ratebook");
    const loaded = await loadRateBook(readText(path));
    if (!loaded.ok) throw new Failure(`${path}: ${loaded.message}.`, loaded.advice);
    return { book: loaded.book };
  }
  const sources = sourcesOf(path);
  optimizeLate(sources.files);
  const analysis = analyzeSources(sources);
  const program = analysis.program ?? (tolerates.length > 0 ? wholeBut(analysis, tolerates) : undefined);
  if (!program) return { book: undefined, analysis };
  const { compile, compileForOnce } = await import("@planwright/compiler");
  const book = (hashed ? compile : compileForOnce)(program, analysis.trees);
  optimizeAsUsual();
  return { book, analysis };
}

/** A program of which nothing is wrong but what a command is there to put right. */
function wholeBut({ bound, diagnostics }: Analysis, tolerates: readonly Code[]): Analysis["bound"] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.every(({ code }) => tolerates.includes(code)) ? bound : undefined;
}
