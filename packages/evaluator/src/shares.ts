import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import type { Ask } from "./ask.js";
import { decimal, dollars, exact, max, min, ONE, round, ZERO } from "./exact.js";
import { type Figure, figureOf, type Questions, type Test, testOf } from "./expressions.js";
import { refuse } from "./refusal.js";
import type { SourceOf, TraceStep } from "./trace.js";

type Contribution = RateBook["contributions"][number];
type Requirement = RateBook["participation"][number];
type Part = Contribution["part"];

const PART_WORDS: Readonly<Record<Part, string>> = {
  premium: "premium",
  employee_premium: "employee premium",
  dependent_premium: "dependent premium",
};

/** A premium and its two parts. Amounts per month. */
export interface Parts {
  readonly premium: Fraction;
  readonly employee: Fraction;
  readonly dependent: Fraction;
}

export interface Shares {
  readonly employer: Fraction;
  readonly employee: Fraction;
}

interface PreparedContribution {
  readonly rule: Contribution;
  readonly pays: Figure;
  readonly path: string;
}

interface PreparedRequirement {
  readonly rule: Requirement;
  readonly when: Test | undefined;
  readonly path: string;
}

/** What each side pays of one part, exactly. */
interface Paid {
  readonly part: Part;
  readonly of: Fraction;
  readonly employer: Fraction;
}

/** Who pays the premium of one coverage. */
export class PreparedShares {
  private readonly contributions: readonly PreparedContribution[];
  private readonly requirements: readonly PreparedRequirement[];

  constructor(
    private readonly coverage: { readonly id: string; readonly name: string },
    private readonly book: RateBook,
    questions: Questions,
    private readonly sourceOf: SourceOf,
  ) {
    this.contributions = book.contributions.flatMap((rule, i) =>
      rule.coverages.includes(coverage.id)
        ? [{ rule, pays: figureOf(rule.pays, questions), path: `/contributions/${i}` }]
        : [],
    );
    this.requirements = book.participation.flatMap((rule, i) => {
      const concerned = rule.coverages.length === 0 || rule.coverages.includes(coverage.id);
      return concerned
        ? [{ rule, when: rule.when && testOf(rule.when, questions), path: `/participation/${i}` }]
        : [];
    });
  }

  /** Whether anything is said about who pays. */
  get said(): boolean {
    return this.contributions.length > 0;
  }

  get needsParts(): boolean {
    const parts = [
      ...this.contributions.map(({ rule }) => rule.part),
      ...this.requirements.map(({ rule }) => rule.part),
    ];
    return parts.some((part) => part !== "premium");
  }

  /** Splits a rounded premium. The two shares add up to it; remarks take up what is recommended and not met. */
  split(ask: Ask, parts: Parts, remarks: string[], trace?: TraceStep[]): Shares {
    const paid = this.paid(ask, parts, trace);
    for (const requirement of this.requirements) this.check(ask, requirement, paid, parts, remarks);
    return this.rounded(paid, parts.premium);
  }

  private rulesFor(ask: Ask): readonly PreparedContribution[] {
    if (this.contributions.every(({ rule }) => rule.classes.length === 0)) return this.contributions;
    const own = ask.class();
    const rules = this.contributions.filter(
      ({ rule }) => rule.classes.length === 0 || rule.classes.includes(own),
    );
    return rules.length > 0
      ? rules
      : refuse("class", `Nothing says who pays ${this.coverage.name} for the class ${own}.`);
  }

  private paid(ask: Ask, parts: Parts, trace?: TraceStep[]): readonly Paid[] {
    const rules = this.rulesFor(ask);
    const whole = rules.find(({ rule }) => rule.part === "premium");
    if (whole) return [this.paidOf(ask, whole, parts.premium, trace)];
    const wanted = [
      ["employee_premium", parts.employee],
      ["dependent_premium", parts.dependent],
    ] as const;
    return wanted.flatMap(([part, of]) => {
      const rule = rules.find((candidate) => candidate.rule.part === part);
      if (rule) return [this.paidOf(ask, rule, of, of.equals(0) ? undefined : trace)];
      if (of.equals(0)) return [];
      return refuse(
        this.coverage.id,
        `Nothing says who pays the ${PART_WORDS[part]} of ${this.coverage.name}.`,
      );
    });
  }

