import type { RateBook } from "@planwright/ratebook";
import Fraction from "fraction.js";
import { about, type Ask } from "./ask.js";
import { decimal, dollars, exact, max, min, ONE, round, ZERO } from "./exact.js";
import { type Figure, figureOf, type Questions, type Test, testOf } from "./expressions.js";
import { describeRange, holds, quoted, show } from "./inputs.js";
import { type RateRow, type RateTable, TableIndex } from "./lookup.js";
import { refuse } from "./refusal.js";
import type { SourceOf, TraceStep } from "./trace.js";

type BookCoverage = RateBook["coverages"][number];
type BookTier = RateBook["tiers"][number]["tiers"][number];
type BookVolume = BookCoverage["volumes"][number];

interface PreparedVolume {
  readonly rule: BookVolume;
  readonly most: Figure | undefined;
  readonly value: Figure | undefined;
}

/** A rate table ready to be looked up. */
export interface PreparedTable {
  readonly table: RateTable;
  readonly path: string;
  readonly when: Test | undefined;
  readonly index: TableIndex;
  readonly values: readonly Figure[];
  readonly further: readonly { readonly tiers: ReadonlySet<string>; readonly adds: Figure }[];
}

/** The rate of a person, and the table and the row that it was found in. */
export interface Rated {
  readonly rate: Fraction;
  readonly table: RateTable;
  readonly row: RateRow;
}

/** A hole in a table on purpose. Thrown as a refusal; an example may expect it. */
export const NOT_OFFERED = "not offered";

/** One coverage, ready to answer for one person after the other. */
export class PreparedCoverage {
  private readonly volumes: readonly PreparedVolume[];
  private readonly guaranteed: readonly { readonly amount: Figure; readonly when: Test | undefined }[];
  private readonly insures: readonly { readonly role: string; readonly when: Test | undefined }[];
  readonly tables: readonly PreparedTable[];
  private readonly tiers: ReadonlyMap<string, BookTier>;
  readonly benefit: Figure | undefined;
  private readonly maximumBenefit: Figure | undefined;

  constructor(
    readonly coverage: BookCoverage,
    private readonly book: RateBook,
    questions: Questions,
    private readonly sourceOf: SourceOf,
    private readonly path: string,
  ) {
    const figure = (e: Parameters<typeof figureOf>[0] | undefined) =>
      e ? figureOf(e, questions) : undefined;
    const test = (c: Parameters<typeof testOf>[0] | undefined) => (c ? testOf(c, questions) : undefined);
    this.volumes = coverage.volumes.map((rule) => ({
      rule,
      most: figure(rule.most),
      value: rule.kind === "computed" ? figure(rule.value) : undefined,
    }));
    this.guaranteed = coverage.guaranteedIssue.map(({ amount, when }) => ({
      amount: figureOf(amount, questions),
      when: test(when),
    }));
    this.insures = coverage.insures.map(({ role, when }) => ({ role, when: test(when) }));
    this.tiers = new Map(book.tiers.flatMap(({ tiers }) => tiers).map((tier) => [tier.id, tier]));
    this.benefit = figure(coverage.benefit);
    this.maximumBenefit = figure(coverage.maximumBenefit);
    this.tables = book.rates.flatMap((table, i) => {
      if (!table.coverages.includes(coverage.id)) return [];
      return [prepareTable(table, `/rates/${i}`, questions, test(table.when))];
    });
  }

  get id(): string {
    return this.coverage.id;
  }

  get hasRates(): boolean {
    return this.tables.length > 0;
  }

  get hasVolume(): boolean {
    return this.volumes.length > 0;
  }

  /** Whether a volume is named by the person, and does not follow from pay alone. */
  get choosesVolume(): boolean {
    return this.volumes.some(({ rule }) => rule.kind !== "computed");
  }

  /** Whether somebody has it by what they choose of it: an option or a volume. */
  get isChosen(): boolean {
    return this.coverage.options.length > 0 || this.choosesVolume;
  }

  /** Refuses a person whom the coverage does not insure. */
  checkInsured(ask: Ask): void {
    if (this.insures.length === 0) return;
    if (this.insures.some(({ when }) => !when || when(ask, this.id))) return;
    const roles = this.insures.map(({ role }) => role).join(" or ");
    refuse(
      this.id,
      `${this.coverage.name} does not insure this ${roles}: its condition does not hold.`,
      this.source(),
    );
  }

  private source(): string | undefined {
    return this.sourceOf(this.path).source;
  }

  /** The volume before it is reduced by age. */
  electedVolume(ask: Ask): Fraction {
    return ask.once(`elected volume ${this.id}`, () =>
      ask.nested(about("volume", this.id), () => this.checkedVolume(ask)),
    );
  }

