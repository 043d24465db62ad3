import type { Experience, ExperienceLine, Said } from "@planwright/evaluator";
import { Failure } from "./failure.js";
import {
  attempt,
  isObject,
  type Json,
  kindOf,
  onlyFields,
  optionalText,
  quoted,
  refuse,
  textOf,
} from "./json-values.js";
import { readText } from "./programs.js";
import { grouped } from "./text.js";

/** A file of experience may have this many characters, and this many lines of coverage. */
const MOST_CHARACTERS = 20_000_000;
const MOST_LINES = 10_000;

const FIELDS = ["effective", "inputs", "lines"];
const DAY_FIELDS = ["from", "to"];
const LINE_FIELDS = ["id", "coverage", "carrier", "plan", "first_year", "inputs"];

const EXAMPLE =
  '{ "effective": { "from": "2016-01-01", "to": "2016-12-31" }, "lines": [ { "coverage": "medical", "inputs": { "trend": "7%" } } ] }';
const ADVICE = `An experience is written ${EXAMPLE}.`;

/** Reads a file of experience, as `planwright renew` takes it; says in a sentence why it cannot. */
export function readExperience(path: string): Experience {
  const name = path === "-" ? "standard input" : path;
  const text = readText(path).replace(/^\uFEFF/, "");
  if (text.length > MOST_CHARACTERS) {
    const most = grouped(MOST_CHARACTERS);
    throw new Failure(`${name} has more than ${most} characters`, "Renew its lines in several files.");
  }
  if (text.trim() === "") throw new Failure(`${name} is empty`, ADVICE);
  const { value, fault } = attempt(() => experienceOf(parsed(text, name)));
  if (value) return value;
  throw new Failure(`${name} is no experience: ${fault?.message ?? "it cannot be read."}`, ADVICE);
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : "";
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    if (Number.isNaN(position) || position >= text.trimEnd().length)
      throw new Failure(`${name} is not JSON`, "Something in it is still open at its end.");
    const before = text.slice(0, position).split("\n");
    const column = (before[before.length - 1]?.length ?? 0) + 1;
    throw new Failure(`${name} is not JSON`, `It goes wrong on line ${before.length}, column ${column}.`);
  }
}

function experienceOf(value: unknown): Experience {
  if (!isObject(value)) return refuse("experience", `it holds ${kindOf(value)}.`);
  onlyFields(value, FIELDS, "an experience");
  const { lines } = value;
  if (!Array.isArray(lines)) return refuse("lines", `its \`lines\` are ${kindOf(lines)}, not a list.`);
  if (lines.length > MOST_LINES) return refuse("lines", `it has more than ${grouped(MOST_LINES)} lines.`);
  return {
    ...daysOf(value.effective),
    inputs: inputsOf(value.inputs, "the experience"),
    lines: lines.map((line: unknown, i) => lineOf(line, `line ${i + 1}`)),
  };
}

function daysOf(value: unknown): Pick<Experience, "from" | "to"> {
  if (value === undefined) return {};
  if (!isObject(value))
    return refuse("effective", `\`effective\` is ${kindOf(value)}, not a first and a last day.`);
  onlyFields(value, DAY_FIELDS, "`effective`");
  return { from: optionalText(value, "from", "`effective`"), to: optionalText(value, "to", "`effective`") };
}

function lineOf(value: unknown, where: string): ExperienceLine {
  if (!isObject(value)) return refuse("lines", `${where} is ${kindOf(value)}, not a line of coverage.`);
  onlyFields(value, LINE_FIELDS, where);
  const coverage = optionalText(value, "coverage", where);
  if (coverage === undefined) return refuse("coverage", `${where} does not say its \`coverage\`.`);
  return {
    id: optionalText(value, "id", where),
    coverage,
    carrier: optionalText(value, "carrier", where),
    plan: optionalText(value, "plan", where),
    firstYear: truthOf(value.first_year, where),
    inputs: inputsOf(value.inputs, where),
  };
}

function truthOf(value: unknown, where: string): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  return refuse("first_year", `${where}: \`first_year\` is ${kindOf(value)}, not true or false.`);
}

function inputsOf(value: unknown, where: string): Readonly<Record<string, Said>> | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value))
    return refuse("inputs", `the \`inputs\` of ${where} are ${kindOf(value)}, not an object.`);
  return mapped(value, (one, id) => {
    const what = `${quoted(id)} of ${where}`;
    // Figures by month are added up.
    return isObject(one)
      ? mapped(one, (figure, month) => saidOf(figure, id, `${what}, ${quoted(month)},`))
      : saidOf(one, id, what);
  });
}

function saidOf(value: unknown, about: string, what: string): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return textOf(value, about, what);
}

/** The fields of an object, each read; none of them reaches what every object has. */
const mapped = <T>(json: Json, read: (value: unknown, name: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(json).map(([name, value]) => [name, read(value, name)]));
