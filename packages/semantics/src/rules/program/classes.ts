import type { Scope } from "../../bind/scope.js";
import type { Input, NamedCondition, Program } from "../../model.js";
import { describePiece, type Piece } from "../bands.js";
import { Cases } from "../conditions.js";

/**
 * A person is in one class. Classes by hours, age or another figure must join: a stretch between two classes that is
 * in none was left out, most likely, where the stretches below the first and above the last may be meant.
 */
export function checkClasses(program: Program, scope: Scope): void {
  const cases = Cases.of(
    program.classes.map(({ when }) => when),
    scope,
  );
  if (!cases) return;
  const figure = cases.onlyFigure;
  let below: Below = NOTHING_BELOW;
  const found = { overlap: false, gap: false };
  for (const assignment of cases.all()) {
    const holding = program.classes.filter(({ when }) => cases.holds(when, assignment));
    const [first, second] = holding;
    if (first && second && !found.overlap) {
      found.overlap = true;
      reportOverlap(cases.describe(assignment), first, second, scope);
    }
    const one = figure && assignment.get(figure.input.id);
    if (!figure || one?.kind !== "piece" || found.gap) continue;
    if (one.piece === figure.pieces[0]) below = NOTHING_BELOW;
    if (first && below.gap && below.held) {
      found.gap = true;
      reportGap(below.gap, below.held, first, figure.input, scope);
    }
    below = first ? { held: first, gap: undefined } : { held: below.held, gap: below.gap ?? one.piece };
  }
}

/** What was met on the way up: the class that holds, and the first stretch above it that is in none. */
interface Below {
  readonly held: NamedCondition | undefined;
  readonly gap: Piece | undefined;
}

const NOTHING_BELOW: Below = { held: undefined, gap: undefined };

function reportOverlap(value: string, first: NamedCondition, second: NamedCondition, scope: Scope): void {
  scope.reporter.report("PW2003", { value, where: "two classes" }, second.origin.place, {
    related: [{ place: first.origin.place, message: "and in this one" }],
    why: "A person in two classes could not be rated.",
  });
}

function reportGap(
  gap: Piece,
  below: NamedCondition,
  above: NamedCondition,
  input: Input,
  scope: Scope,
): void {
  scope.reporter.report(
    "PW2003",
    { value: describePiece(gap, input), where: "no class" },
    above.origin.place,
    {
      related: [{ place: below.origin.place, message: "the class below it" }],
      why: "A person between two classes would be in neither. `20 to under 30` and `at least 30` join.",
    },
  );
}
