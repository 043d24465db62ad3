import type { Condition, RateBook } from "@planwright/ratebook";
import { exact } from "../exact.js";
import type { PreparedCoverage, PreparedTable } from "../coverage.js";
import {
  alike,
  chosen,
  combine,
  constant,
  isNotBelowZero,
  needed,
  picked,
  rounded,
  type Scaled,
  times,
  timesConstant,
} from "./figures.js";
import { type Around, given, isEmpty, type Lowering, memberOf } from "./lower.js";
import {
  all,
  any,
  at,
  choose,
  need,
  not,
  only,
  pick,
  relation,
  type Truth,
  unsaid,
  type Whole,
  whole,
} from "./nodes.js";
import { dayNumber, EMPTY, REFUSED } from "./slots.js";
import { Cells, dimensionOf } from "./tables.js";
import { electedVolume, volumeInForce } from "./volumes.js";

/** A premium as nodes: the rate and the quantity with which it came about, and the table, of those of the coverage. */
export interface Priced {
  readonly premium: Scaled;
  readonly rate: Scaled;
  readonly quantity: Scaled;
  readonly table: Whole;
  /** The row, in the table. */
  readonly row: Whole;
  /** Whether it is read who is covered together; undefined where it depends on the person. */
  readonly byTier: boolean | undefined;
  readonly byMembers: boolean | undefined;
}

/** The rate of a table with its row. */
interface TableRate {
  readonly rate: Scaled;
  readonly row: Whole;
}

const ONE = constant(exact("1"));
const ZERO = constant(exact("0"));

/** Makes nodes of the rates of coverages, and keeps the cells of their tables. */
export class Rates {
  readonly cells: Cells[] = [];
  /** The tables whose rates are being made, the innermost last. */
  private readonly inside: { readonly coverage: string; readonly table: number; readonly around: Around }[] =
    [];

  constructor(
    private readonly lowering: Lowering,
    private readonly book: RateBook,
  ) {}

  /** The rounded premium of a coverage. */
  priced(prepared: PreparedCoverage, around: Around): Priced {
    const { lowering } = this;
    const before = { ...lowering.reads };
    const { tables } = prepared;
    const table = this.tableFor(prepared, around);
    const rates = this.eachAlike(tables, (one) => this.rateOf(prepared, one, around));
    const quantities = this.eachAlike(tables, (one) => this.quantityOf(prepared, one, around));
    const byTier =
      lowering.reads.sometimes > before.sometimes ? undefined : lowering.reads.always > before.always;
    const members = tables.filter(
      (one) => one.table.base.kind === "counted" && one.table.base.of === "member",
    );
    const { mode, to } = this.book.rounding;
    const premiums = rates.map(({ rate }, i) => rounded(times(rate, quantities[i] ?? ONE), mode, exact(to)));
    return {
      table,
      premium: chosen(table, premiums),
      rate: chosen(
        table,
        rates.map(({ rate }) => rate),
      ),
      quantity: chosen(table, quantities),
      row: choose(
        table,
        rates.map(({ row }) => row),
      ),
      byTier,
      byMembers: members.length === 0 ? false : members.length === tables.length ? true : undefined,
    };
  }

  /** The rate of a coverage, whoever has it. */
  rate(prepared: PreparedCoverage, around: Around): Scaled {
    const table = this.tableAround(prepared, around) ?? this.tableFor(prepared, around);
    // Tables that the question cannot lead to are left out: they may ask for what it does not say.
    if (table.op === "whole") {
      const single = prepared.tables[table.value] ?? unsaid("no table");
      return this.rateOf(prepared, single, around).rate;
    }
    return chosen(
      table,
      this.eachAlike(prepared.tables, (one) => this.rateOf(prepared, one, around).rate),
    );
  }

  /** Lowers each of several ways; all of them read the tier, or none does. */
  private eachAlike<T, R>(ways: readonly T[], lower: (way: T) => R): readonly R[] {
    const { reads } = this.lowering;
    const before = reads.always;
    let reading = 0;
    const results = ways.map((way) => {
      const own = reads.always;
      const result = lower(way);
      if (reads.always > own) reading++;
      return result;
    });
    reads.always = before + (reading > 0 ? 1 : 0);
    if (reading > 0 && reading < ways.length) reads.sometimes++;
    return results;
  }