  private paidOf(
    ask: Ask,
    { rule, pays, path }: PreparedContribution,
    of: Fraction,
    trace?: TraceStep[],
  ): Paid {
    // A part that costs nothing asks for no share, so a person without dependents needs no dependent share.
    if (of.equals(0)) return { part: rule.part, of, employer: ZERO };
    const share = pays(ask, this.coverage.id);
    const source = this.sourceOf(path);
    if (rule.is === "share" && (share.compare(0) < 0 || share.compare(1) > 0)) {
      refuse(
        this.coverage.id,
        `The ${rule.payer} would pay ${decimal(share.mul(100))}% of the ${PART_WORDS[rule.part]}.`,
        source.source,
      );
    }
    // Nobody pays more than there is to pay.
    const own = rule.is === "share" ? of.mul(share) : min(max(share, ZERO), of);
    const employer = rule.payer === "employer" ? own : of.sub(own);
    const said = rule.is === "share" ? `${decimal(share.mul(100))}%` : dollars(share);
    trace?.push({
      text: `${rule.payer} pays ${said} of ${PART_WORDS[rule.part]}, ${dollars(of)}`,
      amount: dollars(own),
      ...source,
    });
    return { part: rule.part, of, employer };
  }

  /** Splits a rounded premium of which one side pays so much, exactly. */
  splitBy(premium: Fraction, employer: Fraction): Shares {
    return this.rounded([{ part: "premium", of: premium, employer }], premium);
  }

  private rounded(paid: readonly Paid[], premium: Fraction): Shares {
    const { mode, to } = this.book.rounding;
    const step = exact(to);
    const reading = this.book.conventions.shares?.reading ?? "employer";
    const toStep = (value: Fraction) => round(value, mode, step);
    const sum = (values: readonly Fraction[]) => values.reduce((total, value) => total.add(value), ZERO);
    switch (reading) {
      case "employee": {
        const employee = toStep(premium.sub(sum(paid.map(({ employer }) => employer))));
        return { employer: premium.sub(employee), employee };
      }
      case "employee_parts": {
        const employee = sum(paid.map(({ of, employer }) => toStep(of.sub(employer))));
        return { employer: premium.sub(employee), employee };
      }
      case "employer_parts": {
        const employer = sum(paid.map((part) => toStep(part.employer)));
        return { employer, employee: premium.sub(employer) };
      }
      default: {
        const employer = toStep(sum(paid.map((part) => part.employer)));
        return { employer, employee: premium.sub(employer) };
      }
    }
  }

  private check(
    ask: Ask,
    { rule, when, path }: PreparedRequirement,
    paid: readonly Paid[],
    parts: Parts,
    remarks: string[],
  ): void {
    const of = {
      premium: parts.premium,
      employee_premium: parts.employee,
      dependent_premium: parts.dependent,
    }[rule.part];
    if (of.equals(0) || (when && !when(ask, this.coverage.id))) return;
    const employer = employerShareOf(rule.part, of, paid);
    const own = rule.payer === "employer" ? employer : of.sub(employer);
    const needed = rule.is === "share" ? of.mul(exact(rule.share).div(100)) : exact(rule.share);
    const order = own.compare(needed);
    if (order === 0 || (order > 0 && rule.relation === "at_least")) return;
    const message = requirementWords(rule, this.coverage.name, own, of);
    if (rule.level === "recommend") remarks.push(message);
    else refuse(this.coverage.id, message, this.sourceOf(path).source);
  }
}

/** Says that a requirement on a coverage is not met, where its payer pays so much of what a part costs. */
export function requirementWords(rule: Requirement, coverage: string, own: Fraction, of: Fraction): string {
  const share = (value: Fraction) =>
    rule.is === "share" ? `${decimal(value.div(of).mul(100), 0, 6)}%` : dollars(value);
  const needed = rule.is === "share" ? of.mul(exact(rule.share).div(100)) : exact(rule.share);
  const words = rule.relation === "at_least" ? "at least " : "";
  const rules = rule.cites.length > 0 ? ` (${rule.cites.join(", ")})` : "";
  return `The ${rule.payer} pays ${share(own)} of the ${PART_WORDS[rule.part]} of ${coverage}; ${words}${share(needed)} is ${rule.level === "require" ? "required" : "recommended"}${rules}.`;
}

/** What the employer pays of a part, where shares are given for the whole premium or for its parts. */
function employerShareOf(part: Part, of: Fraction, paid: readonly Paid[]): Fraction {
  const exactPart = paid.find((candidate) => candidate.part === part);
  if (exactPart) return exactPart.employer;
  if (part === "premium") return paid.reduce((total, { employer }) => total.add(employer), ZERO);
  const [whole] = paid;
  return whole && !whole.of.equals(0) ? of.mul(min(whole.employer.div(whole.of), ONE)) : ZERO;
}
