import type { Ask, Person } from "../ask.js";
import { attempt } from "../ask.js";
import { dayBefore, OF_EMPLOYEE } from "../dates.js";
import { NEVER } from "../points.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { orderDoubt } from "./doubts.js";
import { References } from "./references.js";
import {
  type Absence,
  type BookRules,
  type Continuing,
  type Found,
  type Returned,
  Rules,
  type Segment,
  segmentOn,
} from "./rules.js";
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
  /** Cover before an absence, where `begins` is that after it. */
  readonly before?: Before | undefined;
  /** What may be a mistake in the row. */
  readonly doubt?: string | undefined;
}

export interface Before {
  readonly begins: string;
  readonly ends: string;
  readonly steps: readonly TraceStep[];
}

interface Spell {
  readonly begins: Found;
  readonly ends: Found | undefined;
}

interface Spells {
  /** Cover before an absence, or all of it. */
  readonly first: Spell | undefined;
  readonly last: Spell;
  readonly before?: Before;
}

const birthOf = (ask: Ask): string | undefined =>
  ask.column("birth") === undefined ? undefined : ask.day("birth");

const stepsOf = ({ begins, ends }: Spell): readonly TraceStep[] =>
  ends ? [begins.step, ends.step] : [begins.step];

/** Why there is no cover that ends before it begins. */
function endsBefore({ begins, ends }: Spell): TraceStep | undefined {
  if (!ends || ends.day >= begins.day) return undefined;
  const text = `cover would begin on ${begins.day}, and has ended before: ${ends.step.text}`;
  return { ...ends.step, text };
}

const since = (ask: Ask, { day }: Found): Ask => withDays(ask, { "employee begin": day });

/** A return never gives cover earlier than it would have begun without the absence. */
const notBefore = (begins: Found, back: Returned): Found =>
  back.day >= begins.day
    ? back
    : {
        day: begins.day,
        step: { ...begins.step, text: `not before cover would have begun: ${begins.step.text}` },
      };

export interface DependentCover extends Cover {
  readonly id: string | undefined;
  readonly relation: string;
  readonly before?: Before | undefined;
  /** How long cover may go on after it has ended, and of whom its premium is asked. */
  readonly continues?: (Continuing & { readonly ask: Ask }) | undefined;
}

/** The days of cover that have been found, for lines that follow from them. */
export const withDays = (ask: Ask, days: Readonly<Record<string, string>>): Ask =>
  ask.asOf(ask.date, {}, { ...ask.marks, ...days });

/** Columns that say who a row is. */
const IDENTITY = ["id", "relation", "employee"];

/** Who is insured by one coverage. */
export class CoverRules {
  readonly rules: Rules;
  /** What is asked about a dependent: it is never taken from the row of the employee. */
  private readonly own: ReadonlySet<string>;
  /** Days of the employee that lines about dependents name: `hire of employee`. */
  private readonly ofEmployee: readonly string[];

  constructor(
    private readonly book: Prepared,
    rules: BookRules,
    path: string,
    private readonly coverage: string,
  ) {
    this.rules = new Rules(book, rules, path, coverage);
    const references = new References(book.book);
    references.dependents(rules);
    const { dependentFrom } = this.rules;
    const couple = dependentFrom === undefined ? [] : [dependentFrom];
    this.own = new Set([...references.inputs, ...couple, "birth", ...IDENTITY]);
    // What further lines `for` dependents ask may be the employee's.
    references.linesFor(rules);
    this.ofEmployee = [...references.ofEmployee];
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
    const excluded = rules.excluded(segment.ask, ["employee"]) ?? rules.insuredAsDependent(segment.ask);
    if (excluded) return no(excluded);
    const absence = rules.absence(segment.ask);
    const spells = this.spells(segment, timeline.slice(at + 1), absence, trace);
    if ("text" in spells) return { ...no(spells), doubt: orderDoubt(rules, segment.ask) };
    const { last, before } = spells;
    return {
      eligible: true,
      begins: last.begins.day,
      ends: last.ends?.day ?? NEVER,
      rules: [last.begins.step, ...(last.ends ? [last.ends.step] : [])],
      trace,
      timeline,
      returned: last === spells.first && absence?.interrupts ? undefined : absence?.back,
      before,
    };
  }

  /** The stretch of cover asked about, and the one before an absence; why there is none otherwise. */
  private spells(
    segment: Segment,
    later: readonly Segment[],
    absence: Absence | undefined,
    trace: TraceStep[],
  ): Spells | TraceStep {
    const begins = this.beginsIn(segment);
    if (!absence?.interrupts) {
      trace.push(begins.step);
      const ends = this.endsFrom(since(segment.ask, begins), later, trace, absence?.event);
      const spell = { begins, ends };
      return endsBefore(spell) ?? { first: spell, last: spell };
    }
    trace.push(absence.step);
    const first = this.untilAbsence(segment, later, begins, absence, trace);
    const again = absence.back && notBefore(begins, absence.back);
    if (!again) {
      const text = `${absence.step.text}: cover begins again with the return`;
      return "text" in first ? { ...first, text } : { first, last: first };
    }
    trace.push(again.step);
    const ends = this.endsFrom(since(segment.ask, again), later, trace, absence.event);
    const second = { begins: again, ends };
    const none = endsBefore(second);
    if (none) return "text" in first ? none : { first, last: first };
    if ("text" in first) return { first: undefined, last: second };
    const stops = dayBefore(again.day);
    const through = first.ends && first.ends.day < stops ? first.ends.day : stops;
    return {
      first,
      last: second,
      before: { begins: first.begins.day, ends: through, steps: stepsOf(first) },
    };
  }