  private checkedVolume(ask: Ask): Fraction {
    const volume = this.readVolume(ask);
    if (volume.compare(0) >= 0) return volume;
    return refuse(
      about("volume", this.id),
      `The volume of ${this.coverage.name} comes to ${dollars(volume)}, which is below zero.`,
      this.source(),
    );
  }

  private readVolume(ask: Ask): Fraction {
    const computed = this.volumes.find(({ rule }) => rule.kind === "computed");
    const what = about("volume", this.id);
    if (computed?.value) {
      const value = this.roundVolume(computed.value(ask, this.id));
      return computed.most ? min(value, computed.most(ask, this.id)) : value;
    }
    if (this.volumes.length === 0) return refuse(what, `${this.coverage.name} has no volume.`);
    const text = ask.column(what);
    if (text === undefined)
      return refuse(what, `${what} is missing. ${this.allowedVolumes()}`, this.source());
    const times = /^(\d+(?:\.\d+)?)\s*(?:times|x)\b\s*(\w*)$/i.exec(text);
    return times?.[1] !== undefined
      ? this.multiple(ask, exact(times[1]), times[2] ?? "", text)
      : this.chosenAmount(ask, text);
  }

  private multiple(ask: Ask, times: Fraction, pay: string, text: string): Fraction {
    for (const { rule, most } of this.volumes) {
      if (rule.kind !== "times" || !rule.multiples.some((m) => exact(m).equals(times))) continue;
      if (pay !== "" && pay !== rule.pay) continue;
      const value = this.roundVolume(ask.figure(rule.pay).mul(times));
      return most ? min(value, most(ask, this.id)) : value;
    }
    return this.refuseVolume(quoted(text));
  }

  private chosenAmount(ask: Ask, text: string): Fraction {
    const plain = text.replace(/^\$/, "");
    const digits = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
    if (!/^\d{1,15}(\.\d{1,6})?$/.test(digits)) return this.refuseVolume(quoted(text));
    const value = exact(digits);
    for (const { rule, most } of this.volumes) {
      if (rule.kind !== "chosen" || !fitsRule(rule, value)) continue;
      const limit = most?.(ask, this.id);
      if (!limit || value.compare(limit) <= 0) return value;
      return refuse(
        about("volume", this.id),
        `${dollars(value)} of ${this.coverage.name} is more than the ${dollars(limit)} that this person may have.`,
        this.source(),
      );
    }
    return this.refuseVolume(dollars(value));
  }

  private refuseVolume(got: string): never {
    const message = `${got} is not an amount of ${this.coverage.name} that can be chosen. ${this.allowedVolumes()}`;
    return refuse(about("volume", this.id), message, this.source());
  }

  private allowedVolumes(): string {
    return `It goes ${this.volumes.map(({ rule }) => volumeWords(rule)).join(", or ")}.`;
  }

  private roundVolume(value: Fraction): Fraction {
    const convention = this.book.conventions.volume_rounding;
    if (!convention || convention.reading === "exact" || convention.amount === undefined) return value;
    const mode = convention.reading === "up" ? "up" : convention.reading === "down" ? "down" : "half_up";
    return round(value, mode, exact(convention.amount));
  }

  /** The volume in force: what was elected, reduced by age. */
  volume(ask: Ask): Fraction {
    return ask.once(`volume ${this.id}`, () => this.electedVolume(ask).mul(this.shareInForce(ask)));
  }

  private shareInForce(ask: Ask): Fraction {
    const { reduction } = this.coverage;
    if (!reduction) return ONE;
    const age = ask.figure(reduction.age);
    const index = reduction.bands.findIndex(({ range }) => holds(range, age));
    const band = reduction.bands[index];
    if (!band)
      return refuse(
        reduction.age,
        `${reduction.age} ${age.toString()} is in no band of the reductions of ${this.coverage.name}.`,
      );
    ask.trace?.push({
      text: `${this.coverage.name}: ${band.share}% of the volume in force at ${age.toString()}`,
      ...this.sourceOf(`${this.path}/reduction/bands/${index}`),
    });
    return exact(band.share).div(100);
  }

  /** The amount without evidence of insurability; undefined when nothing is said. */
  guaranteedIssue(ask: Ask): Fraction | undefined {
    const [first, second] = this.guaranteed.filter(({ when }) => !when || when(ask, this.id));
    if (second) {
      refuse(
        this.id,
        `${this.coverage.name} has two guaranteed issues for this person: the conditions of both hold.`,
        this.source(),
      );
    }
    if (!first && this.guaranteed.length > 0) {
      refuse(this.id, `No guaranteed issue of ${this.coverage.name} holds for this person.`, this.source());
    }
    return first?.amount(ask, this.id);
  }

  /** How much of what was elected needs evidence of insurability. */
  evidence(ask: Ask): Fraction {
    const guaranteed = this.guaranteedIssue(ask);
    return guaranteed ? max(ZERO, this.electedVolume(ask).sub(guaranteed)) : ZERO;
  }

