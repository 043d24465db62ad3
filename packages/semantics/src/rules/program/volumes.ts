import type { Scope } from "../../bind/scope.js";
import type { Condition, Coverage, Program } from "../../model.js";
import { Cases } from "../conditions.js";

/** Of several guaranteed issues one must hold for each person, and not two. */
export function checkGuaranteedIssue(program: Program, scope: Scope): void {
  for (const coverage of program.coverages) {
    checkOne(coverage, scope);
    checkWhoseAge(coverage, scope);
  }
}

/** A coverage of the spouse that asks for an age must say whose: plans go by the spouse's, or by the employee's. */
function checkWhoseAge({ id, insures, guaranteedIssue, reduction, origin }: Coverage, scope: Scope): void {
  const roles = insures.map(({ role }) => role);
  if (roles.length === 0 || roles.includes("employee") || roles.includes("retiree")) return;
  const asked = [...insures, ...guaranteedIssue].flatMap(({ when }) => (when ? inputsOf(when) : []));
  const ages = [...asked, ...(reduction ? [reduction.age] : [])];
  const unsaid = ages
    .map((key) => scope.inputs.get(key))
    .find((input) => input?.kind === "age" && !input.ofSaid);
  if (!unsaid) return;
  scope.reporter.report("PW2501", { what: `whose age ${id} asks for` }, origin.place, {
    subject: id,
    why: `It insures the ${roles.join(" and the ")}. Write \`input ${unsaid.id} age of employee\`, or an input \`age of ${roles[0]}\`.`,
    related: [{ place: unsaid.origin.place, message: "whose age is not said" }],
  });
}

function inputsOf(c: Condition): string[] {
  switch (c.op) {
    case "all":
    case "any":
      return c.of.flatMap(inputsOf);
    case "not":
      return inputsOf(c.of);
    case "compare":
    case "within":
      return c.a.op === "input" ? [c.a.ref] : [];
    default:
      return [];
  }
}

function checkOne({ id, guaranteedIssue, origin }: Coverage, scope: Scope): void {
  const cases = Cases.of(
    guaranteedIssue.map(({ when }) => when),
    scope,
    id,
  );
  if (!cases || guaranteedIssue.length === 0) return;
  for (const assignment of cases.all()) {
    const holding = guaranteedIssue.filter(({ when }) => cases.holds(when, assignment));
    const what = cases.describe(assignment);
    if (holding.length === 0) {
      scope.reporter.report(
        "PW2501",
        { what: `how much of ${id} is guaranteed when ${what}` },
        origin.place,
        {
          subject: id,
          why: "Without a guaranteed issue that holds, nobody can say what needs evidence of insurability.",
        },
      );
      return;
    }
    if (holding.length > 1) {
      scope.reporter.report("PW2002", { value: `The guaranteed issue of ${id} when ${what}` }, origin.place, {
        subject: id,
      });
      return;
    }
  }
}
