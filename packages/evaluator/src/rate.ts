import type { RateBook } from "@planwright/ratebook";
import { Ask, attempt, type Person } from "./ask.js";
import { type ClaimOptions, Claims } from "./claims/claim.js";
import type { ClaimColumns } from "./claims/columns.js";
import type { Claim, ClaimAnswer } from "./claims/types.js";
import type { PreparedCoverage } from "./coverage.js";
import { Couples } from "./enroll/couples.js";
import { Enrolment, type EnrollOptions } from "./enroll/enroll.js";
import { Group } from "./enroll/group.js";
import type { EnrollAnswer } from "./enroll/types.js";
import { decimal, type exact, ZERO } from "./exact.js";
import type { Census } from "./form/census.js";
import { type ColumnsOptions, RatedByColumns, type RatedColumns } from "./form/columns.js";
import { mayGenerate } from "./form/generated.js";
import { leftOut } from "./form/form.js";
import { trimmed } from "./form/reading.js";
import { QuickRows } from "./form/rows.js";
import { readDay } from "./inputs.js";
import { Prepared, type Premium } from "./prepare.js";
import { type Problem, refuse } from "./refusal.js";
import { type PlanText, planText } from "./renew/plan-text.js";
import { renew } from "./renew/renew.js";
import type { Experience, RenewalAnswer, RenewOptions } from "./renew/types.js";
import { project, type ProjectionAnswer } from "./settle/project.js";
import { settle, type SettleOptions } from "./settle/settle.js";
import type { FundingExperience, SettleAnswer } from "./settle/types.js";
import { type Standing, standing } from "./standing.js";
import type { TraceStep } from "./trace.js";

/** One premium line. Amounts are money per month, as decimal strings. It may stand in several answers, and is frozen. */
export interface PremiumLine {
  readonly coverage: string;
  readonly plan: string | null;
  readonly rate: string;
  readonly per: string;
  readonly quantity: string;
  readonly premium: string;
  /** `null` where the plan does not say who pays. */
  readonly employer: string | null;
  readonly employee: string | null;
  /** The volume in force, of a coverage that has one. */
  readonly volume?: string | undefined;
  /** What is paid per month, of a coverage that has a benefit. */
  readonly benefit?: string | undefined;
  /** How much of the elected volume needs evidence of insurability. */
  readonly evidence_of_insurability?: string | undefined;
  readonly trace: readonly TraceStep[];
}

export interface RateAnswer {
  readonly id: string | null;
  readonly date: string;
  readonly lines: readonly PremiumLine[];
  /** `null` when the row could not be rated. */
  readonly total: {
    readonly premium: string;
    readonly employer: string | null;
    readonly employee: string | null;
  } | null;
  readonly errors: readonly Problem[];
  readonly remarks: readonly string[];
}

export interface RateOptions {
  /** The day rated; the column `date` of a row goes before it. Without either, the first day of the program. */
  readonly asOf?: string | undefined;
  readonly trace?: boolean | undefined;
}

/** What a person or a group of rows is rated with. */
export interface Book {
  readonly program: RateBook["program"];
  /** Premiums of one person. Never throws for what a person says: what cannot be rated is in `errors`. */
  rate(person: Person, options?: RateOptions): RateAnswer;
  /** In which area and class a person is, and in which tier of a coverage. */
  standing(person: Person, coverages?: readonly string[], options?: Pick<RateOptions, "asOf">): Standing;
  /**
   * Who pays what for the services of one household, line by line, with what its accumulators stand at afterwards.
   * Never throws for what a claim says: what cannot be paid is in `errors`.
   */
  claim(claim: Claim, options?: ClaimOptions): ClaimAnswer;
  /** Pays the claims of many households, and gives the amounts alone: whole cents, column by column. */
  claimColumns(claims: Iterable<Claim>): ClaimColumns;
  /** Next year's rate actions. Never throws for what an experience says: what cannot be renewed is in `errors`. */
  renew(experience: Experience, options?: RenewOptions): RenewalAnswer;
  /** The new rate tables as text of a plan, unformatted; or why they cannot be written. */
  renewedPlan(experience: Experience): PlanText;
  /**
   * Whether a person is insured by each coverage, from when, until when and at which contribution, and so for each of
   * the dependents. Never throws for what a row says: what cannot be said is in `errors`.
   */
  enroll(person: Person, dependents?: readonly Person[], options?: EnrollOptions): EnrollAnswer;
  /** Counts people whom `enroll` has answered, for what a group must fulfil. */
  group(options?: Pick<EnrollOptions, "asOf">): Group;
  /** Holds people whom `enroll` has answered against each other, where they are couples. */
  couples(): Couples;
  /**
   * What a funding arrangement owes whom for an experience, by month and by contract year. Never throws for what an
   * experience says: what cannot be settled is in `errors`.
   */
  settle(experience: FundingExperience, options?: SettleOptions): SettleAnswer;
  /** What the arrangements of a projection are expected to cost. What cannot be computed is in `errors`. */
  project(projection: string, inputs?: Person): ProjectionAnswer;
  /**
   * Premiums of many people whose cells stand in the order of some columns: the function answers what `rate` answers of
   * a row with those columns, sooner.
   */
  rowsOf(columns: readonly string[]): (cells: readonly string[], asOf?: string) => RateAnswer;
  /**
   * Premiums of many people, column by column, exactly as `rate` answers of each row. Rows that cannot be rated, and rows
   * whose figures are too long for columns, stand apart with their answers. Remarks are not told.
   */
  rateColumns(census: Census, options?: ColumnsOptions): RatedColumns;
  /**
   * The coverages that are rated by exact fractions alone, some twenty times slower than the others, with what of each
   * the quick form cannot say.
   */
  leftToReference(): ReadonlyMap<string, string>;
  /** The columns that a census may have, with what they mean. */
  readonly columns: ReadonlyMap<string, string>;
  readonly prepared: Prepared;
}

