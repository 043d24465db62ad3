import type { Condition, Expression, RateBook } from "@planwright/ratebook";
import { exact } from "../exact.js";
import { type Input, isDay } from "../inputs.js";
import {
  combine,
  compared,
  constant,
  constantOf,
  needed,
  rounded,
  type Scaled,
  times,
  timesConstant,
  within,
} from "./figures.js";
import {
  ageNode,
  all,
  any,
  arithmetic,
  at,
  DAY,
  need,
  NEVER,
  not,
  only,
  pick,
  quotient,
  relation,
  type Truth,
  unsaid,
  type Whole,
  whole,
} from "./nodes.js";
import { choiceOf, codeReader, dayNumber, EMPTY, isFigure, OTHER, partsOf, REFUSED, Slots } from "./slots.js";

/** What the question around fixes, by key, and the day it is asked of. */
export interface Around {
  readonly fixed: Readonly<Record<string, string | Whole>>;
  readonly day: Whole;
}

export const NOTHING_FIXED: Around = { fixed: {}, day: DAY };

/** The value of a key: a code among names, or a figure as bands are written. */
export type Key =
  | { readonly kind: "name"; readonly code: Whole; readonly names: readonly string[] }
  | { readonly kind: "figure"; readonly figure: Scaled; readonly input: Input }
  | { readonly kind: "day"; readonly day: Whole };

/** Answers questions about a coverage while an expression is lowered. */
export interface Asked {
  answer(head: (Expression & { op: "ask" })["head"], of: string, around: Around): Scaled;
}

/** Deeper than this an expression leads back to itself. */
const DEEPEST = 60;

/** Makes nodes of what a rate book says of a person. One for a book: what two coverages ask is asked once. */
export class Lowering {
  readonly slots = new Slots();
  readonly inputs: ReadonlyMap<string, Input>;
  readonly tiers: readonly string[];
  private readonly plans: readonly string[];
  private readonly options: readonly string[];
  private readonly names = new Map<string, readonly string[]>();
  private readonly made = new Map<string, Whole>();
  private depth = 0;
  /** How often what was lowered reads who is covered together: on every way, and on some ways. */
  readonly reads = { always: 0, sometimes: 0 };

  constructor(
    readonly book: RateBook,
    private readonly asked: Asked,
  ) {
    this.inputs = new Map(book.inputs.map((input) => [input.id, input]));
    this.tiers = [...new Set(book.tiers.flatMap(({ tiers }) => tiers.map(({ id }) => id)))];
    this.plans = book.plans.map(({ id }) => id);
    this.options = book.coverages.flatMap(({ options }) => options);
  }

  private nested<T>(run: () => T): T {
    if (this.depth >= DEEPEST) unsaid("a question that leads back to itself");
    this.depth++;
    try {
      return run();
    } finally {
      this.depth--;
    }
  }

  /** One node for one question, so that it is computed once. */
  private once(key: string, { fixed, day }: Around, make: () => Whole): Whole {
    if (Object.keys(fixed).length > 0 || day !== DAY) return make();
    let found = this.made.get(key);
    if (!found) {
      found = make();
      this.made.set(key, found);
    }
    return found;
  }

  figure(e: Expression, coverage: string | undefined, around: Around): Scaled {
    return this.nested(() => this.figureOf(e, coverage, around));
  }

  private figureOf(e: Expression, coverage: string | undefined, around: Around): Scaled {
    switch (e.op) {
      case "literal":
        return constant(e.percent ? exact(e.value).div(100) : exact(e.value));
      case "input":
        return this.inputFigure(e.ref, around);
      case "formula": {
        const formula = this.book.formulas.find(({ id }) => id === e.ref) ?? unsaid(`the formula ${e.ref}`);
        return this.unread(`the formula ${e.ref}`, () => this.figure(formula.value, undefined, around));
      }
      case "add":
      case "subtract":
      case "lesser":
      case "greater":
        return combine(e.op, this.figure(e.a, coverage, around), this.figure(e.b, coverage, around));
      case "multiply":
        return times(this.figure(e.a, coverage, around), this.figure(e.b, coverage, around));
      case "divide": {
        const divisor = constantOf(this.figure(e.b, coverage, around));
        if (!divisor) return unsaid("a division by what depends on the person");
        const a = this.figure(e.a, coverage, around);
        return divisor.equals(0) ? needed(NEVER, a) : timesConstant(a, divisor.inverse());
      }
      case "convert":
        return timesConstant(this.figure(e.a, coverage, around), exact(e.times).div(exact(e.over)));
      case "round":
        return rounded(this.figure(e.a, coverage, around), e.mode, exact(e.to));
      case "ask": {
        const of = e.of ?? coverage ?? unsaid(`${e.head} of all coverages`);
        const day = e.on === undefined ? around.day : whole(dayNumber(e.on));
        return this.asked.answer(e.head, of, { fixed: { ...around.fixed, ...e.with }, day });
      }
      case "line":
        return unsaid("the charge of a claim");
      case "arrangement":
        return unsaid(`a question about an arrangement, ${e.head}`);
    }
  }

