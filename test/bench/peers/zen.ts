/** Decision tables of GoRules zen as an engine: `node zen.mjs each|batch ROOT`. */
import { readFileSync } from "node:fs";
import { type ZenDecision, ZenEngine } from "@gorules/zen-engine";
import { brochureOf, COVERAGES } from "../brochure.ts";
import { type CensusPerson, census } from "../census.ts";
import { answersOf, type Engine, serve } from "../engine.ts";
import type { Figures } from "../peer.ts";
import { ageOn } from "../peer-arithmetic.ts";
import { decisionOf } from "./zen-tables.ts";

const [way = "", root = ""] = process.argv.slice(2);
const figures = JSON.parse(readFileSync(`${root}test/fixtures/sdrma-2015.json`, "utf8")) as Figures;

/** What the tables are asked with. Ages are told, for the tables have no calendar that knows the day of the program. */
const asked = (person: CensusPerson) => ({
  age: ageOn(person.birth, "2015-03-01"),
  county: person.county,
  status: person.status,
  tier: person.tier,
  lives: Number(person.lives),
  salary: Number(person.annual_salary),
  employer_share: Number(person.employer_share),
  dependent_share: Number(person.dependent_share),
  medical: person["plan of medical"],
  dental: person["plan of dental"],
  vision: person["plan of vision"],
  volume: person["volume of basic_life"].startsWith("1 times")
    ? Number(person.annual_salary)
    : Number(person["volume of basic_life"]),
  option: person.option,
  eap: person.eap,
});

type Asking = ReturnType<typeof asked>;

/** Dollars under `medical_premium`, `medical_employer` and so on; zero of what somebody does not have. */
type Rated = Readonly<Record<string, number>>;

interface Evaluated {
  readonly result: { readonly people: readonly Rated[] };
}

function rater(decision: ZenDecision): (people: readonly Asking[]) => Promise<readonly Rated[]> {
  if (way === "batch")
    return async (people) => ((await decision.evaluate({ people })) as Evaluated).result.people;
  return async (people) => {
    const rated: Rated[] = [];
    for (const person of people) rated.push((await decision.evaluate(person)).result as Rated);
    return rated;
  };
}

function engine(): Engine {
  if (way !== "each" && way !== "batch") throw new Error(`zen is not asked in a way called ${way}`);
  const decision = new ZenEngine().createDecision(decisionOf(brochureOf(figures), way === "batch"));
  const rate = rater(decision);
  const people = Array.from(census(2_000), asked);
  return {
    people: people.length,
    clock: "processor",
    run: async () => void (await rate(people)),
    answers: async (count) => {
      const rated = await rate(Array.from(census(count), asked));
      return answersOf(
        rated.map((one) =>
          ["premium", "employer"].flatMap((which) =>
            COVERAGES.map((id) => Math.round((one[`${id}_${which}`] ?? Number.NaN) * 100)),
          ),
        ),
      );
    },
  };
}

await serve(engine());
