/** decimal.js as an engine, a person at a time: `node decimal.mjs ROOT`. */
import { readFileSync } from "node:fs";
import { Decimal } from "decimal.js";
import { brochureOf } from "../brochure.ts";
import { census } from "../census.ts";
import { answersOf, serve } from "../engine.ts";
import { type Arithmetic, raterFor } from "../peer-arithmetic.ts";
import type { Figures } from "../peer.ts";

const [root = ""] = process.argv.slice(2);

/** With so many digits a figure of the census that lies on the half of a cent comes out. */
const Exact = Decimal.clone({ precision: 34 });

const decimals: Arithmetic<Decimal> = {
  of: (decimal) => new Exact(decimal),
  plus: (a, b) => a.plus(b),
  minus: (a, b) => a.minus(b),
  times: (a, b) => a.times(b),
  over: (a, b) => a.div(b),
  least: (a, b) => (a.lt(b) ? a : b),
  cents: (value) => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
};

const figures = JSON.parse(readFileSync(`${root}test/fixtures/sdrma-2015.json`, "utf8")) as Figures;
const rate = raterFor(decimals, brochureOf(figures), "2015-03-01");
const people = [...census(20_000)];

await serve({
  people: people.length,
  clock: "processor",
  run: () => {
    for (const person of people) rate(person);
  },
  answers: (count) =>
    answersOf(
      Array.from(census(count), (person) => {
        const shares = rate(person);
        return (["premium", "employer"] as const).flatMap((which) =>
          shares.map((share) => (share ? share[which].times(100).toNumber() : null)),
        );
      }),
    ),
});
