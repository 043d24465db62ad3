import type { RateBook } from "@planwright/ratebook";
import { exact } from "../exact.js";
import {
  chosen,
  combine,
  compared,
  constant,
  isZero,
  needed,
  picked,
  rounded,
  type Scaled,
  times,
} from "./figures.js";
import { type Lowering, NOTHING_FIXED } from "./lower.js";
import { ALWAYS, all, at, choose, NEVER, not, pick, type Truth, unsaid, type Whole, whole } from "./nodes.js";

type Contribution = RateBook["contributions"][number];
export type Requirement = RateBook["participation"][number];
type Part = Contribution["part"];

/** A premium and its two parts, rounded. */
export type PartsOf = Readonly<Record<Part, Scaled>>;

/** A remark on what is recommended and not met, with the figures that it names. */
export interface RemarkForm {
  readonly requirement: Requirement;
  /** 1 where it is remarked. */
  readonly said: Whole;
  /** What the payer pays of the part, by what it costs. */
  readonly own: Scaled;
  readonly of: Scaled;
}

export interface SplitForm {
  readonly employer: Scaled;
  readonly employee: Scaled;
  readonly remarks: readonly RemarkForm[];
}

/** What each side pays of one part, exactly. */
interface Paid {
  readonly part: Part;
  readonly of: Scaled;
  readonly employer: Scaled;
  /** What the employer pays of it, where that is said as a share. */
  readonly share: Scaled | undefined;
}

interface Way {
  readonly holds: Truth;
  readonly paid: readonly Paid[];
}

const ZERO = constant(exact("0"));
const ONE = constant(exact("1"));

const concerns = (of: readonly string[], coverage: string): boolean => of.includes(coverage);

const contributionsTo = (book: RateBook, coverage: string): readonly Contribution[] =>
  book.contributions.filter(({ coverages }) => concerns(coverages, coverage));

const requirementsOn = (book: RateBook, coverage: string): readonly Requirement[] =>
  book.participation.filter(({ coverages }) => coverages.length === 0 || concerns(coverages, coverage));

export const isSplit = (book: RateBook, coverage: string): boolean =>
  contributionsTo(book, coverage).length > 0;

/** Whether anything is said of the premium of the employee, or of the dependents. */
export const needsParts = (book: RateBook, coverage: string): boolean =>
  [...contributionsTo(book, coverage), ...requirementsOn(book, coverage)].some(
    ({ part }) => part !== "premium",
  );

/** Who pays a premium: by class, where the contributions are. */
export function split(lowering: Lowering, coverage: string, parts: PartsOf): SplitForm {
  const { book } = lowering;
  const rules = contributionsTo(book, coverage);
  const { way, ways } = waysOf(lowering, rules);
  const each = ways.map((own) => splitOf(lowering, coverage, own, parts));
  const requirements = requirementsOn(book, coverage).filter(({ level }) => level === "recommend");
  return {
    employer: chosen(
      way,
      each.map(({ employer }) => employer),
    ),
    employee: chosen(
      way,
      each.map(({ employee }) => employee),
    ),
    remarks: requirements.map((requirement, i) => ({
      requirement,
      said: choose(
        way,
        each.map(({ remarks }) => remarks[i]?.said ?? whole(0)),
      ),
      own: chosen(
        way,
        each.map(({ remarks }) => remarks[i]?.own ?? ZERO),
      ),
      of: chosen(
        way,
        each.map(({ remarks }) => remarks[i]?.of ?? ONE),
      ),
    })),
  };
}

/** The rules that hold for each class; classes with the same rules go one way. */
function waysOf(
  lowering: Lowering,
  rules: readonly Contribution[],
): { readonly way: Whole; readonly ways: readonly (readonly Contribution[])[] } {
  if (rules.every(({ classes }) => classes.length === 0)) return { way: whole(0), ways: [rules] };
  const own = lowering.key("class", undefined, NOTHING_FIXED);
  if (own.kind !== "name") return unsaid("a class that is a figure");
  const ways: (readonly Contribution[])[] = [];
  const places = own.names.map((id) => {
    const held = rules.filter(({ classes }) => classes.length === 0 || classes.includes(id));
    const found = ways.findIndex(
      (way) => way.length === held.length && way.every((rule, i) => rule === held[i]),
    );
    return found < 0 ? ways.push(held) - 1 : found;
  });
  return { way: at(own.code, places, 0), ways };
}

function splitOf(
  lowering: Lowering,
  coverage: string,
  rules: readonly Contribution[],
  parts: PartsOf,
): SplitForm {
  const { holds, paid } = paidBy(lowering, coverage, rules, parts);
  const checks: Truth[] = [holds];
  const remarks: RemarkForm[] = [];
  for (const requirement of requirementsOn(lowering.book, coverage)) {
    const { unmet, own, of } = checkOf(lowering, coverage, requirement, paid, parts);
    if (requirement.level === "require") checks.push(not(unmet));
    else remarks.push({ requirement, said: pick(unmet, whole(1), whole(0)), ...onlyWhere(unmet, own, of) });
  }
  const shares = roundedShares(lowering.book, paid, parts.premium);
  return { employer: needed(all(checks), shares.employer), employee: shares.employee, remarks };
}

