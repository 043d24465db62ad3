import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import type { AccountEvent } from "./accounts/types.js";
import { ageOn } from "./ages.js";
import { exact } from "./exact.js";
import { type Input, nearest, quoted, readChoice, readInput, type Value } from "./inputs.js";
import type { KeyValues } from "./lookup.js";
import { NEVER, relates } from "./points.js";
import type { Prepared } from "./prepare.js";
import { Refusal, refuse } from "./refusal.js";
import type { TraceStep } from "./trace.js";

/** A row of a census: column to text. Columns are the inputs of the program, and what the person has chosen. */
export type Person = Readonly<Record<string, string | undefined>>;

type Example = RateBook["examples"][number];

/** How two days stand to each other that do not stand as they should. */
const OTHERWISE = {
  before: "on or after",
  after: "on or before",
  on_or_before: "after",
  on_or_after: "before",
} as const;

/** A figure, with what its computing left behind. */
interface Remembered {
  readonly value: Fraction;
  readonly depended: readonly string[];
  readonly ended: readonly (readonly [name: string, last: string])[];
}

/** Questions may lead to questions this far. */
const MOST_QUESTIONS = 400;

/** One person on one day, while answers about them are made. Values are read once, when they are first asked for. */
export class Ask {
  private readonly values = new Map<string, Value>();
  private readonly memo = new Map<string, Remembered>();
  private currentClass: string | undefined;
  private depth = 0;
  /** Which of tier and members the answer depended on, in this question and those it led to. */
  readonly depended: Set<string>;
  /** Guarantees that had ended on the day, of the rates asked for: coverage and last day. */
  readonly ended: Map<string, string>;
  /** Lines of the way to the answer; absent when nobody asked for them. */
  trace: TraceStep[] | undefined;
  /** What happens to the accounts of the person. */
  events: readonly AccountEvent[] = [];
  /** A ledger of the accounts is being written: to ask an account then would lead back. */
  isWritingAccounts = false;
  /** The rows of the person's dependents. */
  dependents: readonly Person[] = [];
  /** Of a dependent: the facts that are said of them and not of the employee. */
  ownFacts: ReadonlySet<string> | undefined;
  /** Days that the answer itself has found: `employee end`. */
  marks: Readonly<Record<string, string>> = {};
  /** The example that asks, where questions are about what it tells. */
  example: Example | undefined;

  constructor(
    readonly book: Prepared,
    private readonly person: Person,
    readonly date: string,
    /** Keys that a question fixes: `with status active`. */
    private readonly fixed: Readonly<Record<string, string>> = {},
    depended = new Set<string>(),
    ended = new Map<string, string>(),
  ) {
    this.depended = depended;
    this.ended = ended;
  }

  /** The same person, with some keys as the question says. */
  with(fixed: Readonly<Record<string, string>>): Ask {
    if (Object.keys(fixed).length === 0) return this;
    const other = new Ask(
      this.book,
      this.person,
      this.date,
      { ...this.fixed, ...fixed },
      this.depended,
      this.ended,
    );
    return this.passOn(other);
  }

  /** The same person on another day, with columns that say more, or something else. */
  asOf(date: string, columns: Person = {}, marks = this.marks): Ask {
    const other = this.passOn(new Ask(this.book, { ...this.person, ...columns }, date, this.fixed));
    other.marks = marks;
    return other;
  }

  /** The same person on another day. */
  on(day: string | undefined): Ask {
    if (day === undefined || day === this.date) return this;
    const other = new Ask(this.book, this.person, day, this.fixed, this.depended, this.ended);
    return this.passOn(other);
  }

  private passOn(other: Ask): Ask {
    other.depth = this.depth;
    other.events = this.events;
    other.isWritingAccounts = this.isWritingAccounts;
    other.dependents = this.dependents;
    other.ownFacts = this.ownFacts;
    other.example = this.example;
    other.marks = this.marks;
    return other;
  }

  /** What is said of an input, unread; undefined where nothing is. */
  said(id: string): string | undefined {
    const fixed = Object.hasOwn(this.fixed, id) ? this.fixed[id] : undefined;
    return fixed ?? this.column(id) ?? this.book.inputs.get(id)?.otherwise;
  }

  /** The day of an event; undefined when it has not happened. */
  day(id: string): string | undefined {
    return this.said(id) === undefined ? undefined : this.value(id).key;
  }

  /** What a question around this one fixes: a projection, or that it is asked of each month. */
  fixedKey(id: string): string | undefined {
    return Object.hasOwn(this.fixed, id) ? this.fixed[id] : undefined;
  }

  /** The row of the census, with other values in some columns. */
  personWith(columns: Person): Person {
    return { ...this.person, ...columns };
  }

