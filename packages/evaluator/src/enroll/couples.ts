import { Ask, attempt, type Person } from "../ask.js";
import { type Test, testOf } from "../expressions.js";
import { NEVER } from "../points.js";
import type { Prepared } from "../prepare.js";
import type { Problem } from "../refusal.js";
import { References } from "./references.js";
import type { CoverageAnswer, EnrollAnswer } from "./types.js";
import { listed } from "./words.js";

/** A coverage that insures a couple once. */
interface Rule {
  readonly coverages: readonly string[];
  readonly asDependent: Test;
  /** What its condition asks. */
  readonly inputs: readonly string[];
  readonly path: string;
}

interface Spouse {
  readonly id: string;
  /** Their dependents: id to relation. */
  readonly dependents: ReadonlyMap<string, string>;
  readonly coverages: ReadonlyMap<string, CoverageAnswer>;
  /** Coverages by which they say they are insured as the dependent of the other. */
  readonly asDependent: ReadonlySet<string>;
}

const PARTNERS: ReadonlySet<string> = new Set(["spouse", "domestic_partner"]);

/** Holds the employees of a file who are couples against `couple insured once`, one employee after the other. */
export class Couples {
  private readonly rules: readonly Rule[];
  private readonly employees = new Map<string, Spouse>();
  /** By dependent, the employees before who name them. */
  private readonly namedBy = new Map<string, string[]>();

  constructor(private readonly book: Prepared) {
    this.rules = (book.book.eligibility ?? []).flatMap(({ coverages, couple }, i): Rule[] => {
      if (!couple) return [];
      const references = new References(book.book);
      const path = `/eligibility/${i}/couple`;
      if ("from" in couple.asDependent) {
        const { from } = couple.asDependent;
        const asDependent: Test = (ask) => (ask.day(from) ?? NEVER) !== NEVER;
        return [{ coverages, asDependent, inputs: [from], path }];
      }
      references.condition(couple.asDependent.when);
      const asDependent = testOf(couple.asDependent.when, book);
      return [{ coverages, asDependent, inputs: [...references.inputs], path }];
    });
  }

  /** Adds an employee with the answer that was given. Answers what does not go with the employees before. */
  add(person: Person, dependents: readonly Person[], answer: EnrollAnswer): Problem[] {
    const id = answer.id;
    if (this.rules.length === 0 || id === null) return [];
    const own = this.spouseOf(id, person, dependents, answer);
    const partners = new Set([...own.dependents.keys(), ...(this.namedBy.get(id) ?? [])]);
    const problems = [...partners].flatMap((name) => {
      const other = this.employees.get(name);
      return other && isCouple(own, other) ? this.between(other, own) : [];
    });
    this.employees.set(id, own);
    for (const name of own.dependents.keys()) this.namedBy.set(name, [...(this.namedBy.get(name) ?? []), id]);
    return problems;
  }

  private spouseOf(id: string, person: Person, dependents: readonly Person[], answer: EnrollAnswer): Spouse {
    const ask = new Ask(this.book, person, answer.date || this.book.program.effective.from);
    const asDependent = this.rules.flatMap((rule) =>
      rule.coverages.filter((coverage) => {
        const held = attempt(() => rule.asDependent(ask, coverage));
        return held.ok && held.value;
      }),
    );
    return {
      id,
      dependents: new Map(dependents.map((one) => [one.id?.trim() ?? "", one.relation?.trim() ?? ""])),
      coverages: new Map(answer.coverages.map((one) => [one.coverage, one])),
      asDependent: new Set(asDependent),
    };
  }

  private between(a: Spouse, b: Spouse): Problem[] {
    return this.rules.flatMap((rule): Problem[] => {
      const couple = `${a.id} and ${b.id} are a couple`;
      const about = rule.inputs[0] ?? "couple";
      const says = rule.inputs.length === 0 ? "" : `: ${listed(rule.inputs)}`;
      const { source } = this.book.sourceOf(rule.path);
      // Until the day from which one of them is the dependent, both may have been insured.
      const twice = rule.coverages.filter(
        (id) =>
          !a.asDependent.has(id) &&
          !b.asDependent.has(id) &&
          overlap(a.coverages.get(id), b.coverages.get(id)),
      );
      const never = rule.coverages.filter((id) => a.asDependent.has(id) && b.asDependent.has(id));
      const problems: Problem[] = [];
      if (twice.length > 0) {
        const message = `${couple}, and both are insured as employees by ${listed(twice)}: a couple is insured once. One of the rows says who is the dependent${says}.`;
        problems.push({ about, message, source });
      }
      if (never.length > 0) {
        const message = `${couple}, and each is said to be insured as the dependent of the other: nobody insures them by ${listed(never)}. Only one of the rows says so${says}.`;
        problems.push({ about, message, source });
      }
      return problems;
    });
  }
}

/** Each names the other, or one the other as spouse or partner: a parent may be an employee as well. */
function isCouple(a: Spouse, b: Spouse): boolean {
  const [ofA, ofB] = [a.dependents.get(b.id), b.dependents.get(a.id)];
  if (ofA !== undefined && ofB !== undefined) return true;
  return PARTNERS.has(ofA ?? ofB ?? "");
}

/** Whether both are insured on any one day. */
function overlap(a: CoverageAnswer | undefined, b: CoverageAnswer | undefined): boolean {
  if (!a?.eligible || !b?.eligible || a.begins === null || b.begins === null) return false;
  return a.begins <= (b.ends ?? NEVER) && b.begins <= (a.ends ?? NEVER);
}