  /** Cover before an absence: to the day that a line with the absence says, or to the day before it. */
  private untilAbsence(
    segment: Segment,
    later: readonly Segment[],
    begins: Found,
    { event, since: away, step }: Absence,
    trace: TraceStep[],
  ): Spell | TraceStep {
    if (begins.day >= away) return step;
    trace.push(begins.step);
    const ruled = this.endsFrom(since(segment.ask, begins), later, trace);
    if (this.rules.endsBy(event, segment.ask)) {
      const spell = { begins, ends: ruled };
      return endsBefore(spell) ?? spell;
    }
    const day = dayBefore(away);
    const stop = { day, step: { ...step, text: `ends with the absence: ${step.text}`, amount: day } };
    const spell = { begins, ends: ruled && ruled.day <= day ? ruled : stop };
    return endsBefore(spell) ?? spell;
  }

  /** How long cover of an employee may go on after it has ended; nothing where it has no end. */
  continuing(
    ask: Ask,
    { begins, ends, timeline }: EmployeeCover,
  ): (Continuing & { readonly ask: Ask }) | undefined {
    if (begins === undefined || ends === undefined || ends === NEVER) return undefined;
    const last = segmentOn(timeline, ends)?.ask ?? ask;
    const marked = withDays(last, { "employee begin": begins, "employee end": ends });
    const going = this.rules.continuing(marked, ends);
    return going && { ...going, ask: last };
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
        ? `the person is in no class; insured are ${listed(classes)}`
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
    const found =
      this.rules.beginsOf(ask) ??
      refuse(`begins of ${this.coverage}`, `Nothing says when cover of ${this.rules.name} begins.`);
    // Somebody who comes to be insured by a change begins with it, though not before a waiting period is over.
    return from !== undefined && step && from > found.day ? { day: from, step } : found;
  }

  /** The earliest end: by a rule, or the day before a class that is not insured. */
  private endsFrom(
    ask: Ask,
    later: readonly Segment[],
    trace: TraceStep[],
    without?: string,
  ): Found | undefined {
    const ruled = this.rules.endsOf(ask, undefined, trace, without);
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
    const own = ask.asOf(ask.date, { ...cleared, ...person });
    own.ownFacts = this.own;
    return own;
  }

  dependent(ask: Ask, person: Person, employee: EmployeeCover): DependentCover {
    const last = this.dependentIn(ask, person, employee);
    const { before } = employee;
    const birth = before && birthOf(this.askOf(ask, person));
    if (!before || (birth !== undefined && birth > before.ends)) return last;
    const { begins, ends, steps } = before;
    const first = this.dependentIn(ask, person, { ...employee, begins, ends, rules: steps });
    if (first.begins === undefined || first.ends === undefined) return last;
    if (!last.eligible) return first;
    return { ...last, before: { begins: first.begins, ends: first.ends, steps: first.rules } };
  }

  private dependentIn(ask: Ask, person: Person, employee: EmployeeCover): DependentCover {
    const relation = person.relation?.trim() ?? "";
    const who = { id: person.id?.trim() || undefined, relation };
    const { begins: first, ends: last } = employee;
    const own = withDays(this.askOf(ask, person), {
      ...(first === undefined ? {} : { "employee begin": first, "employee end": last ?? NEVER }),
      ...this.daysOfEmployee(ask),
    });
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
    const ruled = this.dependentBegins(own, relation, employee, employee.begins);
    const couple = this.rules.beginsAsDependent(own);
    const begins = couple && couple.day > ruled.day ? couple : ruled;
    trace.push(begins.step);
    if (status.day <= begins.day) {
      return no({ ...status.step, text: `${status.step.text}, and cover would begin on ${begins.day}` });
    }
    const marked = withDays(own, { "dependent end": status.day });
    const ends = this.dependentEnds(marked, relation, employee, status, trace);
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
      continues: ends && this.dependentContinues(marked, person, ends.day, trace),
    };
  }

  private daysOfEmployee(ask: Ask): Readonly<Record<string, string>> {
    const said = this.ofEmployee.map((id) => [`${id}${OF_EMPLOYEE}`, ask.day(id)] as const);
    return Object.fromEntries(said.flatMap(([ref, day]) => (day === undefined ? [] : [[ref, day]])));
  }

  private dependentContinues(
    ask: Ask,
    person: Person,
    ends: string,
    trace: TraceStep[],
  ): DependentCover["continues"] {
    const going = this.rules.continuingFor(person.relation?.trim() ?? "", ask, ends);
    if (!going) return undefined;
    trace.push(going.step);
    return { ...going, ask: this.alone(ask, person) };
  }

  /** A dependent whose cover goes on has what their own row has chosen, and nothing of the employee's choice. */
  private alone(ask: Ask, person: Person): Ask {
    const chosen = Object.keys(ask.personWith({})).filter((name) => !this.book.inputs.has(name));
    return ask.asOf(ask.date, {
      ...Object.fromEntries(chosen.map((name) => [name, undefined])),
      ...person,
    });
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
    const birth = birthOf(ask);
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
    const ends: Found[] = [];
    const line = this.rules.endsOf(ask, roles, trace);
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
