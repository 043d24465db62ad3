import type { Expression, RateBook } from "@planwright/ratebook";
import type { PreparedCoverage } from "../coverage.js";
import type { Prepared } from "../prepare.js";
import { exact } from "../exact.js";
import { codeReader, EMPTY, REFUSED, type Slots } from "./slots.js";
import { combine, compared, constant, needed, type Scaled } from "./figures.js";
import { type Around, given, Lowering, memberOf, NOTHING_FIXED } from "./lower.js";
import {
  all,
  any,
  arithmetic,
  at,
  DAY,
  NEVER,
  not,
  pick,
  relation,
  type Truth,
  Unsaid,
  unsaid,
  type Whole,
  whole,
} from "./nodes.js";
import { type Priced, Rates, sound } from "./rated.js";
import { isSplit, needsParts, type RemarkForm, split } from "./split.js";
import { benefitOf, electedVolume, evidence, guaranteedIssue, volumeInForce } from "./volumes.js";
import type { Cells } from "./tables.js";

/** The premium line of a coverage. Codes and rows are whole numbers, figures have their parts. */
export interface LineForm {
  /** The plan or the option, among `choices`; below zero where there is none. */
  readonly choice: Whole;
  readonly choices: readonly string[];
  /** The table, of those of the coverage, and the row in it. */
  readonly table: Whole;
  readonly row: Whole;
  readonly rate: Scaled;
  readonly quantity: Scaled;
  readonly premium: Scaled;
  readonly employer: Scaled | undefined;
  readonly employee: Scaled | undefined;
  readonly volume: Scaled | undefined;
  readonly benefit: Scaled | undefined;
  readonly evidence: Scaled | undefined;
  readonly remarks: readonly RemarkForm[];
}

/** What is asked of a coverage for everybody: whether they have it, and what it costs. */
export interface CoverageForm {
  readonly id: string;
  readonly held: Truth;
  /** Something is said of it by who does not have it: the reference says what is wrong. */
  readonly stray: Truth;
  /** Absent where it has no rates: who has it is for the reference. */
  readonly line: LineForm | undefined;
}

export interface Form {
  readonly slots: Slots;
  readonly cells: readonly Cells[];
  /** By the order of the coverages; a text says what the form cannot say of one. */
  readonly coverages: readonly (CoverageForm | string)[];
}

/** Makes the form of a rate book. What it cannot say of a coverage is named instead of it. */
export function formOf(prepared: Prepared): Form {
  const maker = new Maker(prepared);
  const coverages = [...prepared.coverages.values()].map((coverage) => {
    try {
      return maker.coverage(coverage);
    } catch (thrown) {
      if (thrown instanceof Unsaid) return thrown.what;
      throw thrown;
    }
  });
  return { slots: maker.lowering.slots, cells: maker.rates.cells, coverages };
}

/** What the form cannot say, by coverage. */
export function leftOut(prepared: Prepared): ReadonlyMap<string, string> {
  const { coverages } = formOf(prepared);
  const ids = [...prepared.coverages.keys()];
  return new Map(
    coverages.flatMap((form, i) => (typeof form === "string" ? [[ids[i] ?? "", form] as const] : [])),
  );
}

type Head = (Expression & { op: "ask" })["head"];

class Maker {
  readonly lowering: Lowering;
  readonly rates: Rates;
  private readonly book: RateBook;

  constructor(private readonly prepared: Prepared) {
    this.book = prepared.book;
    this.lowering = new Lowering(this.book, this);
    this.rates = new Rates(this.lowering, this.book);
  }

  coverage(coverage: PreparedCoverage): CoverageForm {
    const { id } = coverage;
    const held = this.held(coverage);
    const { slots } = this.lowering;
    const stray = any(
      ["plan", "option", "volume"].map((what) =>
        relation("===", slots.presence(`${what} of ${id}`), whole(0)),
      ),
    );
    return { id, held, stray, line: coverage.hasRates ? this.line(coverage) : undefined };
  }

  /** Whether a person has a coverage: by its plan, its option, its volume, or by saying so. */
  private held(coverage: PreparedCoverage): Truth {
    const { id } = coverage;
    const hasPlans = this.prepared.plansOf(id).length > 0;
    const byPlan = hasPlans ? relation(">=", sound(this.lowering.plan(id, NOTHING_FIXED)), whole(0)) : NEVER;
    return any([byPlan, this.prepared.saysYesOrNo(coverage) ? this.saidToHave(id) : this.isChosen(coverage)]);
  }

  private saidToHave(id: string): Truth {
    const words = ["no", "false", "yes", "true"];
    const read = codeReader(words, (text) => text.toLowerCase(), REFUSED);
    return relation(">=", sound(this.lowering.slots.code(id, words.length, read)), whole(2));
  }

  private isChosen({ id, coverage }: PreparedCoverage): Truth {
    if (this.prepared.plansOf(id).length > 0) return NEVER;
    if (coverage.options.length > 0)
      return relation(">=", sound(this.lowering.option(id, NOTHING_FIXED)), whole(0));
    return relation("===", this.lowering.slots.presence(`volume of ${id}`), whole(0));
  }

