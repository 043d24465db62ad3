import { Ask, attempt } from "../ask.js";
import { decimal, exact } from "../exact.js";
import { isDay, nearest, quoted } from "../inputs.js";
import type { Prepared } from "../prepare.js";
import { type Problem, refuse } from "../refusal.js";
import { rateText } from "../coverage.js";
import type { TraceStep } from "../trace.js";
import { type PreparedRenewal, Renewals } from "./changes.js";
import { inputsOf, shownInput } from "./inputs.js";
import { renewRates, type RenewedRates } from "./rates.js";
import type { Experience, ExperienceLine, RenewalAnswer, RenewalLine, RenewOptions } from "./types.js";

/** An answer, and the new rates behind it, for writing them as a plan. */
export interface RenewedBook {
  readonly answer: RenewalAnswer;
  readonly renewed: readonly { readonly line: ExperienceLine; readonly rates: RenewedRates }[];
}

/** The rate actions of an experience. Never throws for what it says: what cannot be renewed is in `errors`. */
export function renew(book: Prepared, experience: Experience, options: RenewOptions = {}): RenewedBook {
  const renewals = Renewals.of(book);
  const from = experience.from ?? renewals.nextDay;
  const effective = { from, to: experience.to ?? null };
  const errors = checkExperience(book, experience, from, renewals);
  if (errors.length > 0) return { answer: { effective, lines: [], errors }, renewed: [] };
  const renewed: { line: ExperienceLine; rates: RenewedRates }[] = [];
  const lines = experience.lines.map((line) => {
    const { answer, rates } = new LineRenewal(book, renewals, experience, line, from, options).run();
    const twice = rates && alreadyRenewed(renewed, line, rates);
    if (twice !== undefined) return failed(line, [{ about: line.coverage, message: twice }]);
    if (rates) renewed.push({ line, rates });
    return answer;
  });
  return { answer: { effective, lines, errors: [] }, renewed };
}

function checkExperience(
  book: Prepared,
  { to, lines }: Experience,
  from: string,
  renewals: Renewals,
): Problem[] {
  const wrong = [from, to].find((day) => day !== undefined && !isDay(day));
  if (wrong !== undefined)
    return [{ about: "effective", message: `${quoted(wrong)} is not a day. Write it like 2016-01-01.` }];
  if (to !== undefined && to < from)
    return [
      { about: "effective", message: `The last day of the new rates, ${to}, is before the first, ${from}.` },
    ];
  if (renewals.all.length === 0)
    return [
      {
        about: "renewal",
        message: `${book.program.name} does not say how rates are renewed: it has no \`renewal\`.`,
      },
    ];
  if (lines.length === 0)
    return [{ about: "lines", message: "The experience has no lines: nothing is renewed." }];
  const twice = saidTwice(lines);
  if (!twice) return [];
  const { id, coverage } = twice;
  const whose = id === undefined ? coverage : `${coverage} of ${quoted(id)}`;
  return [
    { about: "lines", message: `Two lines are about ${whose}: their answers could not be told apart.` },
  ];
}

/** A line that says what it is about as one before it does. */
function saidTwice(lines: readonly ExperienceLine[]): ExperienceLine | undefined {
  const seen = new Set<string>();
  return lines.find(({ id, coverage, plan, carrier }) => {
    const key = JSON.stringify([id ?? null, coverage, plan ?? null, carrier ?? null]);
    const known = seen.has(key);
    seen.add(key);
    return known;
  });
}

/** A rate can be renewed once: two lines about it would be one change too many. */
function alreadyRenewed(
  earlier: readonly { readonly line: ExperienceLine; readonly rates: RenewedRates }[],
  line: ExperienceLine,
  { tables }: RenewedRates,
): string | undefined {
  for (const other of earlier) {
    if (other.line.coverage !== line.coverage) continue;
    for (const { table, rates } of tables) {
      const same = other.rates.tables.find((candidate) => candidate.table === table);
      if (same && [...rates.keys()].some((row) => same.rates.has(row)))
        return `Another line renews the same rates of ${line.coverage}. Name the plan or the carrier of each line.`;
    }
  }
  return undefined;
}

const failed = (line: ExperienceLine, errors: readonly Problem[]): RenewalLine => ({
  id: line.id ?? null,
  coverage: line.coverage,
  carrier: line.carrier ?? null,
  plan: line.plan ?? null,
  renewal: null,
  before_corridor: null,
  corridor: null,
  change: null,
  first_rate: null,
  rates: [],
  remarks: [],
  errors,
  trace: [],
});

/** A percentage of hundredths, for JSON. */
const percent = (hundredths: Parameters<typeof decimal>[0]): string => decimal(hundredths.mul(100), 0, 8);

/** One line of an experience, on its way to a rate action. */
class LineRenewal {
  private readonly trace: TraceStep[] | undefined;

