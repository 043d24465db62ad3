import type { Scope } from "../bind/scope.js";
import type { Input, NamedCondition, Program } from "../model.js";
import { describePiece, type Piece } from "./bands.js";
import { Cases } from "./conditions.js";

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
  let before:
    | {
        readonly piece: Piece | undefined;
        readonly held: NamedCondition | undefined;
        readonly gap: Piece | undefined;
      }
    | undefined;
  for (const assignment of cases.all()) {
    const holding = program.classes.filter(({ when }) => cases.holds(when, assignment));
    const [first, second] = holding;
    if (first && second) {
      scope.reporter.report(
        "PW2003",
        { value: cases.describe(assignment), where: "two classes" },
        second.origin.place,
        {
          related: [{ place: first.origin.place, message: "and in this one" }],
          why: "A person in two classes could not be rated.",
        },
      );
      return;
    }
    const one = figure && assignment.get(figure.input.id);
    const piece = one?.kind === "piece" ? one.piece : undefined;
    if (!figure || !piece) continue;
    const begins = piece === figure.pieces[0];
    if (first && !begins && before?.gap && before.held) {
      reportGap(before.gap, before.held, first, figure.input, scope);
      return;
    }
    before = first
      ? { piece, held: first, gap: undefined }
      : { piece, held: begins ? undefined : before?.held, gap: begins ? undefined : (before?.gap ?? piece) };
  }
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