  /** A figure to calculate with; a percentage as its hundredth part. */
  inputFigure(id: string, around: Around): Scaled {
    const key = this.inputKey(id, around);
    if (key.kind !== "figure") return needed(NEVER, constant(exact("0")));
    const { figure, input } = key;
    return input.kind === "percent" ? timesConstant(figure, exact("100").inverse()) : figure;
  }

  test(c: Condition, coverage: string | undefined, around: Around): Truth {
    return this.nested(() => this.testOf(c, coverage, around));
  }

  private testOf(c: Condition, coverage: string | undefined, around: Around): Truth {
    switch (c.op) {
      case "all":
        return all(c.of.map((part) => this.sometimes(() => this.test(part, coverage, around))));
      case "any":
        return any(c.of.map((part) => this.sometimes(() => this.test(part, coverage, around))));
      case "not":
        return not(this.test(c.a, coverage, around));
      case "truth":
        return this.is(c.ref, ["yes"], coverage, around);
      case "condition": {
        const named = this.book.conditions.find(({ id }) => id === c.ref) ?? unsaid(`the condition ${c.ref}`);
        return this.test(named.when, coverage, around);
      }
      case "is":
        return this.is(c.key, c.values, coverage, around);
      case "compare": {
        const relationOf = { at_least: ">=", at_most: "<=", under: "<", over: ">", equal: "===" } as const;
        return compared(
          relationOf[c.relation],
          this.figure(c.a, coverage, around),
          this.figure(c.b, coverage, around),
        );
      }
      case "within":
        return all(within(this.figure(c.a, coverage, around), c.range));
      case "day": {
        const key = this.inputKey(c.ref, around);
        if (key.kind !== "day" || !isDay(c.day)) return unsaid("a day that is none");
        const relationOf = { before: "<", after: ">", on_or_before: "<=", on_or_after: ">=" } as const;
        return relation(relationOf[c.relation], key.day, whole(dayNumber(c.day)));
      }
      case "dates":
        return unsaid("a condition about two dates");
    }
  }

  /** What reads the tier in here may not be asked: what follows may have settled the matter. */
  sometimes<T>(run: () => T): T {
    const { always } = this.reads;
    const result = run();
    this.reads.sometimes += this.reads.always - always;
    this.reads.always = always;
    return result;
  }

  /** What is answered once for all who ask may not read the tier: it is read of the first who asks alone. */
  private unread<T>(what: string, run: () => T): T {
    const before = this.reads.always + this.reads.sometimes;
    const result = run();
    return this.reads.always + this.reads.sometimes === before
      ? result
      : unsaid(`${what}, which asks for the tier`);
  }

  private is(id: string, values: readonly string[], coverage: string | undefined, around: Around): Truth {
    const key = this.key(id, coverage, around);
    switch (key.kind) {
      case "name":
        return memberOf(
          key.code,
          values.map((value) => key.names.indexOf(value)).filter((code) => code >= 0),
        );
      case "day":
        return any(values.filter(isDay).map((day) => relation("===", key.day, whole(dayNumber(day)))));
      case "figure":
        return any(values.map((value) => this.equals(key.figure, key.input, value)));
    }
  }

  /** Whether a figure is the one that a text names as a key. */
  equals(figure: Scaled, { choices }: Input, value: string): Truth {
    if (choices ? !choices.includes(value) : !/^(0|-?[1-9]\d*)$/.test(value))
      return unsaid("a figure as a name");
    return compared("===", figure, constant(exact(value)));
  }

  /** The value of a key that a table is by, or that a condition asks for. */
  key(id: string, coverage: string | undefined, around: Around): Key {
    const fixed = Object.hasOwn(around.fixed, id) ? around.fixed[id] : undefined;
    if (fixed !== undefined && (id === "tier" || !this.inputs.has(id)))
      return this.fixedKey(id, fixed, coverage);
    switch (id) {
      case "plan": {
        const code = this.plan(coverage ?? unsaid("the plan of no coverage"), around);
        return { kind: "name", code: given(code), names: this.plansOf(coverage) };
      }
      case "tier":
        return this.tier(coverage);
      case "option": {
        const code = this.option(coverage ?? unsaid("the option of no coverage"), around);
        return { kind: "name", code: given(code), names: this.optionsOf(coverage) };
      }
      case "coverage":
        return { kind: "name", code: whole(0), names: [coverage ?? ""] };
      case "area":
        return this.area(around);
      case "class": {
        const names = this.book.classes.map((known) => known.id);
        const code = this.once("class", around, () =>
          this.unread("a class", () =>
            only(this.book.classes.map(({ when }) => this.test(when, undefined, around))),
          ),
        );
        return { kind: "name", code, names };
      }
      default:
        return this.inputKey(id, around);
    }
  }