/** How premiums are computed: all ways come to the same. Without one, by the quickest once there are many rows. */
export type RatedBy = "code" | "closures" | "reference" | undefined;

/** Lays a rate book out for asking. Do it once, then ask for many people. */
export function prepare(book: RateBook, { ratedBy }: { readonly ratedBy?: RatedBy } = {}): Book {
  const prepared = new Prepared(book);
  const rater = new Rater(prepared, ratedBy);
  let claims: Claims | undefined;
  let columns: RatedByColumns | undefined;
  const paying = (): Claims => {
    claims ??= new Claims(prepared);
    return claims;
  };
  return {
    program: book.program,
    prepared,
    columns: columnsOf(prepared),
    rate: (person, options = {}) => rater.rate(person, options),
    rowsOf: (columns) => rater.rowsOf(columns),
    rateColumns: (census, options = {}) => {
      columns ??= new RatedByColumns(prepared, (person, asOf) => rater.rate(person, { asOf }));
      return columns.rated(census, options);
    },
    leftToReference: () => leftOut(prepared),
    standing: (person, coverages = [], options = {}) => standing(prepared, person, coverages, options.asOf),
    renew: (experience, options) => renew(prepared, experience, options).answer,
    renewedPlan: (experience) => planText(prepared, renew(prepared, experience)),
    enroll: (person, dependents = [], options = {}) =>
      Enrolment.of(prepared).enroll(person, dependents, options),
    group: (options) => new Group(prepared, options),
    couples: () => new Couples(prepared),
    project: (projection, inputs = {}) => project(prepared, projection, inputs),
    settle: (experience, options) => settle(prepared, experience, options),
    claim: (claim, options) => paying().pay(claim, options),
    claimColumns: (all) => paying().columns(all),
  };
}

function columnsOf(book: Prepared): ReadonlyMap<string, string> {
  const columns = new Map<string, string>([
    ["id", "names the row in the answer"],
    ["date", "the day rated"],
  ]);
  for (const { id, meaning, kind } of book.inputs.values()) columns.set(id, meaning ?? kind);
  const add = (what: string, means: string, coverages: readonly PreparedCoverage[]) => {
    if (coverages.length === 0) return;
    if (what !== "volume") columns.set(what, means);
    for (const { id } of coverages) columns.set(`${what} of ${id}`, `${means}, of ${id}`);
  };
  const eligible = new Set((book.book.eligibility ?? []).flatMap(({ coverages }) => coverages));
  const rated = [...book.coverages.values()].filter((coverage) => coverage.hasRates);
  // What has no rates is chosen as well, where somebody enrolls in it.
  const chosen = [...book.coverages.values()].filter(({ id, hasRates }) => hasRates || eligible.has(id));
  add(
    "plan",
    "the plan chosen",
    chosen.filter(({ id }) => book.plansOf(id).length > 0),
  );
  if (book.tiers.size > 0) add("tier", "who is covered together", rated);
  add(
    "option",
    "the option chosen",
    chosen.filter(({ coverage }) => coverage.options.length > 0),
  );
  add(
    "volume",
    "the amount insured",
    chosen.filter((coverage) => coverage.choosesVolume),
  );
  if (book.tiers.size > 0) add("members", "how many people are covered", rated);
  for (const coverage of chosen) {
    if (book.saysYesOrNo(coverage))
      columns.set(coverage.id, `yes or no: whether the person has ${coverage.coverage.name}`);
  }
  return columns;
}

/** So many rows are rated by the reference before a form is made of the book: it takes longer than a few rows. */
const ROWS_BEFORE_FORM = 20;
/** Who asks for a way has it, with all that makes it quick, after so many rows. */
const ROWS_ASKED_FOR = 2;

