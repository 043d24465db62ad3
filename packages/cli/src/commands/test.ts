import { type Check, type ExampleResult, prepare, runExamples } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { type Command, Option } from "commander";
import { bookOf, programsOf } from "../programs.js";
import { type Colors, outputColors, counted, money } from "../text.js";
import { pretty } from "./check.js";
import { say } from "../output.js";

interface Tested {
  readonly book: RateBook;
  readonly results: readonly ExampleResult[];
}

const FORMATS = { pretty: text, json, junit } as const;
type Format = keyof typeof FORMATS;

export function define(command: Command): void {
  command
    .argument("<paths...>", "programs or rate books; or folders of programs")
    .addOption(
      new Option("--format <format>", "how results are printed")
        .choices(Object.keys(FORMATS))
        .default("pretty"),
    )
    .action((paths: string[], { format }: { format: Format }) => testAll(paths, format));
}

async function testAll(paths: readonly string[], format: Format): Promise<void> {
  const tested: Tested[] = [];
  for (const path of paths.flatMap(programsOf)) {
    const { book, analysis } = await bookOf(path);
    if (book) tested.push({ book, results: runExamples(prepare(book)) });
    else {
      process.stderr.write(pretty([{ path, analysis }]));
      process.exitCode = 1;
    }
  }
  if (tested.length > 0 || format !== "pretty") say(FORMATS[format](tested));
  else process.stderr.write("The examples were not run.\n");
  if (tested.some(({ results }) => results.some(({ status }) => status === "fail"))) process.exitCode = 1;
}

const isMisprint = ({ status, checks }: ExampleResult): boolean =>
  status === "pass" && checks.some(({ printed }) => printed !== undefined);

function sourceOf(book: RateBook, path: string): { readonly file: string; readonly line: number } {
  return book.sources?.[path] ?? { file: "", line: 0 };
}

function json(tested: readonly Tested[]): string {
  const all = tested.flatMap(({ results }) => results);
  const examples = tested.flatMap(({ book, results }) =>
    results.map(({ name, status, checks, path }) => ({
      name,
      ...pick(sourceOf(book, path)),
      status,
      checks,
    })),
  );
  const summary = {
    passed: all.filter(({ status }) => status === "pass").length,
    failed: all.filter(({ status }) => status === "fail").length,
    misprints: all.filter(isMisprint).length,
  };
  return `${JSON.stringify({ examples, summary }, null, 2)}\n`;
}

const pick = ({ file, line }: { readonly file: string; readonly line: number }) => ({ file, line });

function text(tested: readonly Tested[]): string {
  const c = outputColors();
  const out: string[] = [];
  for (const { book, results } of tested) {
    if (tested.length > 1) out.push(c.bold(book.program.name));
    for (const result of results) out.push(...rendered(result, book, c));
    out.push("");
  }
  const all = tested.flatMap(({ results }) => results);
  const failed = all.filter(({ status }) => status === "fail").length;
  const misprints = all.filter(isMisprint).length;
  const against = misprints > 0 ? `, ${misprints} of them against a misprint` : "";
  const last = failed > 0 ? `; ${failed} ${failed === 1 ? "fails" : "fail"}` : "";
  out.push(`${counted(all.length, "example")}: ${all.length - failed} pass${against}${last}.`);
  return `${out.join("\n")}\n`;
}

function rendered(result: ExampleResult, book: RateBook, c: Colors): string[] {
  const { file, line } = sourceOf(book, result.path);
  const at = c.dim(file ? `${file}:${line}` : "");
  if (result.status === "fail") {
    const failing = result.checks.filter(({ status }) => status === "fail");
    return [
      `  ${c.red(c.bold("FAILS   "))}  ${result.name}  ${at}`,
      ...failing.flatMap((check) => failedLines(check)),
    ];
  }
  const misprints = result.checks.filter(({ printed }) => printed !== undefined);
  if (misprints.length === 0) return [`  ${c.green("passes  ")}  ${result.name}  ${at}`];
  const lines = misprints.flatMap(({ what, expected, printed, because, unit }) => [
    `            ${what}  ${figure(expected, unit)}  printed ${printed}`,
    ...(because ? [`            “${because}”`] : []),
  ]);
  return [`  ${c.yellow("misprint")}  ${result.name}  ${at}`, ...lines];
}

function failedLines({ what, expected, actual, unit }: Check): string[] {
  return [
    `            ${what}`,
    `              expected  ${figure(expected, unit)}`,
    `              is        ${figure(actual, unit)}`,
  ];
}

/** A report that servers of continuous integration show: a suite for each program, a case for each example. */
function junit(tested: readonly Tested[]): string {
  const escaped = (text: string) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // Control characters cannot stand in XML, not even escaped.
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "?");
  const suites = tested.map(({ book, results }) => {
    const failures = results.filter(({ status }) => status === "fail").length;
    const cases = results.map(({ name, status, checks, path }) => {
      const { file, line } = sourceOf(book, path);
      const head = `    <testcase name="${escaped(name)}" classname="${escaped(book.program.id)}" file="${escaped(file)}" line="${line}"`;
      if (status === "pass") return `${head}/>`;
      const failing = checks.filter((check) => check.status === "fail");
      const lines = failing.map(
        ({ what, expected, actual }) => `${what}: expected ${expected}, is ${actual}`,
      );
      const message = escaped(lines[0] ?? "");
      return `${head}>\n      <failure message="${message}">${escaped(lines.join("\n"))}</failure>\n    </testcase>`;
    });
    const name = escaped(book.program.name);
    return [
      `  <testsuite name="${name}" tests="${results.length}" failures="${failures}">`,
      ...cases,
      "  </testsuite>",
    ];
  });
  const all = tested.flatMap(({ results }) => results);
  const failed = all.filter(({ status }) => status === "fail").length;
  const head = `<testsuites name="planwright" tests="${all.length}" failures="${failed}">`;
  return `${['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites.flat(), "</testsuites>"].join("\n")}\n`;
}

/** A figure with its unit: an amount where it has none. What is no figure stays as it is. */
function figure(value: string, unit: string | undefined): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
  if (unit === undefined) return money(value);
  return `${value} ${value === "1" ? unit.replace(/s$/, "") : unit}`.trim();
}
