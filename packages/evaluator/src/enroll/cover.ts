import type { Ask, Person } from "../ask.js";
import { attempt } from "../ask.js";
import { dayBefore } from "../dates.js";
import { NEVER } from "../points.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { References } from "./references.js";
import { type BookRules, type Found, type Returned, Rules, type Segment } from "./rules.js";
import { listed, pointWords } from "./words.js";

/** Whether somebody is insured, from when, until when, and by which rules. */
export interface Cover {
  readonly eligible: boolean;
  /** The first day with cover; absent where there is none. */
  readonly begins: string | undefined;
  /** The last day with cover, or never. */
  readonly ends: string | undefined;
  readonly rules: readonly TraceStep[];
  readonly trace: readonly TraceStep[];
}

export interface EmployeeCover extends Cover {
  readonly timeline: readonly Segment[];
  readonly returned: Returned | undefined;
}

export interface DependentCover extends Cover {
  readonly id: string | undefined;
  readonly relation: string;
}

/** Columns that say who a row is. */
const IDENTITY = ["id", "relation", "employee"];

/** Who is insured by one coverage. */
export class CoverRules {
  readonly rules: Rules;
  /** What is asked about a dependent: it is never taken from the row of the employee. */
  private readonly own: ReadonlySet<string>;

  constructor(
    private readonly book: Prepared,
    rules: BookRules,
    path: string,
    private readonly coverage: string,
  ) {
    this.rules = new Rules(book, rules, path, coverage);
    const references = new References(book.book);
    for (const { until, when } of rules.dependents) {
      references.point(until);
      references.condition(when);
    }
    for (const { who, when } of rules.excludes)
      if (who.some((one) => one !== "employee")) references.condition(when);
    this.own = new Set([...references.inputs, "birth", ...IDENTITY]);
  }

  employee(ask: Ask): EmployeeCover {
    const { rules } = this;
    const trace: TraceStep[] = [];
    const timeline = rules.timeline(ask);
    const no = (step: TraceStep): EmployeeCover => ({
      eligible: false,
      begins: undefined,
      ends: undefined,
      rules: [step],
      trace: [...trace, step],
      timeline,
      returned: undefined,
    });
    const reasons = timeline.map((one) => this.notInsured(one));
    const at = reasons.indexOf(undefined);
    const segment = timeline[at];
    const [reason] = reasons;
    if (!segment) return no(reason ?? { text: "nobody is insured" });
    trace.push(...this.insuredSteps(segment));
    const excluded =
      rules.excluded(segment.ask, ["employee"]) ??
      rules.insuredAsDependent(segment.ask) ??
      rules.away(segment.ask);
    if (excluded) return no(excluded);
    const returned = rules.returned(segment.ask);
    const begins = returned ?? this.beginsIn(segment);
    trace.push(begins.step);
    const ends = this.endsFrom(segment.ask, timeline.slice(at + 1), trace);
    if (ends && ends.day < begins.day) {
      return no({
        ...ends.step,
        text: `cover would begin on ${begins.day}, and has ended before: ${ends.step.text}`,
      });
    }
    return {
      eligible: true,
      begins: begins.day,
      ends: ends?.day ?? NEVER,
      rules: [begins.step, ...(ends ? [ends.step] : [])],
      trace,
      timeline,
      returned,
    };
  }

  /** The change that leads to a class, and the line that insures it. */
  private insuredSteps({ ask, class: own, step }: Segment): readonly TraceStep[] {
    const line = this.rules.insuredBy(ask, own);
    const text = own === undefined ? "every employee is insured" : `class ${own} is insured`;
    const insured = { text, ...this.rules.source(`${this.rules.path}/insures/${line ?? 0}`) };
    return step ? [step, insured] : [insured];
  }

  /** Why a person is not insured in a stretch of time; nothing where they are. */
  private notInsured({ ask, class: own }: Segment): TraceStep | undefined {
    if (this.rules.insuredBy(ask, own) !== undefined) return this.otherwiseInsured(ask);
    const classes = this.rules.rules.insures.flatMap((line) => line.classes);
    const text =
      own === undefined && classes.length > 0
        ? `the person is in no class; insured are ${listed(classes, "and")}`
        : own === undefined
          ? "the condition of who is insured does not hold"
          : classes.includes(own)
            ? `class ${own} is insured on a condition that does not hold`
            : `class ${own} is not insured`;
    return { text, ...this.rules.source(this.rules.path) };
  }

  /** What the block of the coverage itself says of whom it insures. */
  private otherwiseInsured(ask: Ask): TraceStep | undefined {
    const prepared = this.book.coverages.get(this.coverage);
    const result = attempt(() => prepared?.checkInsured(ask));
    if (result.ok) return undefined;
    const { about, message, source } = result.refusal.problem;
    if (about !== this.coverage) throw result.refusal;
    return { text: message, source };
  }

  private beginsIn({ from, step, ask }: Segment): Found {
    // Somebody who comes to be insured by a change begins with it.
    if (from !== undefined && step) return { day: from, step };
    const found = this.rules.beginsOf(ask);
    return (
      found ?? refuse(`begins of ${this.coverage}`, `Nothing says when cover of ${this.rules.name} begins.`)
    );
  }