  /** The only table whose days and condition hold. */
  private tableFor({ id, tables }: PreparedCoverage, around: Around): Whole {
    const { lowering, book } = this;
    const { from, to } = book.program.effective;
    return only(
      tables.map(({ table }) => {
        const days = [
          ...(table.effective.from > from || around.day.op === "whole"
            ? [relation(">=", around.day, whole(dayNumber(table.effective.from)))]
            : []),
          ...(table.effective.to < to || around.day.op === "whole"
            ? [relation("<=", around.day, whole(dayNumber(table.effective.to)))]
            : []),
        ];
        const when = table.when;
        return all([...days, ...(when ? [lowering.sometimes(() => lowering.test(when, id, around))] : [])]);
      }),
    );
  }

  /** A rate that asks for a rate of its own coverage finds it in its own table, where no condition is about what changes. */
  private tableAround({ id, tables }: PreparedCoverage, around: Around): Whole | undefined {
    const outer = this.inside.findLast(({ coverage }) => coverage === id);
    if (!outer || outer.around.day !== around.day) return undefined;
    const changed = Object.keys(around.fixed).filter((key) => around.fixed[key] !== outer.around.fixed[key]);
    const isFree = tables.every(({ table: { when } }) => !when || !mayAsk(when, changed));
    return isFree ? whole(outer.table) : undefined;
  }

  private rateOf(prepared: PreparedCoverage, way: PreparedTable, around: Around): TableRate {
    this.inside.push({ coverage: prepared.id, table: prepared.tables.indexOf(way), around });
    try {
      return this.rateWithin(prepared, way, around);
    } finally {
      this.inside.pop();
    }
  }

  private rateWithin(prepared: PreparedCoverage, way: PreparedTable, around: Around): TableRate {
    const { lowering } = this;
    const { id } = prepared;
    const { table } = way;
    const { row, rate: found } = this.found(id, way, around);
    let rate = found;
    if (table.load) {
      rate = timesConstant(rate, exact(table.load.percent).div(100).add(1));
      const { rounding } = table.load;
      if (rounding) rate = rounded(rate, rounding.mode, exact(rounding.to));
    }
    rate = this.withFurtherMembers(id, table, rate, around);
    const gates: Truth[] = [isNotBelowZero(rate)];
    // Rates whose guarantee has ended are for the reference, which remarks on it.
    if (table.guaranteed !== undefined && table.guaranteed < this.book.program.effective.to)
      gates.push(relation("<=", around.day, whole(dayNumber(table.guaranteed))));
    for (const { key, value } of table.notOffered) {
      const own = lowering.key(key, id, around);
      if (own.kind !== "name") unsaid("a figure that is not offered");
      else
        gates.push(
          not(
            memberOf(
              own.code,
              [own.names.indexOf(value)].filter((code) => code >= 0),
            ),
          ),
        );
    }
    const [isAboveZero = all([]), ...others] = gates;
    return { rate: needed(all(others), needed(isAboveZero, rate)), row };
  }

  /** The row of a table, and the rate that stands in it. */
  private found(id: string, { table, index }: PreparedTable, around: Around): TableRate {
    const { lowering } = this;
    const dimensions = table.keys.map((key) => dimensionOf(table, key, () => lowering.key(key, id, around)));
    const cells = new Cells(dimensions, index, table);
    const row = cells.node(this.cells.length);
    this.cells.push(cells);
    const written = table.rows.map((one) => ("rate" in one ? constant(exact(one.rate)) : undefined));
    const expressions = table.rows.flatMap((one, i) => ("value" in one ? [{ i, value: one.value }] : []));
    const fixed = byRow(
      row,
      written.map((one) => one ?? ZERO),
    );
    if (expressions.length === 0) return { row, rate: fixed };
    const ways = [
      ...(written.some((one) => one !== undefined) ? [() => fixed] : []),
      ...expressions.map(
        ({ value }) =>
          () =>
            lowering.figure(value, id, around),
      ),
    ];
    const rates = this.eachAlike(ways, (way) => way());
    const first = ways.length - expressions.length;
    const places = table.rows.map((_, i) => {
      const place = expressions.findIndex((one) => one.i === i);
      return place < 0 ? 0 : first + place;
    });
    return { row, rate: chosen(at(row, places, 0), rates) };
  }

