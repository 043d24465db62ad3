import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { about, Ask, attempt, type Person } from "../ask.js";
import type { PreparedCoverage } from "../coverage.js";
import { decimal, exact, max, min, round, ZERO } from "../exact.js";
import { dayAfter } from "../dates.js";
import { readDay } from "../inputs.js";
import { NEVER } from "../points.js";
import type { Prepared } from "../prepare.js";
import { type Problem, refuse } from "../refusal.js";
import type { Shares } from "../shares.js";
import type { TraceStep } from "../trace.js";
import { type Before, CoverRules, type DependentCover, type EmployeeCover } from "./cover.js";
import { type MonthPart, monthParts } from "./month-parts.js";
import { type Continuing, type Pays, type Segment, segmentOn } from "./rules.js";
import type {
  ClassChange,
  ContributionAnswer,
  CoverageAnswer,
  CoverBefore,
  DependentAnswer,
  EnrollAnswer,
  MonthAnswer as MonthDue,
} from "./types.js";

export interface EnrollOptions {
  /** The day asked for; the column `date` of a row goes before it. Without either, the first day of the program. */
  readonly asOf?: string | undefined;
  readonly trace?: boolean | undefined;
}

const MADE = new WeakMap<Prepared, Enrolment>();

/** The eligibility of a book, laid out for asking. */
export class Enrolment {
  private readonly covers: ReadonlyMap<string, CoverRules>;

  private constructor(readonly book: Prepared) {
    const blocks: NonNullable<RateBook["eligibility"]> = book.book.eligibility ?? [];
    this.covers = new Map(
      blocks.flatMap((rules, i) =>
        rules.coverages.map((id) => [id, new CoverRules(book, rules, `/eligibility/${i}`, id)] as const),
      ),
    );
  }

  /** Made once for each book. */
  static of(book: Prepared): Enrolment {
    const made = MADE.get(book) ?? new Enrolment(book);
    MADE.set(book, made);
    return made;
  }

  /** Coverages with eligibility, in the order of the program. */
  get coverages(): readonly string[] {
    return [...this.book.coverages.keys()].filter((id) => this.covers.has(id));
  }

  coverOf(coverage: string): CoverRules {
    return this.covers.get(coverage) ?? refuse(coverage, `Nothing says who is insured by ${coverage}.`);
  }

  /** Who is insured, from when, until when and at which contribution. What cannot be said is in `errors`. */
  enroll(
    person: Person,
    dependents: readonly Person[],
    { asOf, trace = false }: EnrollOptions = {},
  ): EnrollAnswer {
    const id = person.id?.trim() || null;
    const day = attempt(() => dayOf(this.book, person, asOf));
    if (!day.ok) {
      return { id, date: "", class: null, coverages: [], errors: [day.refusal.problem], remarks: [] };
    }
    const ask = new Ask(this.book, person, day.value);
    ask.dependents = dependents;
    const errors: Problem[] = [];
    const remarks = new Set<string>();
    const own = attempt(() => this.classOn(ask));
    if (!own.ok) addProblem(errors, own.refusal.problem);
    const coverages = this.coverages.flatMap((coverage) => {
      const answer = attempt(() => this.answer(ask, coverage, trace, errors, remarks));
      if (answer.ok) return [answer.value];
      addProblem(errors, answer.refusal.problem);
      return [];
    });
    return {
      id,
      date: day.value,
      class: own.ok ? own.value : null,
      coverages,
      errors,
      remarks: [...remarks],
    };
  }

  /** The class on the day asked: changes count where they do for every coverage. */
  private classOn(ask: Ask): string | null {
    const on = this.coverages.map((id) => segmentOn(this.coverOf(id).rules.timeline(ask), ask.date)?.class);
    const [first] = on;
    return (first !== undefined && on.every((one) => one === first) ? first : ask.classOrNone()) ?? null;
  }