  constructor(
    private readonly book: Prepared,
    private readonly renewals: Renewals,
    private readonly experience: Experience,
    private readonly line: ExperienceLine,
    private readonly from: string,
    options: RenewOptions,
  ) {
    this.trace = options.trace ? [] : undefined;
  }

  run(): { readonly answer: RenewalLine; readonly rates?: RenewedRates } {
    const found = attempt(() => {
      this.checkNames();
      const ask = this.person();
      return { ask, renewal: this.renewal(ask) };
    });
    if (!found.ok) return { answer: failed(this.line, [found.refusal.problem]) };
    const { ask, renewal } = found.value;
    return this.line.firstYear === true ? this.firstYear(renewal, ask) : this.nextYear(renewal, ask);
  }

  private nextYear(
    renewal: PreparedRenewal,
    ask: Ask,
  ): { readonly answer: RenewalLine; readonly rates?: RenewedRates } {
    const { line, from, trace } = this;
    const { coverage } = line;
    const base = { ...failed(line, []), carrier: this.carrier() ?? null, renewal: renewal.renewal.id };
    const corridor = attempt(() => this.renewals.corridor(renewal, coverage, from));
    const bounds = corridor.ok && corridor.value ? boundsOf(corridor.value) : null;
    const result = attempt(() => {
      const change = this.renewals.change(renewal, ask, coverage, from, trace);
      const rates = renewRates(this.book, this.renewals, renewal, line, change, from, trace);
      return { change, rates };
    });
    if (!result.ok) return { answer: { ...base, corridor: bounds, errors: [result.refusal.problem] } };
    const { change, rates } = result.value;
    const answer = {
      ...base,
      before_corridor: percent(change.before),
      corridor: bounds,
      change: percent(change.change),
      rates: rates.actions,
      remarks: rates.remarks,
      trace: trace ?? [],
    };
    return { answer, rates };
  }

  private firstYear(renewal: PreparedRenewal, ask: Ask): { readonly answer: RenewalLine } {
    const { line, trace } = this;
    const base = { ...failed(line, []), carrier: this.carrier() ?? null, renewal: renewal.renewal.id };
    const result = attempt(() => {
      const { first, renewal: said } = renewal;
      if (!first) return refuse("first_year", `The renewal ${said.name} says no first rate.`);
      return first(ask, line.coverage);
    });
    if (!result.ok) return { answer: { ...base, errors: [result.refusal.problem] } };
    const source = this.book.sourceOf(`${renewal.path}/first`);
    for (const id of inputsOf(renewal.renewal.first, this.book.book))
      trace?.push(shownInput(id, ask, this.book));
    trace?.push({ text: `first rate by ${renewal.renewal.name}`, amount: rateText(result.value), ...source });
    return { answer: { ...base, first_rate: decimal(result.value, 2), trace: trace ?? [] } };
  }

  private checkNames(): void {
    const { book, line } = this;
    const { coverage, plan, carrier } = line;
    const known = [...book.coverages.keys()];
    if (!book.coverages.has(coverage)) refuse("coverage", unknown(coverage, "a coverage", known));
    if (plan !== undefined && !book.plansOf(coverage).includes(plan))
      refuse("plan", unknown(plan, `a plan of ${coverage}`, book.plansOf(coverage)));
    const carriers = book.book.carriers.map(({ id }) => id);
    if (carrier !== undefined && !carriers.includes(carrier))
      refuse("carrier", unknown(carrier, "a carrier", carriers));
  }

  /** Who carries the line: what it says, or the carrier of its plan, or that of its coverage. */
  private carrier(): string | undefined {
    const { line } = this;
    const { coverages, plans } = this.book.book;
    const plan = plans.find(({ id }) => id === line.plan)?.carrier;
    if (line.carrier !== undefined && plan !== undefined && plan !== line.carrier)
      refuse("carrier", `The plan ${line.plan} is with ${plan}, and not with ${line.carrier}.`);
    const own = coverages.find(({ id }) => id === line.coverage)?.carrier;
    return line.carrier ?? plan ?? own ?? onlyCarrier(plans, line.coverage);
  }

  /** The renewal that the line is renewed by: of its coverage, of its carrier, and whose condition holds. */
  private renewal(ask: Ask): PreparedRenewal {
    const { coverage } = this.line;
    const all = this.renewals.all.filter(({ renewal }) => renewal.coverages.includes(coverage));
    if (all.length === 0) {
      const known = [...new Set(this.renewals.all.flatMap(({ renewal }) => renewal.coverages))].join(", ");
      return refuse("coverage", `Nothing says how ${coverage} is renewed. There are renewals for ${known}.`);
    }
    const carrier = this.carrier();
    const fitting = all.filter(
      ({ renewal }) =>
        renewal.carriers.length === 0 || (carrier !== undefined && renewal.carriers.includes(carrier)),
    );
    if (fitting.length === 0 && carrier === undefined) {
      const of = [...new Set(all.flatMap(({ renewal }) => renewal.carriers))].join(", ");
      return refuse(
        "carrier",
        `Nothing says with which carrier ${coverage} is. There are renewals for ${of}.`,
      );
    }
    if (fitting.length === 0)
      return refuse("carrier", `Nothing says how ${coverage} of ${carrier} is renewed.`);
    const asked = this.renewals.before(ask, this.from);
    const holding = fitting.filter(({ when }) => !when || when(asked, coverage));
    const [first, second] = holding;
    if (!first) return refuse(coverage, `The condition of no renewal of ${coverage} holds.`);
    if (second) {
      const two = `${first.renewal.name} and ${second.renewal.name}`;
      return refuse(coverage, `${coverage} is renewed by two: ${two} hold both.`);
    }
    return first;
  }