  /** Guards questions that ask questions: one that leads back to itself is refused. */
  nested<T>(about: string, compute: () => T): T {
    if (this.depth >= MOST_QUESTIONS) refuse(about, `${about} leads back to itself.`);
    this.depth++;
    try {
      return compute();
    } finally {
      this.depth--;
    }
  }

  /** What the census says in a column; undefined when it is empty. */
  column(name: string): string | undefined {
    const text = Object.hasOwn(this.person, name) ? this.person[name]?.trim() : undefined;
    return text === "" ? undefined : text;
  }

  /** Computes a figure once. What it depended on, and which guarantees had ended, holds for whoever asks for it again. */
  once(key: string, compute: () => Fraction): Fraction {
    const { depended, ended } = this;
    const found = this.memo.get(key);
    if (found) {
      for (const one of found.depended) depended.add(one);
      for (const [name, last] of found.ended) ended.set(name, last);
      return found.value;
    }
    const before = { depended: [...depended], ended: [...ended] };
    depended.clear();
    ended.clear();
    try {
      const value = compute();
      this.memo.set(key, { value, depended: [...depended], ended: [...ended] });
      return value;
    } finally {
      for (const one of before.depended) depended.add(one);
      for (const [name, last] of before.ended) ended.set(name, last);
    }
  }

  value(id: string): Value {
    let found = this.values.get(id);
    if (!found) {
      found = this.read(id);
      this.values.set(id, found);
    }
    return found;
  }

  private read(id: string): Value {
    const input = this.book.inputs.get(id);
    if (!input) return refuse(id, `${id} is no input of this program.`);
    const fixed = Object.hasOwn(this.fixed, id) ? this.fixed[id] : undefined;
    const text =
      fixed ?? this.column(id) ?? (input.kind === "age" && input.from ? undefined : input.otherwise);
    if (input.kind === "age" && input.from) return this.readAge(input, input.from, text);
    if (text === undefined)
      refuse(
        id,
        `${id} is missing${input.meaning ? `: ${input.meaning.toLowerCase().replace(/\.$/, "")}` : ""}${/[?!]$/.test(input.meaning ?? "") ? "" : "."}${allowed(input)}`,
      );
    const value = readInput(input, text);
    if (fixed === undefined) this.checkOrder(input, value.key);
    return value;
  }

  /** Days that come in another order than the plan says are a mistake in the row. */
  private checkOrder({ id, order = [] }: Input, day: string): void {
    for (const { relation, to } of order) {
      // A child is born after the employee was hired: days of two people have no order.
      if (this.ownFacts && this.ownFacts.has(id) !== this.ownFacts.has(to)) continue;
      const other = this.book.inputs.get(to);
      const text = this.column(to) ?? other?.otherwise;
      if (!other || text === undefined) continue;
      const { key } = readInput(other, text);
      if (day === NEVER || key === NEVER || relates(day, relation, key)) continue;
      refuse(id, `${id} ${day} is ${OTHERWISE[relation]} ${to} ${key}: one of the two days is mistaken.`);
    }
  }

  private readAge(input: Input, from: string, text: string | undefined): Value {
    const birth = Object.hasOwn(this.fixed, input.id) ? undefined : this.column(from);
    if (birth === undefined) {
      if (text === undefined)
        refuse(input.id, `${input.id} is missing, and so is ${from}, from which it follows.`);
      return readInput(input, text);
    }
    const reading = this.book.conventions.age?.reading ?? "completed_date";
    const age = ageOn(from, this.value(from).key, this.date, this.book.program.effective.from, reading);
    if (text !== undefined && !readInput(input, text).figure?.equals(age)) {
      refuse(input.id, `${input.id} ${text} does not agree with ${from} ${birth}, which makes it ${age}.`);
    }
    return readInput(input, String(age));
  }

  /** The charge of the line of a claim that is asked about. */
  charge(): Fraction {
    const text = this.column("charge") ?? refuse("charge", "Nothing says what was charged.");
    return exact(text);
  }

  /** A figure to calculate with; a percentage as its hundredth part. */
  figure(id: string): Fraction {
    return this.value(id).figure ?? refuse(id, `${id} is not a figure.`);
  }

  truth(id: string): boolean {
    return this.value(id).key === "yes";
  }

  /** The value of a key that a table is by, or that a condition asks for. */
  key(id: string, coverage: string | undefined): string {
    if (Object.hasOwn(this.fixed, id)) return this.fixed[id] ?? "";
    switch (id) {
      case "plan":
        return (
          this.plan(coverage) ??
          refuse(about("plan", coverage), `Nothing says which plan${ofCoverage(coverage)}.`)
        );
      case "tier":
        return this.tier(coverage);
      case "option":
        return (
          this.option(coverage) ??
          refuse(about("option", coverage), `Nothing says which option${ofCoverage(coverage)}.`)
        );
      case "coverage":
        return coverage ?? "";
      case "area":
        return this.area();
      case "class":
        return this.class();
      default:
        return this.value(id).key;
    }
  }