  private line(coverage: PreparedCoverage): LineForm {
    const { lowering } = this;
    const { id } = coverage;
    const gate = this.gate(coverage);
    const priced = this.rates.priced(coverage, NOTHING_FIXED);
    const parts =
      needsParts(this.book, id) && isSplit(this.book, id) ? this.parts(coverage, priced) : undefined;
    const shares = isSplit(this.book, id)
      ? split(lowering, id, {
          premium: priced.premium,
          employee_premium: parts?.employee ?? priced.premium,
          dependent_premium: parts?.dependent ?? constant(exact("0")),
        })
      : undefined;
    const elected = coverage.hasVolume
      ? electedVolume(lowering, coverage.coverage, NOTHING_FIXED)
      : undefined;
    const benefit = benefitOf(lowering, coverage.coverage, NOTHING_FIXED);
    return {
      ...this.choice(id),
      ...priced,
      premium: needed(gate, priced.premium),
      employer: shares?.employer,
      employee: shares?.employee,
      volume: elected && volumeInForce(lowering, coverage.coverage, elected, NOTHING_FIXED),
      evidence: elected && evidence(lowering, coverage.coverage, elected, NOTHING_FIXED),
      benefit,
      remarks: shares?.remarks ?? [],
    };
  }

  private choice(id: string): Pick<LineForm, "choice" | "choices"> {
    const plans = this.lowering.plansOf(id);
    const options = this.lowering.optionsOf(id);
    const plan = sound(this.lowering.plan(id, NOTHING_FIXED));
    const option = sound(this.lowering.option(id, NOTHING_FIXED));
    const isOption = relation(">=", option, whole(0));
    const placed = pick(isOption, arithmetic("add", option, whole(plans.length)), whole(EMPTY));
    return {
      choice: pick(relation(">=", plan, whole(0)), plan, placed),
      choices: [...plans, ...options],
    };
  }

  /** Whether nothing forbids that somebody who has a coverage is rated. */
  private gate(coverage: PreparedCoverage): Truth {
    const { lowering, book } = this;
    const { id } = coverage;
    const gates: Truth[] = [];
    const plan = lowering.plan(id, NOTHING_FIXED);
    for (const [i, name] of lowering.plansOf(id).entries()) {
      const available = book.plans.find((one) => one.id === name)?.available;
      if (available)
        gates.push(any([not(relation("===", plan, whole(i))), lowering.test(available, id, NOTHING_FIXED)]));
    }
    const { insures, needs } = coverage.coverage;
    if (insures.length > 0)
      gates.push(any(insures.map(({ when }) => (when ? lowering.test(when, id, NOTHING_FIXED) : all([])))));
    gates.push(this.takesPart(id));
    for (const need of needs) {
      const other = this.prepared.coverages.get(need);
      if (other) gates.push(this.held(other));
    }
    return all(gates);
  }

  private takesPart(id: string): Truth {
    const { members } = this.book;
    if (!members?.coverages.includes(id)) return all([]);
    const member = this.lowering.key(members.by, id, NOTHING_FIXED);
    if (member.kind !== "name") return unsaid("members of a pool by a figure");
    const taking = member.names.flatMap((name, i) => {
      const row = members.rows.find((one) => one.member === name);
      return row?.takes.includes(id) ? [i] : [];
    });
    return memberOf(member.code, taking);
  }

  /** What of a premium is for the employee, and what for the dependents. */
  private parts(coverage: PreparedCoverage, { premium, byTier, byMembers }: Priced) {
    const { insures } = coverage.coverage;
    if (byTier === undefined || (!byTier && byMembers === undefined))
      return unsaid("a premium of which it depends on the person whether it is by tier");
    if (!byTier && !byMembers) {
      const own =
        insures.length === 0 || insures.some(({ role }) => role === "employee" || role === "retiree");
      const zero = constant(exact("0"));
      return own ? { employee: premium, dependent: zero } : { employee: zero, dependent: premium };
    }
    const fixed = { members: "1", ...(byTier ? { tier: this.tierAlone(coverage.id) } : {}) };
    const alone = this.rates.priced(coverage, { ...NOTHING_FIXED, fixed }).premium;
    const dependent = combine("subtract", premium, alone);
    const checked = needed(compared(">=", dependent, constant(exact("0"))), dependent);
    return { employee: alone, dependent: checked };
  }

  /** The tier of the employee alone, in the block of tiers that a tier stands in. */
  private tierAlone(id: string): Whole {
    const key = this.lowering.key("tier", id, NOTHING_FIXED);
    if (key.kind !== "name") return unsaid("a tier that is a figure");
    const codes = key.names.map((name) => {
      const set = this.book.tiers.find(({ tiers }) => tiers.some((tier) => tier.id === name));
      const alone = set?.tiers.find((tier) => tier.alone);
      return alone ? key.names.indexOf(alone.id) : EMPTY;
    });
    return given(at(key.code, codes, 0));
  }

  /** Questions of expressions. */
  answer(head: Head, of: string, around: Around): Scaled {
    const { lowering } = this;
    const prepared = this.prepared.coverages.get(of) ?? unsaid(`the coverage ${of}`);
    const { coverage } = prepared;
    switch (head) {
      case "rate":
        return this.rates.rate(prepared, around);
      case "volume":
        return volumeInForce(lowering, coverage, electedVolume(lowering, coverage, around), around);
      case "elected_volume":
        return electedVolume(lowering, coverage, around);
      case "guaranteed_issue":
        return guaranteedIssue(lowering, coverage, around) ?? unsaid("a guaranteed issue that nothing says");
      case "evidence_of_insurability":
        return evidence(lowering, coverage, electedVolume(lowering, coverage, around), around);
      case "benefit":
        return benefitOf(lowering, coverage, around) ?? unsaid("a benefit that nothing says");
      case "premium": {
        if (Object.keys(around.fixed).length > 0 || around.day !== DAY)
          return unsaid("the premium of who is not as they are");
        const { premium } = this.rates.priced(prepared, around);
        return needed(all([this.held(prepared), this.gate(prepared)]), premium);
      }
      case "employer_share":
      case "employee_share":
        return unsaid(`a figure that follows from the ${head.replace("_", " ")} of a coverage`);
    }
  }
}
