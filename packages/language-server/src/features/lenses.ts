import type { ExampleResult } from "@planwright/evaluator";
import type { Program, RateTable } from "@planwright/semantics";
import type { CodeLens, CodeLensParams, ExecuteCommandParams } from "vscode-languageserver";
import { shownOf } from "../catalog.js";
import { dollars } from "../figures.js";
import { toRange } from "../positions.js";
import type { FileView, Workspace } from "../workspace.js";

export const RUN_EXAMPLES = "planwright.runExamples";

/** What a lens is asked for again with when it comes into sight. */
type Later =
  | { readonly of: "rates"; readonly folder: string; readonly file: string; readonly start: number }
  | { readonly of: "plan"; readonly folder: string; readonly plan: string };

/**
 * What stands above a block: how an example comes out, what a table of rates holds, where a plan is used. The last two
 * are told when they come into sight: in a large program they are many, and take long.
 */
export function lenses(workspace: Workspace, { textDocument }: CodeLensParams): CodeLens[] | null {
  const view = workspace.view(textDocument.uri);
  const program = view && shownOf(view.analysis, workspace.lastGood(view.folder));
  if (!view || !program) return null;
  return [...ofExamples(view, program, workspace), ...ofRates(view, program), ...ofPlans(view, program)];
}

/** A lens with what it says; nothing where what it is about is not there any more. */
export function resolveLens(workspace: Workspace, lens: CodeLens): CodeLens {
  const data: unknown = lens.data;
  if (!isLater(data)) return lens;
  const title = data.of === "plan" ? uses(data, workspace) : holdings(data, workspace);
  return { ...lens, command: { title, command: "" } };
}

const isLater = (data: unknown): data is Later =>
  typeof data === "object" && data !== null && "of" in data && "folder" in data;

function lens({ tree }: FileView, start: number, title: string, folder?: string): CodeLens {
  const command =
    folder === undefined ? { title, command: "" } : { title, command: RUN_EXAMPLES, arguments: [folder] };
  return { range: toRange(tree, { start, end: start }), command };
}

/** Runs the examples of a program; answers how many pass and fail. */
export function execute(workspace: Workspace, { command, arguments: given }: ExecuteCommandParams) {
  const [folder] = given ?? [];
  if (command !== RUN_EXAMPLES || typeof folder !== "string") return null;
  const { results } = workspace.test(folder);
  const passed = results.filter(({ status }) => status === "pass").length;
  return { passed, failed: results.length - passed };
}

function ofExamples(view: FileView, program: Program, workspace: Workspace): CodeLens[] {
  const examples = program.examples.filter(({ origin }) => origin.place.file === view.path);
  if (examples.length === 0) return [];
  // An editor that cannot be told to ask again is answered when it asks.
  const tested = workspace.client.refreshes ? workspace.lastTest(view.folder) : workspace.test(view.folder);
  const isNow = tested?.of === view.analysis;
  return examples.map(({ origin }) => {
    const result = isNow
      ? tested.results[program.examples.findIndex((one) => one.origin === origin)]
      : undefined;
    const title = result
      ? `Run   ${outcome(result)}`
      : isNow
        ? "Not run: an error stands in the program"
        : "Run";
    return lens(view, origin.place.span.start, title, view.folder);
  });
}

/** `passes at $27.60; the source prints $29.00`. */
function outcome({ status, checks }: ExampleResult): string {
  const failing = checks.find((check) => check.status === "fail");
  if (status === "fail" && failing)
    return `FAILS   ${failing.what}: expected ${figure(failing.expected, failing.unit)}, is ${figure(failing.actual, failing.unit)}`;
  const misprint = checks.find(({ printed }) => printed !== undefined);
  if (!misprint) return "passes";
  return `passes at ${figure(misprint.expected, misprint.unit)}; the source prints ${misprint.printed ?? ""}`;
}

const figure = (text: string, unit: string | undefined): string => {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  return unit === undefined ? dollars(text) : `${text} ${unit}`.trim();
};

function later({ tree }: FileView, start: number, data: Later): CodeLens {
  return { range: toRange(tree, { start, end: start }), data };
}

/** A table by more than these is not counted. */
const MOST_KEYS = 3;

function ofRates(view: FileView, program: Program): CodeLens[] {
  const { folder, path: file } = view;
  const starts = new Set<number>();
  for (const { keys, origin } of program.rates)
    if (origin.place.file === file && keys.length > 0 && keys.length <= MOST_KEYS)
      starts.add(origin.place.span.start);
  return [...starts].map((start) => later(view, start, { of: "rates", folder, file, start }));
}

function holdings({ folder, file, start }: Later & { readonly of: "rates" }, workspace: Workspace): string {
  const program = shownOf(workspace.analysis(folder), workspace.lastGood(folder));
  const table = program?.rates.find(
    ({ origin: { place } }) => place.file === file && place.span.start === start,
  );
  return table ? contents(table) : "";
}

/** `24 rates, 8 plans by 3 tiers`. */
function contents(table: RateTable): string {
  const rates = table.rows.filter(({ value }) => value !== "not_offered").length;
  const holes = table.rows.length - rates + table.notOffered.length;
  const sizes = table.keys.map((key) => {
    const values = new Set(table.rows.map(({ keys }) => JSON.stringify(keys[key])));
    return `${values.size} ${plural(key, values.size)}`;
  });
  const of = `${rates} ${rates === 1 ? "rate" : "rates"}`;
  return `${of}, ${sizes.join(" by ")}${holes > 0 ? `, ${holes} not offered` : ", no holes"}`;
}

function plural(key: string, count: number): string {
  if (count === 1) return key;
  if (key.endsWith("y")) return `${key.slice(0, -1)}ies`;
  return `${key}s`;
}

function ofPlans(view: FileView, program: Program): CodeLens[] {
  const { folder } = view;
  return program.plans.flatMap(({ id, origin: { place } }) =>
    place.file === view.path ? [later(view, place.span.start, { of: "plan", folder, plan: id })] : [],
  );
}

function uses({ folder, plan }: Later & { readonly of: "plan" }, workspace: Workspace): string {
  const thing = workspace
    .symbols(folder)
    .named(plan)
    .find(({ spaces }) => spaces.has("a plan"));
  const count = thing?.uses.length ?? 0;
  return count === 1 ? "1 use" : `${count} uses`;
}