  benefitOf(ask: Ask): Fraction | undefined {
    const benefit = this.benefit?.(ask, this.id);
    const most = this.maximumBenefit?.(ask, this.id);
    return benefit && most ? min(benefit, most) : (benefit ?? most);
  }

  /** The rate that holds on the day, by the person's keys. */
  rated(ask: Ask, trace?: TraceStep[]): Rated {
    const prepared = this.tableFor(ask);
    const { table, index, values, path } = prepared;
    const { guaranteed } = table;
    if (guaranteed !== undefined && ask.date > guaranteed) ask.ended.set(this.coverage.name, guaranteed);
    this.checkNotOffered(ask, table);
    const found = index.find(ask.keysOf(this.id));
    if (!found.ok) return this.refuseKey(ask, found.key, table, path);
    const row = table.rows[found.row];
    if (!row || "hole" in row)
      return refuse(
        NOT_OFFERED,
        `${this.coverage.name} is not offered: ${this.keyWords(ask, table.keys)}.`,
        this.sourceOf(`${path}/rows/${found.row}`).source,
      );
    let rate = (values[found.row] ?? (() => ZERO))(ask, this.id);
    trace?.push({
      text:
        this.keyWords(
          ask,
          table.keys.filter((id) => Object.hasOwn(row.keys, id)),
          row,
        ) || this.coverage.name,
      amount: rateText(rate),
      ...this.sourceOf(`${path}/rows/${found.row}`),
    });
    rate = loaded(rate, table, trace, this.sourceOf(path));
    rate = this.withFurtherMembers(ask, rate, prepared, trace);
    if (rate.compare(0) < 0)
      refuse(
        this.id,
        `The rate of ${this.coverage.name} comes to ${rateText(rate)}, which is below zero.`,
        this.sourceOf(path).source,
      );
    return { rate, table, row };
  }

  private tableFor(ask: Ask): PreparedTable {
    const { date } = ask;
    const today = this.tables.filter(
      ({ table }) => table.effective.from <= date && date <= table.effective.to,
    );
    if (today.length === 0) {
      const periods = this.tables.map(({ table }) => `${table.effective.from} to ${table.effective.to}`);
      return refuse(
        "date",
        `${this.coverage.name} has no rates on ${date}. It has them ${[...new Set(periods)].join(", and ")}.`,
      );
    }
    const holding = today.filter(({ when }) => !when || when(ask, this.id));
    const [first, second] = holding;
    if (!first)
      return refuse(
        this.id,
        `${this.coverage.name} has no rates for this person: the condition of none of its tables holds.`,
      );
    if (second)
      return refuse(
        this.id,
        `${this.coverage.name} has two rates for this person: the conditions of two of its tables hold.`,
        this.sourceOf(second.path).source,
      );
    return first;
  }

  private checkNotOffered(ask: Ask, table: RateTable): void {
    for (const { key, value } of table.notOffered) {
      if (ask.key(key, this.id) !== value) continue;
      refuse(NOT_OFFERED, `${this.coverage.name} is not offered: ${value} has no rate here.`);
    }
  }

  private refuseKey(ask: Ask, key: string, table: RateTable, path: string): never {
    const input = this.book.inputs.find(({ id }) => id === key);
    const value = ask.key(key, this.id);
    const keys = table.rows.flatMap(({ keys: k }) => (Object.hasOwn(k, key) ? (k[key] ?? []) : []));
    const known = keys.map((k) =>
      typeof k === "string" ? k : describeRange(k, input ?? { kind: "number" }),
    );
    const listed = [...new Set(known)].slice(0, 16).join(", ");
    refuse(
      about(key, input ? undefined : this.id),
      `${key} ${value} has no rate of ${this.coverage.name}. There are rates for: ${listed}.`,
      this.sourceOf(path).source,
    );
  }

  /** `gold_ppo, family, bay_area`: what the row was found by. */
  private keyWords(ask: Ask, keys: readonly string[], row?: RateRow): string {
    return keys
      .filter((id) => id !== "coverage")
      .map((id) => {
        const input = this.book.inputs.find((candidate) => candidate.id === id);
        if (!input || input.kind === "choice") return ask.key(id, this.id);
        const { written, key } = ask.value(id);
        const band = row?.keys[id];
        const within = band && typeof band !== "string" ? ` (${describeRange(band, input)})` : "";
        return `${id} ${written ? show(input, decimal(written)) : key}${within}`;
      })
      .join(", ");
  }

