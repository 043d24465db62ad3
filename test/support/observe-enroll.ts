// What a program answers about who is insured, in one text.
import { compile } from "@planwright/compiler";
import { type CoverageAnswer, type EnrollAnswer, prepare } from "@planwright/evaluator";
import type { Analysis } from "@planwright/semantics";
import type { Person } from "./observe.ts";

/**
 * An answer by its name: `begins of medical`, `ends of medical for ann`, `eligible of medical`, `why of medical` (the
 * first rule that decided), `decided of medical` (all of them), `pays of medical` (employer and employee), `months of medical`, `changes of medical`, `return of medical`,
 * `continues of medical`, `extends of medical`, `class`, `error` (what the problems are about), `group`. Where there is
 * no answer, it says what stands in its way.
 */
export function observeEnroll(
  analysis: Analysis,
  sees: string,
  person: Person,
  dependents: readonly Person[] = [],
): string {
  if (!analysis.program)
    return `finding ${analysis.diagnostics
      .map(({ code }) => code)
      .sort()
      .join(" ")}`;
  const book = prepare(compile(analysis.program, analysis.trees));
  const answer = book.enroll(person, dependents);
  if (sees === "group") {
    const group = book.group();
    group.add(person, dependents, answer, person.id ?? "?");
    return group
      .answers()
      .map(({ level, requirement, met, found }) => `${level} ${requirement}: ${met} (${found})`)
      .join("; ");
  }
  return seen(answer, sees);
}

function seen(answer: EnrollAnswer, sees: string): string {
  if (answer.errors.length > 0) return `error ${answer.errors.map(({ about }) => about).join(", ")}`;
  if (sees === "error") return "no error";
  if (sees === "class") return answer.class ?? "none";
  const [, what = "", coverage = "", dependent] = /^(\w+) of (\w+)(?: for (\w+))?$/.exec(sees) ?? [];
  const own = answer.coverages.find((one) => one.coverage === coverage);
  if (!own) return "no such coverage";
  return dependent === undefined ? ofCoverage(own, what) : ofDependent(own, what, dependent);
}

type Days = Pick<CoverageAnswer, "eligible" | "begins" | "ends" | "rules">;

function daysOf({ eligible, begins, ends, rules }: Days, what: string): string | undefined {
  switch (what) {
    case "eligible":
      return eligible ? "yes" : "no";
    case "begins":
      return begins ?? "not insured";
    case "ends":
      return eligible ? (ends ?? "never") : "not insured";
    case "why":
      return rules[0]?.text ?? "nothing";
    default:
      return undefined;
  }
}

function ofDependent({ dependents }: CoverageAnswer, what: string, id: string): string {
  const one = dependents.find((dependent) => dependent.id === id);
  if (one && what === "continues") return continuesOf(one.continues);
  return (one && daysOf(one, what)) ?? `no ${what} of ${id}`;
}

type Paid = CoverageAnswer["contribution"];
const paid = (one: Paid): string => {
  if (!one) return "nothing";
  const above = one.administration === undefined ? "" : ` with ${one.administration} for administration`;
  return `${one.employer} and ${one.employee}${above}`;
};

const continuesOf = (one: CoverageAnswer["continues"]): string =>
  one ? `${one.through ?? "never"}: ${paid(one.contribution)}` : "not at all";

function ofCoverage(answer: CoverageAnswer, what: string): string {
  const days = daysOf(answer, what);
  if (days !== undefined) return days;
  switch (what) {
    case "decided":
      return answer.rules.map(({ text }) => text).join("; ");
    case "pays":
      return answer.contribution ? paid(answer.contribution) : (answer.no_contribution ?? "nothing");
    case "months":
      return (answer.months ?? [])
        .map(
          ({ month, part, premium, employer, employee }) =>
            `${month} ${part} ${premium} = ${employer} + ${employee}`,
        )
        .join("; ");
    case "changes":
      return (
        (answer.changes ?? [])
          .map(({ from, class: own, contribution }) => `${own} from ${from}: ${paid(contribution)}`)
          .join("; ") || "none"
      );
    case "return": {
      const { accumulators, waiting_period: waiting } = answer.return ?? {};
      return `accumulators ${accumulators}, waiting periods ${waiting}`;
    }
    case "continues":
      return continuesOf(answer.continues);
    case "extends":
      return (
        (answer.extends ?? []).map((one) => `${one.what} ${one.through ?? "never"}`).join("; ") || "none"
      );
    default:
      throw new Error(`“${what}” is no answer`);
  }
}