const onlyWhere = (unmet: Truth, own: Scaled, of: Scaled): Pick<RemarkForm, "own" | "of"> => ({
  own: picked(unmet, own, ZERO),
  of: picked(unmet, of, ONE),
});

function paidBy(lowering: Lowering, coverage: string, rules: readonly Contribution[], parts: PartsOf): Way {
  if (rules.length === 0) return { holds: NEVER, paid: [] };
  const wholePremium = rules.find(({ part }) => part === "premium");
  if (wholePremium) return { holds: ALWAYS, paid: [paidOf(lowering, coverage, wholePremium, parts.premium)] };
  const wanted = ["employee_premium", "dependent_premium"] as const;
  const missing: Truth[] = [];
  const paid = wanted.flatMap((part) => {
    const rule = rules.find((candidate) => candidate.part === part);
    if (rule) return [paidOf(lowering, coverage, rule, parts[part])];
    missing.push(isZero(parts[part]));
    return [];
  });
  return { holds: all(missing), paid };
}

function paidOf(lowering: Lowering, coverage: string, rule: Contribution, of: Scaled): Paid {
  const pays = lowering.figure(rule.pays, coverage, NOTHING_FIXED);
  const free = isZero(of);
  if (rule.is === "amount") {
    const own = combine("lesser", combine("greater", pays, ZERO), of);
    const employer = rule.payer === "employer" ? own : combine("subtract", of, own);
    return { part: rule.part, of, employer: picked(free, ZERO, employer), share: undefined };
  }
  const inRange = all([compared(">=", pays, ZERO), compared("<=", pays, ONE)]);
  const share = needed(inRange, rule.payer === "employer" ? pays : combine("subtract", ONE, pays));
  return { part: rule.part, of, employer: picked(free, ZERO, times(of, share)), share };
}

interface Checked {
  readonly unmet: Truth;
  readonly own: Scaled;
  readonly of: Scaled;
}

/** Whether a requirement is not met, and what the payer pays of what it costs. */
function checkOf(
  lowering: Lowering,
  coverage: string,
  requirement: Requirement,
  paid: readonly Paid[],
  parts: PartsOf,
): Checked {
  const { part, payer, relation, when } = requirement;
  const of = parts[part];
  const wanted = exact(requirement.share);
  const concerned = all([not(isZero(of)), ...(when ? [lowering.test(when, coverage, NOTHING_FIXED)] : [])]);
  const { employer, share } = paidPart(part, of, paid);
  const asShare = requirement.is === "share" && share !== undefined;
  const total = asShare ? ONE : of;
  const byEmployer = asShare ? share : employer;
  const own = payer === "employer" ? byEmployer : combine("subtract", total, byEmployer);
  const limit = constant(requirement.is === "share" ? wanted.div(100) : wanted);
  const due = requirement.is === "share" && !asShare ? times(of, limit) : limit;
  const met = relation === "at_least" ? compared(">=", own, due) : compared("===", own, due);
  return { unmet: all([concerned, not(met)]), own, of: total };
}

/** What the employer pays of a part, where shares are given for the whole premium or for its parts. */
function paidPart(part: Part, of: Scaled, paid: readonly Paid[]): Pick<Paid, "employer" | "share"> {
  const own = paid.find((candidate) => candidate.part === part);
  if (own) return own;
  if (part === "premium") {
    const employer = paid.reduce((total, one) => combine("add", total, one.employer), ZERO);
    return { employer, share: undefined };
  }
  const [first] = paid;
  if (!first) return { employer: ZERO, share: undefined };
  if (!first.share) return unsaid("an amount of one part that is held against another");
  // Of a part that costs nothing the employer pays nothing; then the other is all there is.
  const share = picked(isZero(first.of), ZERO, first.share);
  return { employer: times(of, share), share };
}

function roundedShares(
  { rounding, conventions }: RateBook,
  paid: readonly Paid[],
  premium: Scaled,
): Pick<SplitForm, "employer" | "employee"> {
  const toStep = (value: Scaled) => rounded(value, rounding.mode, exact(rounding.to));
  const sum = (values: readonly Scaled[]) =>
    values.reduce((total, value) => combine("add", total, value), ZERO);
  const rest = (own: Scaled) => combine("subtract", premium, own);
  const paidByEmployer = sum(paid.map(({ employer }) => employer));
  switch (conventions.shares?.reading ?? "employer") {
    case "employee": {
      const employee = toStep(rest(paidByEmployer));
      return { employer: rest(employee), employee };
    }
    case "employee_parts": {
      const employee = sum(paid.map(({ of, employer }) => toStep(combine("subtract", of, employer))));
      return { employer: rest(employee), employee };
    }
    case "employer_parts": {
      const employer = sum(paid.map((one) => toStep(one.employer)));
      return { employer, employee: rest(employer) };
    }
    default: {
      const employer = toStep(paidByEmployer);
      return { employer, employee: rest(employer) };
    }
  }
}