  private withFurtherMembers(
    ask: Ask,
    rate: Fraction,
    { table, path, further }: PreparedTable,
    trace?: TraceStep[],
  ): Fraction {
    if (!table.keys.includes("tier")) return rate;
    const id = ask.key("tier", this.id);
    const tier = this.tiers.get(id);
    const members = ask.members(this.id);
    if (tier?.least !== undefined && members) checkMembers(members, tier, this.id);
    const rule = further.find(({ tiers }) => tiers.has(id));
    if (!rule || tier?.least === undefined) return rate;
    if (!members)
      return refuse(
        about("members", this.id),
        `Nothing says how many ${tier.name} covers; each member above ${tier.least} adds to the rate.`,
      );
    const more = members.sub(tier.least);
    if (more.equals(0)) return rate;
    const added = rule.adds(ask, this.id).mul(more);
    trace?.push({
      text: `${decimal(more)} further ${more.equals(1) ? "member" : "members"}`,
      amount: rateText(added),
      ...this.sourceOf(path),
    });
    return rate.add(added);
  }

  /** One unit for all dependents together; none where the tier covers one person. */
  private dependentUnits(ask: Ask): Fraction {
    const written = ask.column(about("tier", this.id)) ?? ask.column("tier");
    return written !== undefined && this.tiers.get(ask.key("tier", this.id))?.most === 1 ? ZERO : ONE;
  }

  /** How much of the rate's unit the person has: 1 enrollment, 100 times $1,000 of volume. */
  quantity(ask: Ask, table: RateTable, figureOfName: (id: string) => Fraction): Fraction {
    const { base } = table;
    if (base.kind === "amount") {
      const amount = base.of === "volume" ? this.volume(ask) : figureOfName(base.of);
      ask.trace?.push({
        text: base.of === "volume" ? `volume${base.monthly ? " per month" : ""}` : base.of,
        amount: dollars(amount),
        ...this.sourceOf(`${this.path}/volumes/0`),
      });
      return amount.div(exact(base.amount));
    }
    if (base.of === "dependent unit") return this.dependentUnits(ask);
    if (base.of !== "member") return ONE;
    return (
      ask.members(this.id) ??
      refuse(
        about("members", this.id),
        `Nothing says how many members are covered, and the rate is per member.`,
      )
    );
  }
}

function checkMembers(
  members: Fraction,
  tier: { readonly name: string; readonly least?: number | undefined; readonly most?: number | undefined },
  coverage: string,
): void {
  const { least = 0, most } = tier;
  const range = most === undefined ? `${least} or more` : least === most ? `${least}` : `${least} to ${most}`;
  if (members.compare(least) >= 0 && (most === undefined || members.compare(most) <= 0)) return;
  refuse(about("members", coverage), `${tier.name} covers ${range}, not ${members.toString()}.`);
}

/** "from $10,000 to $100,000 in steps of $10,000". */
function volumeWords(rule: BookVolume): string {
  switch (rule.kind) {
    case "chosen": {
      const end = rule.max === undefined ? "" : ` to ${dollars(exact(rule.max))}`;
      const step = rule.step === undefined ? "" : ` in steps of ${dollars(exact(rule.step))}`;
      return `from ${dollars(exact(rule.min))}${end}${step}`;
    }
    case "times":
      return `${rule.multiples.join(" or ")} times ${rule.pay}`;
    case "computed":
      return "as computed";
  }
}

function fitsRule(rule: BookVolume & { kind: "chosen" }, value: Fraction): boolean {
  const least = exact(rule.min);
  if (value.compare(least) < 0 || (rule.max !== undefined && value.compare(exact(rule.max)) > 0))
    return false;
  return rule.step === undefined || value.sub(least).mod(exact(rule.step)).equals(0);
}

/** Adds the load of a table to a rate. */
function loaded(
  rate: Fraction,
  table: RateTable,
  trace: TraceStep[] | undefined,
  source: Pick<TraceStep, "source" | "cites">,
): Fraction {
  const { load } = table;
  if (!load) return rate;
  const raised = rate.mul(ONE.add(exact(load.percent).div(100)));
  const result = load.rounding ? round(raised, load.rounding.mode, exact(load.rounding.to)) : raised;
  trace?.push({ text: `load of ${load.percent}%`, amount: rateText(result), ...source });
  return result;
}

/** A rate as a plan writes it, with at least two decimals: `$0.276`, `$1,414.74`. */
export function rateText(rate: Fraction): string {
  const text = dollars(rate);
  return text.includes(".") ? text : `${text}.00`;
}

function prepareTable(
  table: RateTable,
  path: string,
  questions: Questions,
  when: Test | undefined,
): PreparedTable {
  return {
    table,
    path,
    when,
    index: new TableIndex(table),
    values: table.rows.map((row) => {
      if ("hole" in row) return () => ZERO;
      if ("value" in row) return figureOf(row.value, questions);
      const rate = new Fraction(row.rate);
      return () => rate;
    }),
    further: table.furtherMembers.map(({ tiers, adds }) => ({
      tiers: new Set(tiers),
      adds: figureOf(adds, questions),
    })),
  };
}
