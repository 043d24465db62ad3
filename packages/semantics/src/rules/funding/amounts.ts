import type { Scope } from "../../bind/scope.js";
import type { Funding } from "../../funding-model.js";
import type { Expression, Program } from "../../model.js";

/** Questions about what was paid: nothing answers them while it is settled, unless they ask of a projection. */
const TOLD: readonly string[] = [
  "cost",
  "claims",
  "deposit",
  "paid",
  "surplus",
  "reserve",
  "retro call",
  "retro return",
  "retro premium",
  "interest",
];

/** What passes between parties follows from no one person, and what a stop-loss keeps from nothing that is paid. */
export function checkAmounts(funding: Funding, program: Program, scope: Scope): void {
  const { charges, aggregate, specific, prefund, reserves, retro } = funding;
  const ofRetro = [retro?.retention, retro?.premium?.minimum, retro?.premium?.maximum].flatMap(
    (line) => line ?? [],
  );
  const lines = [...charges, ...(aggregate?.attaches ?? []), ...ofRetro].map(({ amount, origin }) => ({
    figure: amount.kind === "figure" ? amount.value : undefined,
    origin,
  }));
  const plain = [
    ...[specific?.attaches, specific?.share, specific?.most, specific?.aggregatingDeductible].map(
      (figure) => ({
        figure,
        origin: specific?.origin,
      }),
    ),
    ...[aggregate?.least, aggregate?.share, aggregate?.most].map((figure) => ({
      figure,
      origin: aggregate?.origin,
    })),
    { figure: prefund?.initial, origin: prefund?.origin },
    ...reserves.flatMap(({ completion }) =>
      completion.map(({ share, origin }) => ({ figure: share, origin })),
    ),
  ];
  for (const { figure, origin } of [...lines, ...plain]) {
    if (!figure || !origin) continue;
    const asked = questionsIn(figure, program, new Set());
    if (asked.some((one) => one.op === "ask" && one.head !== "rate"))
      scope.reporter.report(
        "PW3003",
        { wanted: "An amount for all who are enrolled", got: "the premium of one person" },
        origin.place,
        { why: "It is written like `premium of medical`, or a part of it like `60% of premium of medical`." },
      );
    const told = asked.find(
      (one) => one.op === "arrangement" && TOLD.includes(one.head) && one.clauses.in === undefined,
    );
    if (told)
      scope.reporter.report(
        "PW3003",
        { wanted: "An amount that is known beforehand", got: `the ${told.head} of an arrangement` },
        origin.place,
        {
          why: "What is expected is that of a projection, `125% of cost of self_funded in first_year`; where a stop-loss attaches may follow from the deposits, `125% of deposit`.",
        },
      );
  }
}

/** The questions in an expression, through formulas. */
function questionsIn(
  e: Expression,
  program: Program,
  seen: ReadonlySet<string>,
): (Expression & { op: "ask" | "arrangement" })[] {
  switch (e.op) {
    case "ask":
    case "arrangement":
      return [e];
    case "formula": {
      const formula = program.formulas.find(({ id }) => id === e.ref);
      return formula && !seen.has(e.ref)
        ? questionsIn(formula.value, program, new Set([...seen, e.ref]))
        : [];
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "lesser":
    case "greater":
      return [...questionsIn(e.a, program, seen), ...questionsIn(e.b, program, seen)];
    case "convert":
    case "round":
      return questionsIn(e.a, program, seen);
    case "literal":
    case "input":
    case "line":
      return [];
  }
}