/** Rates one row after the other: by the form of the book, and by the reference what the form leaves to it. */
class Rater {
  private quick: QuickRows | undefined;
  private readonly coverages: readonly PreparedCoverage[];
  private rated = 0;
  private written: string | undefined;
  private day = "";

  constructor(
    private readonly book: Prepared,
    private readonly way: RatedBy,
  ) {
    this.coverages = [...book.coverages.values()];
  }

  rate(person: Person, { asOf, trace = false }: RateOptions): RateAnswer {
    const quick = trace ? undefined : this.quickRows();
    const id = said(person.id) || null;
    const refused = this.readDay(said(person.date) || asOf, id);
    if (refused) return refused;
    return quick?.read(person, this.day)
      ? this.byForm(quick, id, person, NO_CELLS, nobody)
      : byReference(this.book, person, id, this.day, trace);
  }

  /** Rates rows whose cells stand in the order of some columns. */
  rowsOf(columns: readonly string[]): (cells: readonly string[], asOf?: string) => RateAnswer {
    const quick = this.quickRows(true);
    const personOf = (cells: readonly string[]): Person =>
      Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
    if (!quick) return (cells, asOf) => this.rate(personOf(cells), { asOf });
    const read = quick.cellReader(columns);
    const [idAt, dateAt] = [columns.indexOf("id"), columns.indexOf("date")];
    return (cells, asOf) => {
      const id = (idAt < 0 ? undefined : said(cells[idAt])) || null;
      const refused = this.readDay((dateAt < 0 ? undefined : said(cells[dateAt])) || asOf, id);
      if (refused) return refused;
      read(cells, this.day);
      return this.byForm(quick, id, undefined, cells, personOf);
    };
  }

  /** Sets the day rated, unless it is refused. */
  private readDay(written: string | undefined, id: string | null): RateAnswer | undefined {
    if (this.day !== "" && written === this.written) return undefined;
    const day = attempt(() => dayOf(this.book, written));
    if (!day.ok) return { id, date: "", lines: [], total: null, errors: [day.refusal.problem], remarks: [] };
    this.written = written;
    this.day = day.value;
    return undefined;
  }

  private quickRows(atOnce = this.way !== undefined): QuickRows | undefined {
    if (this.way === "reference") return undefined;
    if (!this.quick && (atOnce || this.rated++ >= ROWS_BEFORE_FORM))
      this.quick = new QuickRows(
        this.book,
        this.way !== "closures" && mayGenerate(),
        this.way === undefined ? undefined : ROWS_ASKED_FOR,
      );
    return this.quick;
  }

  /** Rates the row that was read: a person, or whom cells say. */
  private byForm(
    quick: QuickRows,
    id: string | null,
    person: Person | undefined,
    cells: readonly string[],
    personOf: (cells: readonly string[]) => Person,
  ): RateAnswer {
    const { book, day } = this;
    const remarks: string[] = [];
    const errors: Problem[] = [];
    const all = quick.all(remarks);
    if (all && all.length > 0)
      return { id, date: day, lines: all, total: quick.totals.answer(), errors, remarks };
    const lines: PremiumLine[] = [];
    let ask: Ask | undefined;
    const { active, totals } = quick;
    for (let i = 0; i < active.length; i++) {
      const coverage = active[i] ?? 0;
      const line = quick.line(coverage, remarks);
      if (line === null) continue;
      if (line !== undefined) {
        lines.push(line);
        continue;
      }
      ask ??= new Ask(book, person ?? personOf(cells), day);
      const own = this.coverages[coverage];
      const exactly = own && ratedExactly(book, ask, own, false, errors);
      if (!exactly) continue;
      lines.push(exactly.line);
      remarks.push(...exactly.premium.remarks);
      const { premium, shares } = exactly.premium;
      totals.addExactly(premium, shares?.employer, shares?.employee);
    }
    return answerOf(id, day, lines, errors, remarks, () => totals.answer());
  }
}

const NO_CELLS: readonly string[] = [];
const nobody = (): Person => ({});

/** What a column says, without spaces around it. What is no text, against its type, is not taken for one. */
const said = (text: string | undefined): string | undefined =>
  isText(text) ? trimmed(text ?? "") : text?.trim();

const isText = (value: unknown): boolean => typeof value === "string";

/** Every coverage by exact fractions, with a trace when one is asked for: what the form is held against. */
function byReference(
  book: Prepared,
  person: Person,
  id: string | null,
  day: string,
  trace: boolean,
): RateAnswer {
  const ask = new Ask(book, person, day);
  const errors: Problem[] = [];
  const rated = [...book.coverages.values()].flatMap(
    (coverage) => ratedExactly(book, ask, coverage, trace, errors) ?? [],
  );
  const lines = rated.map(({ line }) => line);
  const remarks = rated.flatMap(({ premium }) => premium.remarks);
  return answerOf(id, day, lines, errors, remarks, () => totalOf(rated.map(({ premium }) => premium)));
}

