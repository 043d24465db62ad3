import type { RateBook } from "@planwright/ratebook";
import { Ask, attempt, type Person } from "../ask.js";
import { decimal, exact } from "../exact.js";
import { type Test, testOf } from "../expressions.js";
import type { Prepared } from "../prepare.js";
import { Enrolment, type EnrollOptions } from "./enroll.js";
import type { CoverageAnswer, EnrollAnswer, GroupAnswer } from "./types.js";

type Requirement = NonNullable<RateBook["group"]>[number];

/** What is counted of one coverage. */
interface Counts {
  eligible: number;
  enrolled: number;
  /** Employees of whom it cannot be said. */
  undecided: number;
  /** Employees who are not enrolled while a dependent is. */
  readonly alone: string[];
  readonly plans: Set<string>;
}

/** A requirement that is a condition, and the employees for whom it does not hold. */
interface Fact {
  readonly test: Test;
  held: number;
  readonly failed: string[];
  missing: string | undefined;
}

interface PreparedRequirement {
  readonly rule: Requirement;
  readonly path: string;
  readonly when: Test | undefined;
  readonly fact?: Fact;
  /** By coverage. */
  readonly counts: ReadonlyMap<string, Counts>;
}

const nothing = (): Counts => ({ eligible: 0, enrolled: 0, undecided: 0, alone: [], plans: new Set() });

/** Counts the employees of a group, one after the other, and says what it fulfils. */
export class Group {
  private readonly requirements: readonly PreparedRequirement[];
  private readonly enrolment: Enrolment;

  /** `asOf`: the day that was asked for, of rows without a day of their own. */
  constructor(
    private readonly book: Prepared,
    private readonly options: Pick<EnrollOptions, "asOf"> = {},
  ) {
    this.enrolment = Enrolment.of(book);
    this.requirements = (book.book.group ?? []).map((rule, i): PreparedRequirement => {
      const coverages = rule.coverages.length > 0 ? rule.coverages : this.enrolment.coverages;
      const isFact = rule.test.kind === "fact";
      return {
        rule,
        path: `/group/${i}`,
        when: rule.when && testOf(rule.when, book),
        counts: new Map(isFact ? [] : coverages.map((id) => [id, nothing()])),
        ...(rule.test.kind === "fact"
          ? { fact: { test: testOf(rule.test.when, book), held: 0, failed: [], missing: undefined } }
          : {}),
      };
    });
  }

  /** Adds an employee with the answer that was given. `name` says who it is. */
  add(person: Person, dependents: readonly Person[], answer: EnrollAnswer, name: string): void {
    if (this.requirements.length === 0) return;
    const ask = new Ask(this.book, person, answer.date || this.book.program.effective.from);
    for (const { when, fact, counts } of this.requirements) {
      const concerned = attempt(() => !when || when(ask, undefined));
      if (!concerned.ok) {
        for (const one of counts.values()) one.undecided++;
        if (fact) fact.missing ??= concerned.refusal.problem.message;
      } else if (concerned.value) {
        if (fact) addFact(fact, ask, name);
        for (const [id, one] of counts) this.addCoverage(id, one, ask, dependents, answer, name);
      }
    }
  }

  /** Adds an employee of whom nothing can be said. */
  addUnknown(): void {
    for (const { counts } of this.requirements) for (const one of counts.values()) one.undecided++;
  }

  private addCoverage(
    id: string,
    counts: Counts,
    ask: Ask,
    dependents: readonly Person[],
    answer: EnrollAnswer,
    name: string,
  ): void {
    const own = answer.coverages.find(({ coverage }) => coverage === id);
    if (!own) {
      counts.undecided++;
      return;
    }
    // Whose cover is over, or has not begun, is nobody of that day, and neither are their dependents.
    if (!this.isOfTheDay(own, ask)) return;
    if (own.eligible) counts.eligible++;
    if (own.eligible && own.enrolled) counts.enrolled++;
    const plan = attempt(() => ask.plan(id));
    if (own.enrolled && plan.ok && plan.value !== undefined) counts.plans.add(plan.value);
    const isChosenBelow = dependents.some((one) => {
      const held = attempt(() => this.enrolment.isEnrolled(new Ask(this.book, one, ask.date), id));
      return held.ok && held.value;
    });
    if (isChosenBelow && !own.enrolled) counts.alone.push(name);
  }