  private answer(
    ask: Ask,
    coverage: string,
    wantTrace: boolean,
    errors: Problem[],
    remarks: Set<string>,
  ): CoverageAnswer {
    const cover = this.coverOf(coverage);
    const employee = cover.employee(ask);
    if (employee.doubt !== undefined) remarks.add(employee.doubt);
    const dependents = ask.dependents.flatMap((person): DependentAnswer[] => {
      const answer = attempt(() => cover.dependent(ask, person, employee));
      if (answer.ok) return [this.dependentAnswer(answer.value, coverage, wantTrace)];
      const { problem } = answer.refusal;
      const name = person.id?.trim() || person.relation?.trim() || "a dependent";
      addProblem(errors, { ...problem, about: `${problem.about} of ${name}` });
      return [];
    });
    const steps: Steps = { rules: [], trace: wantTrace ? [] : undefined };
    const begun = employee.begins === undefined ? undefined : segmentOn(employee.timeline, employee.begins);
    const at = begun ?? employee.timeline[0];
    const paid =
      employee.begins === undefined
        ? undefined
        : this.contribution(at?.ask ?? ask, coverage, employee.begins, steps);
    for (const remark of paid?.remarks ?? []) remarks.add(remark);
    const all = this.changes(employee, coverage, steps);
    // What holds from the first day of cover on is no change, but how it begins.
    const first = all.find(({ from }) => from === employee.begins);
    const changes = all.filter((one) => one !== first);
    const afterwards = this.afterwards(ask, coverage, cover, employee, steps);
    const months = this.months(cover, employee, coverage, steps);
    return {
      coverage,
      eligible: employee.eligible,
      class: first ? first.class : (at?.class ?? null),
      begins: employee.begins ?? null,
      ends: dayOrNull(employee.ends),
      ...beforeOf(employee),
      enrolled: this.isEnrolled(ask, coverage),
      rules: [...employee.rules, ...steps.rules],
      contribution: (first ?? paid)?.contribution ?? null,
      ...(paid?.none === undefined ? {} : { no_contribution: paid.none }),
      ...(months ? { months } : {}),
      ...(changes.length > 0 ? { changes } : {}),
      ...returnOf(employee),
      ...afterwards,
      dependents,
      trace: wantTrace ? [...employee.trace, ...(steps.trace ?? [])] : [],
    };
  }

  /** What is due for the months in which cover begins or ends, where the plan says what part of a month is. */
  private months(
    cover: CoverRules,
    { eligible, begins, ends = NEVER, before, timeline }: EmployeeCover,
    coverage: string,
    steps: Steps,
  ): MonthDue[] | undefined {
    const { premium } = cover.rules.rules;
    if (!premium || !eligible || begins === undefined) return undefined;
    const { from, to } = this.book.program.effective;
    return monthParts(premium, [...(before ? [before] : []), { begins, ends }]).map((one) => {
      const segment = segmentOn(timeline, one.day) ?? timeline[0];
      const next = timeline.find(({ from: since }) => since !== undefined && since > one.day);
      const pays = next?.pays && next.pays.since <= one.day ? next.pays : undefined;
      const whole =
        segment && one.day >= from && one.day <= to
          ? this.contribution(segment.ask, coverage, one.day, { rules: [], trace: undefined }, pays)
              .contribution
          : null;
      const due = this.partOf(one, coverage, whole);
      const text = `${one.month}: ${one.words}${due.premium === null ? "" : `, ${due.premium} of the premium of ${whole?.premium}`}`;
      steps.trace?.push({ text, ...cover.rules.source(`${cover.rules.path}/premium`) });
      return due;
    });
  }

  /** A part of a premium, of which each bears the same part of its share; the odd cent goes where it goes of a premium. */
  private partOf(
    { month, words, part }: MonthPart,
    coverage: string,
    whole: ContributionAnswer | null,
  ): MonthDue {
    const { mode, to } = this.book.book.rounding;
    const premium = whole && round(exact(whole.premium).mul(part), mode, exact(to));
    const shares =
      premium && whole.employer !== null
        ? this.book.splitBy(coverage, premium, exact(whole.employer).mul(part))
        : undefined;
    return {
      month,
      covered: words,
      part: part.toFraction(),
      premium: premium ? decimal(premium, 2) : null,
      employer: shares ? decimal(shares.employer, 2) : null,
      employee: shares ? decimal(shares.employee, 2) : null,
    };
  }

  /** Whether a row has chosen a coverage. */
  isEnrolled(ask: Ask, coverage: string): boolean {
    const prepared = this.book.coverages.get(coverage);
    return prepared !== undefined && this.book.holds(ask, prepared);
  }