  private withFurtherMembers(
    id: string,
    table: PreparedTable["table"],
    rate: Scaled,
    around: Around,
  ): Scaled {
    const { lowering } = this;
    if (!table.keys.includes("tier")) return rate;
    const key = lowering.key("tier", id, around);
    if (key.kind !== "name") return unsaid("a tier that is a figure");
    const tiers = new Map(this.book.tiers.flatMap((set) => set.tiers).map((tier) => [tier.id, tier]));
    if (![...tiers.values()].some(({ least }) => least !== undefined)) return rate;
    const members = this.members(id, around);
    const unknown = isEmpty(members);
    const fits = key.names.map((name): Truth => {
      const { least, most } = tiers.get(name) ?? {};
      if (least === undefined) return all([]);
      const inside = [relation(">=", members, whole(least))];
      if (most !== undefined) inside.push(relation("<=", members, whole(most)));
      return any([unknown, all(inside)]);
    });
    const checked = needed(all(fits.map((fit, i) => any([not(memberOf(key.code, [i])), fit]))), rate);
    if (table.furtherMembers.length === 0) return checked;
    const { code } = key;
    const added = key.names.map((name, i) => {
      // Of a tier that the question fixes the others are not asked: they may ask for it again.
      if (code.op === "whole" && code.value !== i) return ZERO;
      const { least } = tiers.get(name) ?? {};
      const rule = table.furtherMembers.find(({ tiers: of }) => of.includes(name));
      if (!rule || least === undefined) return ZERO;
      const more: Scaled = { number: given(members), parts: 1 };
      const further = combine("subtract", more, constant(exact(String(least))));
      const adds = lowering.sometimes(() => lowering.figure(rule.adds, id, around));
      return picked(relation("===", further.number, whole(0)), ZERO, times(adds, further));
    });
    return combine("add", checked, chosen(key.code, added));
  }

  /** How many people are covered, where the census says so. */
  private members(id: string, { fixed }: Around): Whole {
    if (fixed.members !== undefined)
      return typeof fixed.members === "string" ? whole(Number(fixed.members)) : fixed.members;
    const read = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : REFUSED);
    const { slots } = this.lowering;
    const own = slots.code(`members of ${id}`, 10_000, read);
    const general = slots.code("members", 10_000, read);
    const members = sound(pick(relation("===", own, whole(EMPTY)), general, own));
    if (fixed.tier === undefined) return members;
    // A question about another tier may not be about the people who are covered in this one.
    const asked = this.book.tiers.flatMap(({ tiers }) => tiers).find((tier) => tier.id === fixed.tier);
    if (!asked) return unsaid("members of a tier that depends on the person");
    const most = asked.most === undefined ? [] : [relation("<=", members, whole(asked.most))];
    return pick(all([relation(">=", members, whole(asked.least ?? 0)), ...most]), members, whole(EMPTY));
  }

  private quantityOf(prepared: PreparedCoverage, { table }: PreparedTable, around: Around): Scaled {
    const { lowering } = this;
    const { base } = table;
    if (base.kind === "amount") {
      const per = exact(base.amount).inverse();
      if (base.of === "volume") {
        const elected = electedVolume(lowering, prepared.coverage, around);
        return timesConstant(volumeInForce(lowering, prepared.coverage, elected, around), per);
      }
      const isFormula = this.book.formulas.some((formula) => formula.id === base.of);
      const figure = isFormula
        ? lowering.figure({ op: "formula", ref: base.of }, undefined, around)
        : lowering.inputFigure(base.of, around);
      return timesConstant(figure, per);
    }
    if (base.of === "dependent unit") return this.dependentUnits(prepared.id, around);
    return base.of === "member" ? { number: given(this.members(prepared.id, around)), parts: 1 } : ONE;
  }

  /** One unit for all dependents together; none where the tier covers one person. */
  private dependentUnits(id: string, around: Around): Scaled {
    const { lowering } = this;
    if (around.fixed.tier !== undefined) return unsaid("a dependent unit of a tier that a question fixes");
    const code = lowering.tierCode(id);
    lowering.reads.sometimes++;
    const single = this.book.tiers.flatMap((set) => set.tiers).filter(({ most }) => most === 1);
    const codes = single.map((tier) => lowering.tiers.indexOf(tier.id));
    const isSingle = all([not(isEmpty(code)), memberOf(given(code), codes)]);
    return picked(isSingle, ZERO, ONE);
  }
}

/** Whether a condition may ask for one of some keys: what it only names may ask for anything. */
function mayAsk(c: Condition, keys: readonly string[]): boolean {
  switch (c.op) {
    case "all":
    case "any":
      return c.of.some((part) => mayAsk(part, keys));
    case "not":
      return mayAsk(c.a, keys);
    case "truth":
      return keys.includes(c.ref);
    case "is":
      return keys.includes(c.key) || c.key === "class" || c.key === "area";
    default:
      return true;
  }
}

/** A code that the census does not give wrongly. */
export const sound = (code: Whole): Whole => need(relation(">", code, whole(REFUSED)), code);

function byRow(row: Whole, rates: readonly Scaled[]): Scaled {
  const { numbers, parts } = alike(rates);
  const values = numbers.map((number) =>
    number.op === "whole" ? number.value : unsaid("a rate that is none"),
  );
  return { number: at(row, values, 0), parts };
}