  private fixedKey(id: string, fixed: string | Whole, coverage: string | undefined): Key {
    if (typeof fixed !== "string") return { kind: "name", code: fixed, names: this.tiers };
    if (id !== "tier") return { kind: "name", code: whole(0), names: [fixed] };
    const code = this.tiers.indexOf(fixed);
    return code < 0
      ? unsaid(`the tier ${fixed} of ${coverage}`)
      : { kind: "name", code: whole(code), names: this.tiers };
  }

  private area(around: Around): Key {
    const { areas } = this.book;
    if (!areas) return unsaid("areas that there are none of");
    const names = areas.areas.map(({ id }) => id);
    const place = this.inputKey(areas.by, around);
    if (place.kind !== "name") return unsaid("areas by a figure");
    const ofPlace = new Map(areas.areas.flatMap(({ places }, i) => places.map((name) => [name, i] as const)));
    const codes = place.names.map((name) => ofPlace.get(name) ?? EMPTY);
    const code = this.once("area", around, () => given(at(place.code, codes, 0)));
    return { kind: "name", code, names };
  }

  private tier(coverage: string | undefined): Key {
    this.reads.always++;
    const code = this.once(`tier ${coverage}`, NOTHING_FIXED, () => given(this.tierCode(coverage)));
    return { kind: "name", code, names: this.tiers };
  }

  /** What the census says of the tier; below zero where it says none. */
  tierCode(coverage: string | undefined): Whole {
    const read = codeReader(this.tiers, choiceOf("tier", this.tiers), REFUSED);
    const general = this.slots.code("tier", this.tiers.length, read);
    if (coverage === undefined) return general;
    return this.ownOr(this.slots.code(`tier of ${coverage}`, this.tiers.length, read), general);
  }

  private ownOr(own: Whole, general: Whole): Whole {
    return pick(relation("===", own, whole(EMPTY)), general, own);
  }

  plansOf(coverage: string | undefined): readonly string[] {
    return this.book.plans
      .filter((plan) => plan.coverage === coverage && !plan.isSchedule)
      .map(({ id }) => id);
  }

  optionsOf(coverage: string | undefined): readonly string[] {
    return this.book.coverages.find(({ id }) => id === coverage)?.options ?? [];
  }

  /** The plan of a coverage; below zero where none is chosen. */
  plan(coverage: string, around: Around): Whole {
    const own = this.plansOf(coverage);
    const fixed = fixedText(around, "plan");
    if (fixed !== undefined && own.includes(fixed)) return whole(own.indexOf(fixed));
    return this.once(`plan ${coverage}`, NOTHING_FIXED, () => {
      const read = codeReader(own, choiceOf("plan", own), REFUSED);
      // A plan in the column for all is written exactly; one that there is not is refused.
      const known = codeReader(this.plans, (text) => (this.plans.includes(text) ? text : undefined), REFUSED);
      const general = this.slots.code("plan", this.plans.length, known);
      const ofGeneral = [REFUSED, EMPTY, ...this.plans.map((plan) => own.indexOf(plan))];
      return this.ownOr(
        this.slots.code(`plan of ${coverage}`, own.length, read),
        at(general, ofGeneral, REFUSED),
      );
    });
  }

  /** The option of a coverage; below zero where none is chosen. */
  option(coverage: string, around: Around): Whole {
    const own = this.optionsOf(coverage);
    const fixed = fixedText(around, "option");
    if (fixed !== undefined && own.includes(fixed)) return whole(own.indexOf(fixed));
    return this.once(`option ${coverage}`, NOTHING_FIXED, () => {
      const read = codeReader(own, choiceOf("option", own), REFUSED);
      const known = codeReader(this.options, choiceOf("option", this.options), REFUSED);
      const general = this.slots.code("option", this.options.length, known);
      const ofGeneral = [REFUSED, EMPTY, ...this.options.map((option) => own.indexOf(option))];
      return this.ownOr(
        this.slots.code(`option of ${coverage}`, own.length, read),
        at(general, ofGeneral, REFUSED),
      );
    });
  }