  /** The classes after the first, and who pays between a change and the day on which it counts. */
  private changes(
    { timeline, begins, ends = NEVER }: EmployeeCover,
    coverage: string,
    steps: Steps,
  ): ClassChange[] {
    if (begins === undefined) return [];
    return timeline.flatMap((segment, i): ClassChange[] => {
      const { from, changed, pays, step } = segment;
      const before = timeline[i - 1];
      if (from === undefined || changed === undefined || !before || from <= begins || changed > ends)
        return [];
      if (step) tell(steps, step);
      const since = pays && (pays.since < begins ? begins : pays.since);
      const isBetween = since !== undefined && since < from && since <= ends;
      const meanwhile = isBetween ? [this.classFrom(since, before, coverage, steps, pays)] : [];
      return from > ends ? meanwhile : [...meanwhile, this.classFrom(from, segment, coverage, steps)];
    });
  }

  private classFrom(
    from: string,
    segment: Segment,
    coverage: string,
    steps: Steps,
    pays?: Pays,
  ): ClassChange {
    const { contribution } = this.contribution(segment.ask, coverage, from, steps, pays);
    return { from, class: segment.class ?? null, contribution };
  }

  /** What is left after cover has ended. */
  private afterwards(
    ask: Ask,
    coverage: string,
    cover: CoverRules,
    employee: EmployeeCover,
    steps: Steps,
  ): Pick<CoverageAnswer, "continues" | "extends"> {
    const { ends, eligible } = employee;
    if (!eligible || ends === undefined || ends === NEVER) return {};
    const last = segmentOn(employee.timeline, ends)?.ask ?? ask;
    const going = cover.continuing(ask, employee);
    if (going) tell(steps, going.step);
    const extended = cover.rules.extending(last, ends).map(({ what, day, step }) => {
      tell(steps, step);
      return { what, through: dayOrNull(day) };
    });
    return {
      ...(going ? { continues: this.goingOn(coverage, ends, going, steps) } : {}),
      ...(extended.length > 0 ? { extends: extended } : {}),
    };
  }

  /** Cover that may go on, and what is paid on its first day. */
  private goingOn(
    coverage: string,
    ends: string,
    { ask, day, pays }: Continuing & { readonly ask: Ask },
    steps: Steps,
  ): NonNullable<CoverageAnswer["continues"]> {
    const contribution =
      day > ends ? this.contribution(ask, coverage, dayAfter(ends), steps, pays).contribution : null;
    return { through: dayOrNull(day), contribution };
  }

  /** A dependent who is insured alone pays what the table of the continuation says, and nothing otherwise. */
  private dependentAnswer(cover: DependentCover, coverage: string, wantTrace: boolean): DependentAnswer {
    const steps: Steps = { rules: [], trace: wantTrace ? [] : undefined };
    const { continues, ends } = cover;
    const going =
      continues && ends !== undefined ? this.goingOn(coverage, ends, continues, steps) : undefined;
    return {
      id: cover.id ?? null,
      relation: cover.relation,
      eligible: cover.eligible,
      begins: cover.begins ?? null,
      ends: dayOrNull(cover.ends),
      ...beforeOf(cover),
      ...(going ? { continues: continues?.pays ? going : { ...going, contribution: null } } : {}),
      rules: continues ? [...cover.rules, continues.step] : cover.rules,
      trace: wantTrace ? [...cover.trace, ...(steps.trace ?? [])] : [],
    };
  }