  private chosen(what: string, coverage: string | undefined): string | undefined {
    return (coverage === undefined ? undefined : this.column(`${what} of ${coverage}`)) ?? undefined;
  }

  plan(coverage: string | undefined): string | undefined {
    const { plan } = this.fixed;
    if (plan !== undefined && this.book.plansOf(coverage).includes(plan)) return plan;
    const own = this.chosen("plan", coverage);
    const plans = this.book.plansOf(coverage);
    if (own !== undefined) return readChoice(about("plan", coverage), own, plans);
    const general = this.column("plan");
    if (general === undefined || plans.includes(general)) return general;
    if (this.book.plans.has(general)) return undefined;
    const near = nearest(general, [...this.book.plans.keys()]);
    return refuse(
      "plan",
      `${quoted(general)} is not a plan of this program.${near ? ` Did you mean ${near}?` : ""}`,
    );
  }

  private tier(coverage: string | undefined): string {
    this.depended.add("tier");
    const text = this.chosen("tier", coverage) ?? this.column("tier");
    if (text === undefined)
      refuse(about("tier", coverage), `Nothing says which tier${ofCoverage(coverage)}.`);
    return readChoice(about("tier", coverage), text, [...this.book.tiers.keys()]);
  }

  option(coverage: string | undefined): string | undefined {
    const options = this.book.optionsOf(coverage);
    const { option } = this.fixed;
    if (option !== undefined && options.includes(option)) return option;
    const own = this.chosen("option", coverage);
    if (own !== undefined) return readChoice(about("option", coverage), own, options);
    const general = this.column("option");
    if (general === undefined) return undefined;
    const known = readChoice("option", general, this.book.optionsOf(undefined));
    return options.includes(known) ? known : undefined;
  }

  /** How many people are covered, where the census says so. */
  members(coverage: string): Fraction | undefined {
    if (Object.hasOwn(this.fixed, "members")) return exact(this.fixed.members ?? "1");
    this.depended.add("members");
    const text = this.chosen("members", coverage) ?? this.column("members");
    if (text === undefined) return undefined;
    if (!/^\d{1,4}$/.test(text))
      refuse(about("members", coverage), `members ${quoted(text)} is not a number of people.`);
    const members = exact(text);
    // A question about another tier may not be about the people who are covered in this one.
    const asked = this.book.tiers.get(this.fixed.tier ?? "");
    const fits =
      members.compare(asked?.least ?? 0) >= 0 &&
      (asked?.most === undefined || members.compare(asked.most) <= 0);
    return fits ? members : undefined;
  }

  private area(): string {
    const { areas } = this.book;
    if (!areas) return refuse("area", "This program has no areas.");
    const place = this.value(areas.by).key;
    return areas.ofPlace.get(place) ?? refuse(areas.by, `${place} is in no area.`);
  }

  class(): string {
    const own = this.classOrNone();
    if (own !== undefined) return own;
    const known = this.book.classes.map(({ id }) => id).join(", ");
    return refuse("class", `This person is in no class: ${known}.`);
  }

  /** The class; undefined for a person who is in none. */
  classOrNone(): string | undefined {
    const fixed = this.fixed.class;
    if (fixed !== undefined) return fixed;
    if (this.currentClass !== undefined) return this.currentClass;
    const { classes } = this.book;
    const [first, second] = this.nested("class", () => classes.filter(({ when }) => when(this, undefined)));
    if (first && second)
      return refuse("class", `This person is in two classes, ${first.id} and ${second.id}.`);
    this.currentClass = first?.id;
    return first?.id;
  }

  /** The keys of a coverage's rates, for looking them up. */
  keysOf(coverage: string): KeyValues {
    return {
      name: (id) => this.key(id, coverage),
      figure: (id) => this.value(id).written ?? refuse(id, `${id} is not a figure.`),
    };
  }
}

export const about = (what: string, coverage: string | undefined): string =>
  coverage === undefined ? what : `${what} of ${coverage}`;

const ofCoverage = (coverage: string | undefined): string =>
  coverage === undefined ? "" : ` of ${coverage}`;

function allowed(input: Input): string {
  const { choices } = input;
  return choices && choices.length <= 12 ? ` It is one of: ${choices.join(", ")}.` : "";
}

/** Runs something that may refuse; answers its refusal instead. */
export function attempt<T>(
  run: () => T,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal } {
  try {
    return { ok: true, value: run() };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, refusal: thrown };
    throw thrown;
  }
}