  /** Someone to ask the inputs of: those of the line, then those of the whole experience. */
  private person(): Ask {
    const { book, line, experience, trace } = this;
    const said = { ...experience.inputs, ...line.inputs };
    const row: Record<string, string> = {};
    for (const [id, value] of Object.entries(said)) {
      if (!book.inputs.has(id)) refuse(id, unknown(id, "an input", [...book.inputs.keys()]));
      row[id] = typeof value === "string" ? value : total(id, value, book, this.from, trace);
    }
    if (line.plan !== undefined) row.plan = line.plan;
    return new Ask(book, row, book.program.effective.from);
  }
}

/** Where all plans of a coverage are with one carrier. */
function onlyCarrier(plans: Prepared["book"]["plans"], coverage: string): string | undefined {
  const carriers = new Set(plans.filter((plan) => plan.coverage === coverage).map(({ carrier }) => carrier));
  const [only] = carriers;
  return carriers.size === 1 ? only : undefined;
}

const boundsOf = ({
  least,
  most,
}: {
  least: Parameters<typeof decimal>[0];
  most: Parameters<typeof decimal>[0];
}) => ({
  least: percent(least),
  most: percent(most),
});

function unknown(name: string, kind: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const some = known.length > 0 && known.length <= 12 ? ` There is: ${known.join(", ")}.` : "";
  return `${quoted(name)} is not ${kind} of this program.${meant ? ` Did you mean ${meant}?` : some}`;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** Claims of so many months are experience; an earlier month is a slip. */
const MOST_MONTHS = 240;

/** Figures by month, added up. Months must follow each other: a month that is left out would count as nothing. */
function total(
  id: string,
  months: Readonly<Record<string, string>>,
  book: Prepared,
  effective: string,
  trace: TraceStep[] | undefined,
): string {
  const kind = book.inputs.get(id)?.kind;
  if (kind !== "money" && kind !== "count" && kind !== "number")
    refuse(
      id,
      `${id} is ${kind === "percent" ? "a percentage" : `of the kind ${kind}`}: it is not added up by month.`,
    );
  const names = Object.keys(months).sort();
  const [first] = names;
  const last = names[names.length - 1];
  if (first === undefined || last === undefined || names.length > MOST_MONTHS)
    return refuse(id, `${id} has ${first === undefined ? "no month" : "too many months"}.`);
  const wrong = names.find((name) => !MONTH.test(name));
  if (wrong !== undefined)
    return refuse(id, `${id}: ${quoted(wrong)} is not a month. Write it like 2019-10.`);
  const begin = effective.slice(0, 7);
  const strange = [first, last].find((month) => month > begin || monthsFrom(month, begin) > MOST_MONTHS);
  if (strange !== undefined)
    return refuse(
      id,
      `${id} has a figure for ${strange}, and new rates begin on ${effective}: experience is of the ${MOST_MONTHS / 12} years before.`,
    );
  const gap = names.find((name, i) => i > 0 && name !== monthAfter(names[i - 1] ?? ""));
  if (gap !== undefined)
    return refuse(id, `${id} has no figure for ${monthBefore(gap)}: months follow each other.`);
  let sum = exact("0");
  for (const name of names) {
    const written = (months[name] ?? "")
      .trim()
      .replace(/^\$/, "")
      .replace(/,(?=\d{3})/g, "");
    if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(written))
      refuse(id, `${id} of ${name}, ${quoted(written)}, is not a figure.`);
    sum = sum.add(exact(written));
  }
  const text = decimal(sum);
  const span = names.length === 1 ? first : `${first} to ${last}`;
  trace?.push({
    text: `${id} of ${names.length} ${names.length === 1 ? "month" : "months"}, ${span}`,
    amount: text,
  });
  return text;
}

const monthsFrom = (month: string, until: string): number =>
  (Number(until.slice(0, 4)) - Number(month.slice(0, 4))) * 12 +
  Number(until.slice(5)) -
  Number(month.slice(5));
const monthAfter = (month: string): string => moved(month, 1);
const monthBefore = (month: string): string => moved(month, -1);

function moved(month: string, by: 1 | -1): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}