  /** Whether cover is not over on the day, and, where a day was asked for, has begun. */
  private isOfTheDay({ begins, ends }: CoverageAnswer, ask: Ask): boolean {
    if (ends !== null && ends < ask.date) return false;
    const isAsked = this.options.asOf !== undefined || ask.column("date") !== undefined;
    return !isAsked || begins === null || begins <= ask.date;
  }

  /** What the group fulfils, requirement by requirement. */
  answers(): GroupAnswer[] {
    return this.requirements.flatMap(({ rule, path, fact, counts }): GroupAnswer[] => {
      const { source, cites } = this.book.sourceOf(path);
      const base = { level: rule.level, requirement: rule.words, source, cites };
      if (fact) return [{ ...base, coverage: null, ...factAnswer(fact) }];
      return [...counts].map(([coverage, one]) => ({ ...base, coverage, ...countAnswer(rule.test, one) }));
    });
  }
}

function addFact(fact: Fact, ask: Ask, name: string): void {
  const result = attempt(() => fact.test(ask, undefined));
  if (!result.ok) fact.missing ??= result.refusal.problem.message;
  else if (result.value) fact.held++;
  else fact.failed.push(name);
}

/** More are counted, not named. */
const MOST_NAMED = 10;

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? `, and ${more} more` : "");
}

function factAnswer({ held, failed, missing }: Fact): Pick<GroupAnswer, "met" | "found"> {
  if (failed.length > 0) return { met: false, found: `it does not hold for ${named(failed)}` };
  if (missing !== undefined) return { met: null, found: missing };
  return held > 0 ? { met: true, found: "it holds" } : { met: null, found: "there is nobody" };
}

const people = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function countAnswer(test: Requirement["test"], counts: Counts): Pick<GroupAnswer, "met" | "found"> {
  const { eligible, enrolled, undecided } = counts;
  const sure = (met: boolean, found: string): Pick<GroupAnswer, "met" | "found"> =>
    undecided === 0 ? { met, found } : { met: null, found: `${found}; of ${undecided} it cannot be said` };
  switch (test.kind) {
    case "eligible": {
      const isWithin =
        eligible >= Number(test.least) && (test.most === undefined || eligible <= Number(test.most));
      return sure(isWithin, people(eligible, "eligible employee"));
    }
    case "enrolled": {
      if (test.is === "count")
        return sure(enrolled >= Number(test.least), `${people(enrolled, "employee")} enrolled`);
      if (eligible === 0) return { met: null, found: "nobody is eligible" };
      // A coverage that nobody has may be one that the group does not offer.
      if (enrolled === 0)
        return { met: null, found: `nobody of ${people(eligible, "eligible employee")} is enrolled` };
      const share = exact(String(enrolled)).div(eligible).mul(100);
      const found = `${enrolled} of ${people(eligible, "eligible employee")}, ${decimal(share, 0, 2)}%`;
      return sure(share.compare(exact(test.least)) >= 0, found);
    }
    case "with_dependents":
      return counts.alone.length === 0
        ? sure(true, "no dependent is enrolled without the employee")
        : { met: false, found: `a dependent is enrolled without the employee: ${named(counts.alone)}` };
    case "one_plan": {
      const plans = [...counts.plans];
      if (plans.length > 1) return { met: false, found: `${plans.length} plans: ${named(plans)}` };
      return sure(true, plans.length === 0 ? "no plan is chosen" : `one plan: ${plans[0]}`);
    }
    case "fact":
      return { met: null, found: "" };
  }
}
