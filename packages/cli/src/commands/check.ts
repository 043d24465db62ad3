import { isOfLibrary } from "@planwright/semantics";
import { positionAt } from "@planwright/syntax";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Checked, count } from "../findings.js";
import { renderDiagnostic } from "../frames.js";
import { optimizeLate } from "../optimizing.js";
import { analyzeSources, programsOf, sourcesOf } from "../programs.js";
import { type Colors, counted, outputColors } from "../text.js";
import { runExamples } from "../worked.js";
import { say } from "../output.js";

interface Options {
  readonly format: "pretty" | "json" | "sarif" | "github";
  readonly maxWarnings?: number;
  readonly fix?: boolean;
}

export function define(command: Command): void {
  command
    .argument(
      "<paths...>",
      "folders of .plan files, or single files, each a program; or folders of such folders",
    )
    .addOption(
      new Option("--format <format>", "how findings are printed")
        .choices(["pretty", "json", "sarif", "github"])
        .default("pretty"),
    )
    .option("--max-warnings <count>", "fail when there are more warnings than these", wholeNumber)
    .option("--fix", "put right what has one reading alone, then print what is left")
    .action((paths: string[], options: Options) => checkAll(paths, options));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}

async function checkAll(given: readonly string[], { format, maxWarnings, fix }: Options): Promise<void> {
  const paths = given.flatMap(programsOf);
  if (fix) {
    const { fixPath } = await import("../fixing.js");
    for (const path of paths) process.stderr.write(fixPath(path));
  }
  const sources = paths.map((path) => ({ path, sources: sourcesOf(path) }));
  const checked = sources.map((one) => {
    optimizeLate(one.sources.files);
    return { path: one.path, analysis: analyzeSources(one.sources, { runExamples }) };
  });
  say(
    format === "pretty" ? pretty(checked) : (await import("../finding-formats.js")).FORMATS[format](checked),
  );
  const all = checked.flatMap(({ analysis }) => analysis.diagnostics);
  const warnings = count(all, "warning");
  if (maxWarnings !== undefined && warnings > maxWarnings) {
    process.stderr.write(
      `There ${warnings === 1 ? "is" : "are"} ${counted(warnings, "warning")}; --max-warnings allows ${maxWarnings}.\n`,
    );
    process.exitCode = 1;
  }
  if (count(all, "error") > 0) process.exitCode = 1;
}

/** Findings of one kind beyond these are counted, not shown. */
const MOST_OF_A_KIND = 20;

/** Prints findings with their lines, then one sentence. */
export function pretty(checked: Checked): string {
  // Whether a terminal is there takes milliseconds to find out, and nothing is coloured where nothing was found.
  let colors: Colors | undefined;
  const out: string[] = [];
  for (const { analysis } of checked) {
    const kinds = new Map<string, number>();
    for (const diagnostic of analysis.diagnostics) {
      const seen = (kinds.get(diagnostic.code) ?? 0) + 1;
      kinds.set(diagnostic.code, seen);
      if (seen > MOST_OF_A_KIND) continue;
      colors ??= outputColors();
      out.push(renderDiagnostic(diagnostic, analysis.trees, colors), "");
    }
    for (const [code, seen] of kinds) {
      if (seen > MOST_OF_A_KIND) out.push(`And ${seen - MOST_OF_A_KIND} more of the kind ${code}.`, "");
    }
  }
  out.push(...summary(checked));
  return `${out.join("\n")}\n`;
}

function summary(checked: Checked): string[] {
  const all = checked.flatMap(({ analysis }) => analysis.diagnostics);
  const files = checked.reduce(
    (sum, { analysis }) => sum + [...analysis.trees.keys()].filter((file) => !isOfLibrary(file)).length,
    0,
  );
  const kinds = (["error", "warning", "note"] as const).flatMap((severity) => {
    const found = count(all, severity);
    return found > 0 ? [counted(found, severity)] : [];
  });
  const what = kinds.length > 0 ? kinds.join(", ") : "nothing to correct";
  const out = [`Checked ${counted(checked.length, "program")} in ${counted(files, "file")}: ${what}.`];
  for (const { analysis } of checked) {
    for (const d of analysis.accepted) {
      const tree = analysis.trees.get(d.place.file);
      const line = tree ? positionAt(tree.lineStarts, d.place.span.start).line : 1;
      out.push(`Accepted: ${d.message} (${d.place.file}:${line}).`);
    }
  }
  const [first] = all;
  if (first) out.push("", `For the whole story of a finding: planwright explain ${first.code}`);
  return out;
}
