/** Planwright and the programs written by hand, each as an engine: `node rate-engines.mjs NAME ROOT`. */
import { readFileSync } from "node:fs";
import type { Amounts, ColumnsOptions, CoverageColumns } from "@planwright/evaluator";
import { COVERAGES } from "./brochure.ts";
import { census } from "./census.ts";
import { inColumns, inPeerColumns } from "./columns.ts";
import { type Answers, answersOf, type Engine, serve } from "./engine.ts";
import { exampleBook } from "./example.ts";
import { type Figures, peerFor } from "./peer.ts";
import { ratedByHand } from "./peer-columns.ts";
import { inWorkers } from "./workers.ts";

const [name = "", root = ""] = process.argv.slice(2);
const DAY = "2015-03-01";
/** People who are rated at once, and how often in a round. */
const AT_ONCE = 50_000;
const people = (count: number) => [...census(count)];

const figures = (): Figures =>
  JSON.parse(readFileSync(`${root}test/fixtures/sdrma-2015.json`, "utf8")) as Figures;

/** Whole cents of one of the rows; 0 where it is not rated. */
const centsOf = (amounts: Amounts | undefined, { status }: CoverageColumns, row: number): number =>
  amounts && status[row] === 1 ? ((amounts.numbers[row] ?? 0) * 100) / amounts.parts : 0;

/** The programs written by hand tell of each coverage what it costs, and what of that the employer pays. */
const AS_BY_HAND = ["premium", "employer"] as const;

function columns(options: Pick<ColumnsOptions, "provenance" | "figures">): Engine {
  const book = exampleBook(root);
  const some = inColumns(people(AT_ONCE));
  const times = 5;
  return {
    people: AT_ONCE * times,
    clock: "processor",
    run: () => {
      for (let i = 0; i < times; i++) book.rateColumns(some, { asOf: DAY, ...options });
    },
    answers: (count) => {
      const { coverages, apart } = book.rateColumns(inColumns(people(count)), { asOf: DAY, ...options });
      if (apart.size > 0) throw new Error(`${apart.size} people of the census have no place in columns`);
      const of = (which: "premium" | "employer") =>
        COVERAGES.map((id) => {
          const own = coverages.find(({ coverage }) => coverage === id);
          return Array.from({ length: count }, (_, row) => (own ? centsOf(own[which], own, row) : 0));
        });
      return { premium: of("premium"), employer: of("employer") };
    },
  };
}

function handColumns(): Engine {
  const printed = figures();
  const some = inPeerColumns(people(AT_ONCE));
  const times = 20;
  return {
    people: AT_ONCE * times,
    clock: "processor",
    run: () => {
      for (let i = 0; i < times; i++) ratedByHand(printed, some, 20_150_301);
    },
    answers: (count): Answers => {
      const { premium, employer } = ratedByHand(printed, inPeerColumns(people(count)), 20_150_301);
      return { premium: premium.map((column) => [...column]), employer: employer.map((one) => [...one]) };
    },
  };
}

interface Line {
  readonly coverage: string;
  readonly premium: number;
  readonly employer: number;
}

/** Whoever rates a person at a time. */
function byRows<P>(
  rated: readonly P[],
  times: number,
  rate: (person: P) => unknown,
  lines: (count: number) => readonly (readonly Line[])[],
): Engine {
  return {
    people: rated.length * times,
    clock: "processor",
    run: () => {
      for (let i = 0; i < times; i++) for (const person of rated) rate(person);
    },
    answers: (count) =>
      answersOf(
        lines(count).map((all) =>
          (["premium", "employer"] as const).flatMap((which) =>
            COVERAGES.map((id) => all.find(({ coverage }) => coverage === id)?.[which] ?? 0),
          ),
        ),
      ),
  };
}

/** So few are rated again and again, or so many that a round rates each of them once. */
const AGAIN = { people: 5_000, times: 10 };
const ONCE = { people: 100_000, times: 1 };

function rows({ people: some, times }: typeof AGAIN): Engine {
  const book = exampleBook(root);
  const rate = (person: ReturnType<typeof people>[number]) => book.rate(person, { asOf: DAY });
  const cents = (decimal: string | null) => Math.round(Number(decimal) * 100);
  return byRows(people(some), times, rate, (count) =>
    people(count).map((person) =>
      rate(person).lines.map(({ coverage, premium, employer }) => ({
        coverage,
        premium: cents(premium),
        employer: cents(employer),
      })),
    ),
  );
}

function handRows({ people: some, times }: typeof AGAIN): Engine {
  const rate = peerFor(figures(), DAY);
  return byRows(people(some), times, rate, (count) => people(count).map((person) => rate(person).lines));
}

const engines: Readonly<Record<string, () => Engine | Promise<Engine>>> = {
  columns: () => columns({ figures: AS_BY_HAND }),
  provenance: () => columns({ figures: AS_BY_HAND, provenance: true }),
  "all-columns": () => columns({}),
  "hand-columns": handColumns,
  rows: () => rows(ONCE),
  "rows-again": () => rows(AGAIN),
  "hand-rows": () => handRows(ONCE),
  "hand-rows-again": () => handRows(AGAIN),
  "one-worker": () => inWorkers(root, 1),
  "two-workers": () => inWorkers(root, 2),
};

const make = engines[name];
if (!make) throw new Error(`no engine is called ${name}`);
await serve(make());
