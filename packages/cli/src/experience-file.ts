import type { Experience, ExperienceLine, Said } from "@planwright/evaluator";
import { Failure } from "./failure.js";
import { readText } from "./programs.js";
import { grouped } from "./text.js";

/** A file of experience may have this many characters, and this many lines of coverage. */
const MOST_CHARACTERS = 20_000_000;
const MOST_LINES = 10_000;
const MOST_CHARACTERS_OF_A_TEXT = 1_000;
/** A number of JSON with more digits than these may not be the one that was written. */
const MOST_DIGITS = 15;

const EXAMPLE =
  '{ "effective": { "from": "2016-01-01", "to": "2016-12-31" }, "lines": [ { "coverage": "medical", "inputs": { "trend": "7%" } } ] }';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;

/** Reads a file of experience, as `planwright renew` takes it; says in a sentence why it cannot. */
export function readExperience(path: string): Experience {
  const name = path === "-" ? "standard input" : path;
  const text = readText(path).replace(/^\uFEFF/, "");
  if (text.length > MOST_CHARACTERS)
    throw new Failure(
      `${name} has more than ${grouped(MOST_CHARACTERS)} characters`,
      "Renew its lines in several files.",
    );
  if (text.trim() === "") throw new Failure(`${name} is empty`, `An experience is written ${EXAMPLE}.`);
  return new ExperienceReader(name).read(parsed(text, name));
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : "";
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    if (Number.isNaN(position))
      throw new Failure(`${name} is not JSON`, "Something in it is still open at its end.");
    const before = text.slice(0, position).split("\n");
    const column = (before[before.length - 1]?.length ?? 0) + 1;
    throw new Failure(`${name} is not JSON`, `It goes wrong on line ${before.length}, column ${column}.`);
  }
}

class ExperienceReader {
  constructor(private readonly name: string) {}

  private refuse(where: string, what: string): never {
    const at = where === "" ? this.name : `${this.name}: ${where}`;
    throw new Failure(`${at} ${what}`, `An experience is written ${EXAMPLE}.`);
  }

  read(value: unknown): Experience {
    if (!isObject(value)) return this.refuse("", `holds ${kindOf(value)}, and no experience`);
    this.onlyFields(value, ["effective", "inputs", "lines"], "");
    const { effective, inputs, lines } = value;
    if (!Array.isArray(lines))
      return this.refuse(
        "",
        lines === undefined ? "has no `lines`" : `has ${kindOf(lines)} for its \`lines\``,
      );
    if (lines.length > MOST_LINES) return this.refuse("", `has more than ${grouped(MOST_LINES)} lines`);
    return {
      ...this.days(effective),
      inputs: this.inputs(inputs, ""),
      lines: lines.map((line: unknown, i) => this.line(line, `line ${i + 1}`)),
    };
  }

  private days(value: unknown): Pick<Experience, "from" | "to"> {
    if (value === undefined) return {};
    if (!isObject(value)) return this.refuse("`effective`", `is ${kindOf(value)}, and no pair of days`);
    this.onlyFields(value, ["from", "to"], "`effective`");
    return { from: this.text(value, "from", "`effective`"), to: this.text(value, "to", "`effective`") };
  }

  private line(value: unknown, where: string): ExperienceLine {
    if (!isObject(value)) return this.refuse(where, `is ${kindOf(value)}, and no line of coverage`);
    this.onlyFields(value, ["id", "coverage", "carrier", "plan", "first_year", "inputs"], where);
    const coverage = this.text(value, "coverage", where);
    if (coverage === undefined) return this.refuse(where, "does not say its `coverage`");
    const first = value.first_year;
    if (first !== undefined && typeof first !== "boolean")
      return this.refuse(`${where}, \`first_year\``, `is ${kindOf(first)}, and not true or false`);
    return {
      id: this.text(value, "id", where),
      coverage,
      carrier: this.text(value, "carrier", where),
      plan: this.text(value, "plan", where),
      firstYear: first,
      inputs: this.inputs(value.inputs, where),
    };
  }

  private inputs(value: unknown, where: string): Readonly<Record<string, Said>> | undefined {
    if (value === undefined) return undefined;
    const at = where === "" ? "`inputs`" : `${where}, \`inputs\``;
    if (!isObject(value)) return this.refuse(at, `is ${kindOf(value)}, and no object`);
    const said = Object.entries(value).map(([id, one]): [string, Said] => [
      id,
      this.said(one, `${at}, \`${id}\``),
    ]);
    return Object.fromEntries(said);
  }

  /** A figure or a name; or figures by month. */
  private said(value: unknown, where: string): Said {
    if (!isObject(value)) return this.figure(value, where);
    const months = Object.entries(value).map(([month, one]): [string, string] => [
      month,
      this.figure(one, `${where}, \`${month}\``),
    ]);
    return Object.fromEntries(months);
  }

  private figure(value: unknown, where: string): string {
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "number") {
      const text = String(value);
      if (/^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, "").length <= MOST_DIGITS) return text;
      return this.refuse(where, "is a number that JSON may have changed: write it in quotes");
    }
    if (typeof value !== "string") return this.refuse(where, `is ${kindOf(value)}, and no figure or name`);
    return this.short(value, where);
  }

  private text(json: Json, field: string, where: string): string | undefined {
    const value = json[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string")
      return this.refuse(`${where}, \`${field}\``, `is ${kindOf(value)}, and no text`);
    return this.short(value, `${where}, \`${field}\``);
  }

  private short(value: string, where: string): string {
    if (value.length <= MOST_CHARACTERS_OF_A_TEXT) return value;
    return this.refuse(where, `has more than ${grouped(MOST_CHARACTERS_OF_A_TEXT)} characters`);
  }

  private onlyFields(json: Json, known: readonly string[], where: string): void {
    const unknown = Object.keys(json).find((field) => !known.includes(field));
    if (unknown === undefined) return;
    this.refuse(
      where,
      `has a field \`${unknown.slice(0, 60)}\`, which is not known here: there is ${known.join(", ")}`,
    );
  }
}