  /** What an input says, whichever key it is. */
  private inputKey(id: string, around: Around): Key {
    const input = this.inputs.get(id) ?? unsaid(`the input ${id}`);
    const fixed = fixedText(around, id);
    if ((input.order ?? []).length > 0) return unsaid("a date that has an order to another");
    if (fixed !== undefined) return this.fixedInput(input, fixed);
    if (input.kind === "age" && input.from) return this.age(input, input.from, around);
    const names = this.namesOf(input);
    const node = this.slots.input(input, names);
    if (isFigure(input)) return { kind: "figure", figure: { number: node, parts: partsOf(input) }, input };
    if (input.kind === "date") return { kind: "day", day: node };
    return { kind: "name", code: this.once(`input ${id}`, NOTHING_FIXED, () => given(node)), names };
  }

  private fixedInput(input: Input, fixed: string): Key {
    if (isFigure(input) || input.kind === "date") return unsaid("a question that fixes a figure");
    const names = this.namesOf(input);
    const code = names.indexOf(fixed);
    return code < 0 ? unsaid("a question that fixes a name") : { kind: "name", code: whole(code), names };
  }

  private age(input: Input, from: string, around: Around): Key {
    const birth = this.inputKey(from, around);
    if (birth.kind !== "day" || !isFigure(input)) return unsaid("an age of no date of birth");
    const number = this.once(`age ${input.id}`, { ...around, fixed: {} }, () =>
      this.ageOf(input, birth.day, around),
    );
    return { kind: "figure", figure: { number, parts: 1 }, input };
  }

  private ageOf(input: Input, birth: Whole, around: Around): Whole {
    if (around.day !== DAY) return unsaid("an age on another day");
    if (input.choices || input.otherwise !== undefined) return unsaid("an age of few values");
    const [way, on] = (this.book.conventions.age?.reading ?? "completed_date").split("_");
    const start = whole(dayNumber(this.book.program.effective.from));
    const day = on === "program" ? start : on === "month" ? firstOfMonthNode(around.day) : around.day;
    const age = ageNode(birth, day, way === "nearest" ? "nearest" : "completed");
    const range = all([
      relation("<=", age, whole(130)),
      ...(input.range ? within({ number: age, parts: 1 }, input.range) : []),
    ]);
    const said = this.slots.input(input, []);
    const agrees = any([isEmpty(this.slots.presence(input.id)), relation("===", said, age)]);
    return pick(isEmpty(this.slots.presence(input.from ?? "")), said, need(all([range, agrees]), age));
  }

  /** The names that an input can have; of an open list those that the book speaks of. */
  private namesOf(input: Input): readonly string[] {
    if (input.kind === "truth") return ["no", "yes"];
    if (input.choices) return input.choices;
    let found = this.names.get(input.id);
    if (!found) {
      found = [OTHER, ...namesSpokenOf(this.book, input.id)];
      this.names.set(input.id, found);
    }
    return found;
  }
}

const fixedText = ({ fixed }: Around, id: string): string | undefined => {
  const found = Object.hasOwn(fixed, id) ? fixed[id] : undefined;
  return typeof found === "string" ? found : undefined;
};

export const isEmpty = (code: Whole): Truth => relation("===", code, whole(EMPTY));

/** A code that stands for a value. */
export const given = (code: Whole): Whole =>
  code.low >= 0 ? code : need(relation(">=", code, whole(0)), code);

export function memberOf(code: Whole, codes: readonly number[]): Truth {
  if (codes.length <= 3) return any(codes.map((one) => relation("===", code, whole(one))));
  const flags = Array.from({ length: code.high + 1 }, (_, i) => (codes.includes(i) ? 1 : 0));
  return relation("===", at(code, flags, 0), whole(1));
}

/** 20150301 for 20150315. */
const firstOfMonthNode = (day: Whole): Whole =>
  arithmetic("add", arithmetic("multiply", quotient(day, 100, "down"), whole(100)), whole(1));

/** The names of an open list that tables, areas and conditions of a book speak of. */
function namesSpokenOf(book: RateBook, id: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === "object" && value !== null) {
      if ("op" in value && value.op === "is" && "key" in value && value.key === id && "values" in value)
        for (const one of Array.isArray(value.values) ? value.values : []) names.add(String(one));
      for (const one of Object.values(value)) visit(one);
    }
  };
  const { coverages, plans, rates, contributions, participation, conditions, classes, formulas } = book;
  visit([coverages, plans.map(({ available }) => available), rates.map(({ when }) => when)]);
  visit([contributions, participation, conditions, classes, formulas]);
  for (const { rows, notOffered } of rates) {
    for (const { key, value } of notOffered) if (key === id) names.add(value);
    for (const { keys } of rows) {
      const name = Object.hasOwn(keys, id) ? keys[id] : undefined;
      if (typeof name === "string") names.add(name);
    }
  }
  if (book.areas?.by === id)
    for (const { places } of book.areas.areas) for (const place of places) names.add(place);
  if (book.members?.by === id) for (const { member } of book.members.rows) names.add(member);
  return names;
}
