import { type Claim, type ClaimLine, type Fact, isDay, type Member, nearest } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import type { RawHousehold } from "./claims-file.js";
import {
  attempt,
  type Fault,
  guess,
  isObject,
  type Json,
  kindOf,
  onlyFields,
  optionalList,
  optionalText,
  quoted,
  refuse,
  textOf,
} from "./json-values.js";

/** A line as it is asked for: what it says, or why that is no line. */
export interface Entry {
  readonly name: string;
  /** As it is given, a day or not. */
  readonly date: string;
  readonly line: ClaimLine | undefined;
  readonly fault: Fault | undefined;
}

/** A household of the file. Without a claim nothing of it can be paid, and `fault` says why. */
export interface Household {
  readonly id: string | null;
  /** Where it stands in the file, in words. */
  readonly place: string;
  readonly plan: string | null;
  readonly claim: Claim | undefined;
  readonly fault: Fault | undefined;
  /** In the order in which they are paid: by day, then as given. */
  readonly entries: readonly Entry[];
}

/** What a household may name: taken from the book once. */
export interface Known {
  /** Words for who is covered, and whether family amounts then hold. */
  readonly coverages: ReadonlyMap<string, boolean>;
  readonly tiers: ReadonlySet<string>;
  /** Inputs of the program, and columns of a census. */
  readonly facts: ReadonlySet<string>;
}

const HOUSEHOLD_FIELDS = ["id", "plan", "riders", "household", "facts", "used", "lines"];
const WHO_FIELDS = ["coverage", "members"];
const MEMBER_FIELDS = ["id", "facts"];
const USED_FIELDS = ["of", "by", "amount"];
const LINE_TEXTS = [
  "id",
  "date",
  "member",
  "service",
  "drug",
  "code",
  "network",
  "channel",
  "plan",
  "charge",
  "allowed",
  "other_paid",
  "voids",
] as const;
const LINE_FIELDS = [...LINE_TEXTS, "units", "facts"];

const MOST_MEMBERS = 1_000;

/** What the households of a program may name. */
export function knownOf(book: RateBook, columns: Iterable<string>): Known {
  const coverages = new Map([
    ["family", true],
    ["self", false],
    ["individual", false],
  ]);
  const tiers = book.tiers.flatMap((set) => set.tiers);
  for (const { id, alone, most } of tiers) coverages.set(id, alone !== true && most !== 1);
  const facts = new Set([...columns, ...book.inputs.map(({ id }) => id)]);
  for (const name of ["id", "date"]) facts.delete(name);
  return { coverages, tiers: new Set(tiers.map(({ id }) => id)), facts };
}

/** Reads a household. What cannot be read is a fault of the household, or of the line that it stands in. */
export function readHousehold({ place, value, fault }: RawHousehold, known: Known): Household {
  const nothing = { id: null, place, plan: null, claim: undefined, entries: [] };
  if (fault !== undefined) return { ...nothing, fault: { about: "household", message: fault } };
  if (!isObject(value)) {
    return {
      ...nothing,
      fault: { about: "household", message: `This is ${kindOf(value)}, and no household.` },
    };
  }
  const id = attempt(() => optionalText(value, "id", "The household"));
  const plan = attempt(() => optionalText(value, "plan", "The household"));
  const named = { ...nothing, id: id.value ?? null, plan: plan.value ?? null };
  const read = attempt(() => claimOf(value, known));
  if (!read.value) return { ...named, fault: read.fault };
  return { ...named, ...read.value, fault: undefined };
}

function claimOf(json: Json, known: Known): { readonly claim: Claim; readonly entries: readonly Entry[] } {
  onlyFields(json, HOUSEHOLD_FIELDS, "a household");
  const id = optionalText(json, "id", "The household");
  const plan = optionalText(json, "plan", "The household");
  if (plan === undefined)
    refuse("plan", "Nothing says under which plan this household is: `plan` is missing.");
  const riders = optionalList(json, "riders", "The household").map((rider) =>
    textOf(rider, "riders", "A rider"),
  );
  const who = whoIs(json.household, known);
  const facts = { ...who.facts, ...factsOf(json.facts, "The household", known) };
  const used = optionalList(json, "used", "The household").map(usedOf);
  const entries = inOrder(entriesOf(json.lines, who.members));
  const lines = entries.flatMap(({ line }) => line ?? []);
  const { members, family } = who;
  return { claim: { id, plans: [plan, ...riders], members, family, facts, used, lines }, entries };
}

interface Who {
  readonly members: readonly Member[];
  readonly family: boolean | undefined;
  readonly facts: Readonly<Record<string, Fact>>;
}

function whoIs(json: unknown, known: Known): Who {
  if (json === undefined || json === null)
    refuse("household", "Nothing says who is in this household: `household` is missing.");
  if (!isObject(json)) refuse("household", `\`household\` is ${kindOf(json)}, not { "members": [ … ] }.`);
  onlyFields(json, WHO_FIELDS, "`household`");
  const list = optionalList(json, "members", "`household`");
  if (list.length === 0) refuse("members", "Nobody is in this household: `members` is missing or empty.");
  if (list.length > MOST_MEMBERS)
    refuse("members", `A household of more than ${MOST_MEMBERS} members is none.`);
  const members = list.map((member) => memberOf(member, known));
  const seen = new Set<string>();
  for (const { id } of members) {
    if (seen.has(id)) refuse("members", `The member ${id} is named twice.`);
    if (id === "family")
      refuse("members", "No member can be called family: so all of them together are called.");
    seen.add(id);
  }
  const coverage = optionalText(json, "coverage", "`household`");
  if (coverage === undefined) return { members, family: undefined, facts: {} };
  const family = known.coverages.get(coverage);
  if (family === false && members.length > 1)
    refuse("coverage", `${quoted(coverage)} covers one member, and ${members.length} are named.`);
  if (family === undefined) {
    const names = [...known.coverages.keys()];
    refuse("coverage", `${quoted(coverage)} does not say who is covered. ${guess(coverage, names)}`);
  }
  return { members, family, facts: known.tiers.has(coverage) ? { tier: coverage } : {} };
}