  /** The premium of a day and who pays it, or why there is none. */
  private contribution(ask: Ask, coverage: string, day: string, { trace }: Steps, pays?: Pays): Contribution {
    const { from, to } = this.book.program.effective;
    const prepared = this.book.coverages.get(coverage);
    const date = day < from ? from : day;
    const none = (why: string): Contribution => ({ contribution: null, none: why, remarks: [] });
    if (!prepared?.hasRates) return none("it has no rates");
    if (date > to) return none(`${date} is after the program, which ends on ${to}`);
    const missing = this.missingChoice(ask, prepared);
    if (missing) return none(missing);
    const own = ask.asOf(
      date,
      prepared.isChosen || this.book.plansOf(coverage).length > 0 ? {} : { [coverage]: "yes" },
    );
    const result = attempt(() => {
      const premium = this.book.premium(own, coverage, trace);
      const shares: ReturnType<Enrolment["sharesBy"]> = pays
        ? this.sharesBy(own, coverage, premium.premium, pays, trace)
        : premium.shares;
      return { premium, shares };
    });
    if (!result.ok) return none(result.refusal.problem.message);
    const { premium, shares } = result.value;
    const administration = shares?.administration;
    const contribution: ContributionAnswer = {
      date,
      premium: decimal(premium.premium, 2),
      employer: shares ? decimal(shares.employer, 2) : null,
      employee: shares ? decimal(shares.employee, 2) : null,
      ...(administration ? { administration: decimal(administration, 2) } : {}),
    };
    return { contribution, none: undefined, remarks: premium.remarks };
  }

  private sharesBy(
    ask: Ask,
    coverage: string,
    premium: Fraction,
    { payer, pays, is }: Pays,
    trace: TraceStep[] | undefined,
  ): (Shares & { readonly administration?: Fraction }) | undefined {
    const value = pays(ask, coverage);
    const asked = is === "share" ? premium.mul(value) : max(value, ZERO);
    // More than the premium is asked for administering cover that goes on: `employee pays 102%`.
    if (payer === "employee" && is === "share" && asked.compare(premium) > 0) {
      const { mode, to } = this.book.book.rounding;
      const charge = round(asked, mode, exact(to));
      trace?.push({
        text: `${payer} pays ${decimal(charge, 2)}, ${decimal(value.mul(100), 0, 2)}% of the premium`,
      });
      return { employer: ZERO, employee: charge, administration: charge.sub(premium) };
    }
    const own = min(asked, premium);
    trace?.push({ text: `${payer} pays ${decimal(own, 2)} instead` });
    return this.book.splitBy(coverage, premium, payer === "employer" ? own : premium.sub(own));
  }

  private missingChoice(ask: Ask, { id, coverage, choosesVolume }: PreparedCoverage): string | undefined {
    if (this.book.plansOf(id).length > 0)
      return ask.plan(id) === undefined ? "no plan of it is chosen" : undefined;
    if (coverage.options.length > 0)
      return ask.option(id) === undefined ? "no option of it is chosen" : undefined;
    if (choosesVolume)
      return ask.column(about("volume", id)) === undefined ? "no volume of it is chosen" : undefined;
    return /^(no|false)$/i.test(ask.column(id) ?? "") ? "it is declined" : undefined;
  }
}

interface Contribution {
  readonly contribution: ContributionAnswer | null;
  readonly none: string | undefined;
  readonly remarks: readonly string[];
}

/** What is told of the way to an answer: the rules that decided, and every step where somebody asks. */
interface Steps {
  readonly rules: TraceStep[];
  readonly trace: TraceStep[] | undefined;
}

function tell({ rules, trace }: Steps, step: TraceStep): void {
  rules.push(step);
  trace?.push(step);
}

const dayOrNull = (day: string | undefined): string | null =>
  day === undefined || day === NEVER ? null : day;

const beforeOf = ({ before }: { readonly before?: Before | undefined }): { before_absence?: CoverBefore } =>
  before ? { before_absence: { begins: before.begins, ends: before.ends } } : {};

function returnOf({ returned }: EmployeeCover): Pick<CoverageAnswer, "return"> {
  if (!returned) return {};
  const { accumulators, waitingPeriod } = returned;
  return {
    return: {
      ...(accumulators === undefined ? {} : { accumulators: accumulators.replace("_", " ") }),
      ...(waitingPeriod === undefined ? {} : { waiting_period: waitingPeriod }),
    },
  };
}

/** One missing fact is one problem, however many coverages ask for it. */
function addProblem(errors: Problem[], problem: Problem): void {
  if (!errors.some(({ about: of, message }) => message === problem.message && of === problem.about))
    errors.push(problem);
}

function dayOf(book: Prepared, person: Person, asOf: string | undefined): string {
  const { from, to } = book.program.effective;
  const written = person.date?.trim() || asOf;
  const day = written === undefined ? from : readDay("date", written);
  if (day >= from && day <= to) return day;
  return refuse("date", `${day} is outside the program, which runs from ${from} to ${to}.`);
}
