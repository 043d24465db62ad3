import type { Scope } from "../../bind/scope.js";
import type { Change, ChangeRow, Eligibility } from "../../eligibility-model.js";
import type { Condition, Contribution, Program } from "../../model.js";

/**
 * A row says that the employee pays everything after a change, whatever the class that the change leads to. Where it
 * may lead to one of several, and the employer pays for some of them, the row does not say which it is about.
 */
export function checkChangePayers(program: Program, scope: Scope): void {
  for (const eligibility of program.eligibility) {
    const supported = supportOf(eligibility, program);
    // A change leads away from the class that is best supported; to one class alone there is nothing to tell apart.
    const [best, next] = supported;
    if (!best || !next?.line || new Set(supported.map(({ sum }) => sum)).size < 3) continue;
    const { id, line } = next;
    const coverage = line.coverages.find((one) => eligibility.coverages.includes(one)) ?? "";
    for (const change of eligibility.changes) {
      for (const row of change.rows) {
        if (!isAllFromEmployee(row) || namesClass(row.when, change)) continue;
        scope.reporter.report(
          "PW5156",
          { share: `${amountOf(line)}%`, coverage, class: id },
          row.origin.place,
          {
            related: [{ place: line.origin.place, message: `what is paid for ${id}` }],
            why: `Somebody whom the change leads to ${id} would be paid for there. A column \`${change.to}\` says which change each row is for.`,
          },
        );
      }
    }
  }
}

interface Support {
  readonly id: string;
  /** The shares that the employer pays, added up over the coverages. */
  readonly sum: number;
  /** The least of them that is something. */
  readonly line: Contribution | undefined;
}

/** What the employer pays for each class that is insured, the best supported first; one class of each support. */
function supportOf({ insures, coverages }: Eligibility, program: Program): readonly Support[] {
  const insured = new Set(insures.flatMap(({ classes }) => classes));
  const all = [...insured].map((id): Support => {
    const paid = program.contributions.filter(
      (one) =>
        one.classes.includes(id) &&
        one.payer === "employer" &&
        one.is === "share" &&
        one.coverages.some((coverage) => coverages.includes(coverage)),
    );
    const sum = paid.reduce((total, one) => total + amountOf(one), 0);
    const [line] = paid.filter((one) => amountOf(one) > 0).sort((a, b) => amountOf(a) - amountOf(b));
    return { id, sum, line };
  });
  return all
    .filter((one, i) => all.findIndex(({ sum }) => sum === one.sum) === i)
    .sort((a, b) => b.sum - a.sum);
}

const amountOf = ({ pays }: Contribution): number => (pays.op === "literal" ? Number(pays.value) : 0);

const isAllFromEmployee = ({ pays }: ChangeRow): boolean =>
  pays?.payer === "employee" &&
  pays.is === "share" &&
  pays.pays.op === "literal" &&
  Number(pays.pays.value) === 100;

/** Whether a row holds only for some values of what the input becomes. */
function namesClass(c: Condition, change: Change): boolean {
  switch (c.op) {
    case "all":
    case "any":
      return c.of.some((part) => namesClass(part, change));
    case "not":
      return namesClass(c.of, change);
    case "is":
      return c.key === change.to;
    case "truth":
      return c.ref === change.to;
    case "within":
      return c.a.op === "input" && c.a.ref === change.to;
    case "compare":
      return c.a.op === "input" && c.a.ref === change.to && c.b.op === "literal";
    case "condition":
    case "day":
    case "dates":
      return false;
  }
}