function memberOf(json: unknown, known: Known): Member {
  if (!isObject(json)) return { id: textOf(json, "members", "A member") };
  onlyFields(json, MEMBER_FIELDS, "a member");
  const id = optionalText(json, "id", "A member");
  if (id === undefined) refuse("members", "A member has no `id`.");
  return { id, facts: factsOf(json.facts, `The member ${id}`, known) };
}

function usedOf(json: unknown): { readonly of: string; readonly by: string; readonly amount: string } {
  if (!isObject(json))
    refuse("used", `\`used\` holds ${kindOf(json)}, not { "of": …, "by": …, "amount": … }.`);
  onlyFields(json, USED_FIELDS, "`used`");
  const field = (name: string): string =>
    optionalText(json, name, "`used`") ?? refuse("used", `\`used\` does not say its \`${name}\`.`);
  return { of: field("of"), by: field("by"), amount: field("amount") };
}

function entriesOf(json: unknown, members: readonly Member[]): Entry[] {
  if (json === undefined || json === null) refuse("lines", "This household has no line: `lines` is missing.");
  if (!Array.isArray(json)) refuse("lines", `\`lines\` is ${kindOf(json)}, not a list of lines.`);
  const list: readonly unknown[] = json;
  if (list.length === 0) refuse("lines", "This household has no line: `lines` is empty.");
  const seen = new Set<string>();
  return list.map((line, i): Entry => {
    const given = isObject(line) ? attempt(() => optionalText(line, "id", "This line")).value : undefined;
    const name = given ?? String(i + 1);
    const date = isObject(line) && typeof line.date === "string" ? line.date : "";
    const isTwice = seen.has(name);
    seen.add(name);
    if (isTwice) {
      const fault = { about: "id", message: `There is another line ${name} before this one.` };
      return { name, date, line: undefined, fault };
    }
    const read = attempt(() => lineOf(line, name, members));
    return { name, date, line: read.value, fault: read.fault };
  });
}

function lineOf(json: unknown, id: string, members: readonly Member[]): ClaimLine {
  if (!isObject(json)) refuse("line", `This is ${kindOf(json)}, and no line.`);
  onlyFields(json, LINE_FIELDS, "a line");
  const texts = new Map<(typeof LINE_TEXTS)[number], string>();
  for (const name of LINE_TEXTS) {
    const text = optionalText(json, name, "This line");
    if (text !== undefined) texts.set(name, text);
  }
  const date = texts.get("date") ?? refuse("date", "Nothing says on which day this was: `date` is missing.");
  const voids = texts.get("voids");
  const [only, second] = members;
  const own = second === undefined || voids !== undefined ? only?.id : undefined;
  const member =
    texts.get("member") ??
    own ??
    refuse("member", "Nothing says for whom this line is: `member` is missing.");
  const drug = texts.get("drug");
  const service = texts.get("service");
  if (drug !== undefined && service !== undefined)
    refuse("drug", "This line has a `service` and a `drug`; it is for one of the two.");
  return {
    id,
    date,
    member,
    service: service ?? drug,
    code: texts.get("code"),
    network: texts.get("network"),
    channel: texts.get("channel"),
    plan: texts.get("plan"),
    charge: texts.get("charge"),
    allowed: texts.get("allowed"),
    other_paid: texts.get("other_paid"),
    voids,
    units: unitsOf(json.units),
    facts: factsOf(json.facts, "This line"),
  };
}

/** As lines are paid: by day, then as given. One without a day stays behind the line before it. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  let day = "";
  const days = new Map<Entry, string>();
  for (const entry of entries) {
    if (isDay(entry.date)) day = entry.date;
    days.set(entry, day);
  }
  const of = (entry: Entry): string => days.get(entry) ?? "";
  return [...entries].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0));
}

function unitsOf(json: unknown): Readonly<Record<string, string>> {
  if (json === undefined || json === null) return {};
  if (!isObject(json)) refuse("units", `\`units\` is ${kindOf(json)}, not { "days": "3" }.`);
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]) =>
      value === null ? [] : [[name, textOf(value, "units", `\`units\` ${quoted(name)}`)]],
    ),
  );
}

/** Facts by name. Those of a line are checked when it is paid. */
function factsOf(json: unknown, of: string, known?: Known): Readonly<Record<string, Fact>> {
  if (json === undefined || json === null) return {};
  if (!isObject(json)) refuse("facts", `${of}: \`facts\` is ${kindOf(json)}, not { "name": value }.`);
  return Object.fromEntries(
    Object.entries(json).map(([name, value]): [string, Fact] => {
      if (known && !known.facts.has(name))
        refuse("facts", `${of}: ${quoted(name)} is no input of this program.${nearName(name, known)}`);
      if (value === null || typeof value === "boolean") return [name, value];
      return [name, textOf(value, name, `${of}: ${quoted(name)}`)];
    }),
  );
}

function nearName(name: string, known: Known): string {
  const near = nearest(name, [...known.facts]);
  return near === undefined ? "" : ` Did you mean ${near}?`;
}