  /** The earliest end: by a rule, or the day before a class that is not insured. */
  private endsFrom(ask: Ask, later: readonly Segment[], trace: TraceStep[]): Found | undefined {
    const ruled = this.rules.endsOf(ask, undefined, trace);
    const out = later.find((segment) => this.notInsured(segment) !== undefined);
    const why = out && this.notInsured(out);
    if (!out?.from || !out.step || !why) return ruled;
    const day = dayBefore(out.from);
    const step: TraceStep = {
      ...out.step,
      text: `ends the day before ${out.from}: ${why.text}`,
      amount: day,
    };
    trace.push(step);
    return ruled && ruled.day <= day ? ruled : { day, step };
  }

  /** The row of a dependent, with what is only said of the employee. */
  askOf(ask: Ask, person: Person): Ask {
    const cleared = Object.fromEntries([...this.own].map((name) => [name, undefined]));
    return ask.asOf(ask.date, { ...cleared, ...person });
  }

  dependent(ask: Ask, person: Person, employee: EmployeeCover): DependentCover {
    const relation = person.relation?.trim() ?? "";
    const who = { id: person.id?.trim() || undefined, relation };
    const own = this.askOf(ask, person);
    const trace: TraceStep[] = [];
    const no = (step: TraceStep): DependentCover => ({
      ...who,
      eligible: false,
      begins: undefined,
      ends: undefined,
      rules: [step],
      trace: [...trace, step],
    });
    if (relation === "")
      return refuse("relation", "relation is missing: what the dependent is to the employee.");
    if (!employee.eligible || employee.begins === undefined) {
      const [reason] = employee.rules;
      return no({ ...reason, text: "the employee is not insured" });
    }
    const status = this.status(own, relation, trace);
    if ("text" in status) return no(status);
    const excluded = this.rules.excluded(own, ["dependent", relation]);
    if (excluded) return no(excluded);
    const begins = this.dependentBegins(own, relation, employee, employee.begins);
    trace.push(begins.step);
    const ends = this.dependentEnds(own, relation, employee, status, trace);
    if (ends && ends.day < begins.day) {
      return no({ ...ends.step, text: `${ends.step.text}, before cover would begin on ${begins.day}` });
    }
    return {
      ...who,
      eligible: true,
      begins: begins.day,
      ends: ends?.day ?? NEVER,
      rules: [begins.step, ...(ends ? [ends.step] : [])],
      trace,
    };
  }

  /** Until when somebody is a dependent: the latest day of the rows that hold. Where none does, why. */
  private status(ask: Ask, relation: string, trace: TraceStep[]): Found | TraceStep {
    const { rules } = this;
    const rows = rules.rules.dependents.flatMap((row, i) =>
      row.relations.includes(relation) ? [{ row, path: `${rules.path}/dependents/${i}` }] : [],
    );
    const [first] = rows;
    if (!first) {
      const known = [...new Set(rules.rules.dependents.flatMap(({ relations }) => relations))];
      const text =
        known.length === 0
          ? "no dependents are insured"
          : `${relation} is not insured: ${known.join(", ")} are`;
      return { text, ...rules.source(rules.path) };
    }
    let latest: Found | undefined;
    for (const { row, path } of rows) {
      if (row.when && !rules.test(row.when)?.(ask, this.coverage)) continue;
      const day = row.until ? rules.point(row.until, ask) : NEVER;
      const until = row.until ? `until ${pointWords(row.until)}` : "at any age";
      const step: TraceStep = {
        text: `${relation} is a dependent ${until}`,
        amount: day,
        ...rules.source(path),
      };
      trace.push(step);
      if (!latest || latest.day < day) latest = { day, step };
    }
    return latest ?? { text: `no condition for ${relation} holds`, ...rules.source(first.path) };
  }

  private dependentBegins(ask: Ask, relation: string, employee: EmployeeCover, day: string): Found {
    const own = this.rules.beginsOf(ask, relation);
    // A dependent is not insured before the employee is.
    if (own && own.day > day) return own;
    const birth = ask.column("birth") === undefined ? undefined : ask.day("birth");
    if (!own && birth !== undefined && birth > day) {
      return refuse(
        "birth",
        `${ask.column("id") ?? relation} was born on ${birth}, after cover of the employee began, and nothing says when cover of such a dependent begins: \`begins for ${relation}, ...\`.`,
        this.rules.source(this.rules.path).source,
      );
    }
    const [step] = employee.rules;
    return { day, step: { ...step, text: `begins with the employee: ${step?.text ?? ""}`, amount: day } };
  }

  /** The earliest of what ends the employee's cover, the status of the dependent, and the lines for dependents. */
  private dependentEnds(
    ask: Ask,
    relation: string,
    employee: EmployeeCover,
    status: Found,
    trace: TraceStep[],
  ): Found | undefined {
    const roles = ["dependent", relation];
    const named = this.rules.endsNamed(roles);
    const own = employee.ends ?? NEVER;
    const marked = ask.asOf(ask.date, {}, { "employee end": own, "dependent end": status.day });
    const ends: Found[] = [];
    const line = this.rules.endsOf(marked, roles, trace);
    if (line) ends.push(line);
    const employeeStep = employee.rules[1];
    if (!named.has("employee end") && own !== NEVER && employeeStep) {
      ends.push({
        day: own,
        step: { ...employeeStep, text: `ends with the employee: ${employeeStep.text}` },
      });
    }
    if (!named.has("dependent end") && status.day !== NEVER) {
      const day = dayBefore(status.day);
      ends.push({
        day,
        step: { ...status.step, text: `${status.step.text}, the first day without cover`, amount: day },
      });
    }
    return ends.reduce<Found | undefined>(
      (least, one) => (least && least.day <= one.day ? least : one),
      undefined,
    );
  }
}
