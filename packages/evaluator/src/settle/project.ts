import type Fraction from "fraction.js";
import { attempt, type Person } from "../ask.js";
import { ZERO } from "../exact.js";
import type { Prepared } from "../prepare.js";
import { type Problem, refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { firstDay, lastDay, monthOf } from "./calendar.js";
import { arrangementCost } from "./questions.js";
import { shown } from "./settlement.js";

/** What the arrangements of a projection are expected to cost. */
export interface ProjectionAnswer {
  readonly projection: string;
  readonly from: string;
  readonly to: string;
  readonly arrangements: readonly {
    readonly arrangement: string;
    readonly cost: string;
    /** Of twelve months each, from the first month; the last may have fewer. */
    readonly years: readonly { readonly from: string; readonly to: string; readonly cost: string }[];
    readonly trace: readonly TraceStep[];
  }[];
  /** The first less the others, over the same months or in each month. */
  readonly comparisons: readonly {
    readonly first: string;
    readonly less: string;
    readonly each_month: boolean;
    readonly difference: string;
  }[];
  readonly errors: readonly Problem[];
}

/** Projects what arrangements cost. Never throws for what is asked: what cannot be computed is in `errors`. */
export function project(book: Prepared, id: string, inputs: Person): ProjectionAnswer {
  const result = attempt(() => projected(book, id, inputs));
  if (result.ok) return result.value;
  return {
    projection: id,
    from: "",
    to: "",
    arrangements: [],
    comparisons: [],
    errors: [result.refusal.problem],
  };
}

function projected(book: Prepared, id: string, inputs: Person): ProjectionAnswer {
  const { projections = [] } = book.book;
  const at = projections.findIndex((one) => one.id === id);
  const projection =
    projections[at] ??
    refuse(
      "projections",
      `${id} is no projection of this program: ${projections.map((one) => one.id).join(", ") || "it has none"}.`,
    );
  const ask = book.ask(inputs);
  const first = monthOf(projection.from);
  const last = monthOf(projection.to);
  const costs = new Map<string, Fraction>();
  const arrangements = projection.arrangements.map(({ id: arrangement, value }, i) => {
    const cost = arrangementCost(book, ask, id, value);
    costs.set(arrangement, cost);
    const years: ProjectionAnswer["arrangements"][number]["years"][number][] = [];
    for (let month = first; month <= last; month += 12) {
      const months = [month, Math.min(month + 11, last)] as const;
      const ofYear = arrangementCost(book, ask, id, value, { months });
      years.push({ from: firstDay(months[0]), to: lastDay(months[1]), cost: shown(ofYear) });
    }
    const trace = [
      { text: arrangement, amount: shown(cost), ...book.sourceOf(`/projections/${at}/arrangements/${i}`) },
    ];
    return { arrangement, cost: shown(cost), years, trace };
  });
  const comparisons = projection.compare.flatMap(({ names, eachMonth }) => {
    const [base = "", ...others] = names;
    const costOf = (name: string): Fraction => {
      const arrangement = projection.arrangements.find((one) => one.id === name);
      if (!eachMonth || !arrangement) return costs.get(name) ?? ZERO;
      return arrangementCost(book, ask, id, arrangement.value, { eachMonth });
    };
    return others.map((less) => ({
      first: base,
      less,
      each_month: eachMonth,
      difference: shown(costOf(base).sub(costOf(less))),
    }));
  });
  return { projection: id, from: projection.from, to: projection.to, arrangements, comparisons, errors: [] };
}