/** The line of a coverage; undefined where the row does not have it, or an error was added. */
function ratedExactly(
  book: Prepared,
  ask: Ask,
  coverage: PreparedCoverage,
  trace: boolean,
  errors: Problem[],
): { readonly line: PremiumLine; readonly premium: Premium } | undefined {
  const result = attempt(() => {
    if (book.holds(ask, coverage) && coverage.hasRates) return lineOf(book, ask, coverage, trace);
    checkNothingChosen(book, ask, coverage);
    return undefined;
  });
  if (result.ok) return result.value;
  addProblem(errors, result.refusal.problem);
  return undefined;
}

function answerOf(
  id: string | null,
  date: string,
  lines: readonly PremiumLine[],
  errors: Problem[],
  remarks: readonly string[],
  total: () => RateAnswer["total"],
): RateAnswer {
  if (errors.length === 0 && lines.length === 0) {
    errors.push({
      about: "plan",
      message: "This row chooses no coverage: no plan, option or volume, and no `yes`.",
    });
  }
  if (errors.length > 0) return { id, date, lines: [], total: null, errors, remarks: [] };
  return { id, date, lines, total: total(), errors, remarks };
}

/** What a row says of a coverage that it does not choose, or that has no rates, is not left out in silence. */
function checkNothingChosen(book: Prepared, ask: Ask, coverage: PreparedCoverage): void {
  const { id, coverage: own } = coverage;
  if (book.holds(ask, coverage)) {
    const isPlan = book.plansOf(id).length > 0 && ask.plan(id) !== undefined;
    refuse(isPlan ? `plan of ${id}` : id, `${own.name} has no rates.`);
    return;
  }
  for (const what of ["plan", "option", "volume"]) {
    if (ask.column(`${what} of ${id}`) === undefined) continue;
    const missing = book.plansOf(id).length > 0 ? "plan" : "option";
    refuse(`${what} of ${id}`, `The ${what} of ${id} is given, but no ${missing} of ${own.name} is.`);
  }
}

/** One missing fact is one problem, however many coverages ask for it. */
function addProblem(errors: Problem[], problem: Problem): void {
  if (!errors.some(({ message }) => message === problem.message)) errors.push(problem);
}

function dayOf(book: Prepared, written: string | undefined): string {
  const { from, to } = book.program.effective;
  const day = written === undefined ? from : readDay("date", written);
  if (day >= from && day <= to) return day;
  return refuse("date", `${day} is outside the program, which runs from ${from} to ${to}.`);
}

function lineOf(
  book: Prepared,
  ask: Ask,
  coverage: PreparedCoverage,
  wantTrace: boolean,
): { line: PremiumLine; premium: Premium } {
  const trace: TraceStep[] | undefined = wantTrace ? [] : undefined;
  ask.trace = trace;
  const premium = book.premium(ask, coverage.id, trace);
  ask.trace = undefined;
  const evidence = coverage.hasVolume ? coverage.evidence(ask) : ZERO;
  const benefit = coverage.benefitOf(ask);
  const line: PremiumLine = Object.freeze({
    coverage: coverage.id,
    plan: ask.plan(coverage.id) ?? ask.option(coverage.id) ?? null,
    rate: decimal(premium.rate, 2),
    per: premium.per,
    quantity: decimal(premium.quantity),
    premium: decimal(premium.premium, 2),
    employer: premium.shares ? decimal(premium.shares.employer, 2) : null,
    employee: premium.shares ? decimal(premium.shares.employee, 2) : null,
    ...(coverage.hasVolume ? { volume: decimal(coverage.volume(ask), 2) } : {}),
    ...(benefit ? { benefit: decimal(benefit, 2) } : {}),
    ...(evidence.compare(0) > 0 ? { evidence_of_insurability: decimal(evidence, 2) } : {}),
    trace: Object.freeze(trace ?? []),
  });
  return { line, premium };
}

function totalOf(premiums: readonly Premium[]): NonNullable<RateAnswer["total"]> {
  const sum = (pick: (premium: Premium) => ReturnType<typeof exact> | undefined): string | null => {
    let total = ZERO;
    for (const premium of premiums) {
      const value = pick(premium);
      if (!value) return null;
      total = total.add(value);
    }
    return decimal(total, 2);
  };
  return {
    premium: sum(({ premium }) => premium) ?? "0.00",
    employer: sum(({ shares }) => shares?.employer),
    employee: sum(({ shares }) => shares?.employee),
  };
}
