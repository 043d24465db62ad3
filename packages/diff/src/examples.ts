import type { RateBook } from "@planwright/ratebook";
import type { Sides, Tell } from "./changes.js";
import { textOf } from "./say.js";

type Example = RateBook["examples"][number];

/** An example without the answers that it expects. */
function asked({ expects, claims, ...rest }: Example): unknown {
  const questions = expects.map(({ what, ask }) => ({ what, ask }));
  if (!claims) return { ...rest, questions };
  const { expects: lines, balances, ...about } = claims;
  return {
    ...rest,
    about,
    questions,
    lines: lines.map(({ line, part }) => ({ line, part })),
    balances: balances.map(({ of, plan, by, side }) => ({ of, plan, by, side })),
  };
}

const answersOf = ({ expects, claims }: Example): readonly unknown[] => [
  ...expects,
  ...(claims?.expects ?? []),
  ...(claims?.balances ?? []),
];

/**
 * Compares worked examples by their names: one that asks the same of the same period and expects other answers was
 * corrected. Another period has other answers.
 */
export function compareExamples({ base, head }: Sides, tell: Tell): void {
  const isOnePeriod = textOf(base.program.effective) === textOf(head.program.effective);
  const before = new Map(base.examples.map((example) => [example.name, example]));
  for (const [i, is] of head.examples.entries()) {
    const was = before.get(is.name);
    before.delete(is.name);
    const told = {
      path: ["example", is.name],
      subject: "Examples",
      what: is.name,
      pointer: `/examples/${i}`,
    };
    if (!was) tell({ ...told, kind: "example.added" });
    else if (textOf(was) !== textOf(is)) {
      if (isOnePeriod && textOf(asked(was)) === textOf(asked(is))) {
        const [a, b] = [answersOf(was), answersOf(is)];
        const count = b.filter((answer, n) => textOf(answer) !== textOf(a[n])).length;
        tell({ ...told, kind: "example.corrected", after: `${count} expected otherwise` });
      } else tell({ ...told, kind: "example.changed" });
    }
  }
  for (const name of before.keys()) {
    tell({ kind: "example.removed", path: ["example", name], subject: "Examples", what: name, in: "base" });
  }
}
