// How the witnesses of benefits are made: a plan that takes the place of `gold` in benefits.plan, a change of it, and
// a claim.
import type { Witness } from "./witness.ts";

/** The plan of benefits.plan that the witnesses replace. */
export const GOLD = `plan gold "Gold" for medical {
  benefits {
    service             | pays
    every other service | no charge
  }
}
`;

const block = (
  heading: string,
  lines: readonly string[],
  header: string,
  rows: string,
  benefits = "benefits",
) =>
  `${heading} {\n${lines.map((line) => `  ${line}\n`).join("")}\n  ${benefits} {\n${[header, ...rows.split("\n")].map((row) => `    ${row}\n`).join("")}  }\n}\n`;

/** A plan without networks. The rows are those of a table by service; one share alone is for every service. */
export const plan = (rows: string, ...lines: readonly string[]): string =>
  block('plan gold "Gold" for medical', lines, "service | pays", whole(rows));

const whole = (rows: string) => (rows.includes("|") ? rows : `every other service | ${rows}`);

/** A plan with the networks inside and outside; one share alone is for every service in both. */
export const wide = (rows: string, ...lines: readonly string[]): string =>
  block(
    'plan gold "Gold" for hospital',
    lines,
    "service by network | inside | outside",
    rows.includes("|") ? rows : `every other service | ${rows} | same`,
  );

/** A plan by the number of the visit or the day, for services that it says; the others have no charge. */
export const ladder = (heading: string, rows: string, unit = "visit"): string =>
  `plan gold "Gold" for medical {\n  benefits ${heading} {\n${[`${unit} | pays`, ...rows.split("\n")].map((row) => `    ${row}\n`).join("")}  }\n\n  benefits {\n    service | pays\n    every other service | no charge\n  }\n}\n`;

/** A plan of drugs. */
export const drugs = (rows: string, ...lines: readonly string[]): string =>
  block('plan gold "Gold" for drug', lines, "drug by channel | retail | mail", rows);

/** A plan without networks, and what comes beside it. */
export const withOther = (gold: string, ...others: readonly string[]): string => [gold, ...others].join("\n");

/** A schedule or a plan beside `gold`, by its heading. */
export const other = (heading: string, rows: string, ...lines: readonly string[]): string =>
  block(heading, lines, "service | pays", whole(rows));

/** What a witness is about beyond its row, the plan, the change, the claims, and the answer before and after. */
export type Case = readonly [
  part: string,
  plan: string,
  change: readonly [string, string],
  claims: string | readonly string[],
  before: string,
  after: string,
  sees?: string,
];

export const witnesses = (row: string, cases: readonly Case[]): readonly Witness[] =>
  cases.map(([part, text, change, claims, before, after, sees = "line"]) => ({
    row,
    part,
    given: [GOLD, text],
    change,
    // What is no claim, `finding` or `example`, is seen of the program.
    ...(sees === "line" || sees.includes(" of ")
      ? { claims: typeof claims === "string" ? [claims] : claims }
      : {}),
    sees,
    before,
    after,
  }));

/** A plan that has no finding, and has those of a code (or of several) when it is changed. */
export type Found = readonly [part: string, plan: string, change: Case[2], codes: string];

export const findings = (row: string, all: readonly Found[]): readonly Witness[] =>
  witnesses(
    row,
    all.map(([part, text, change, codes]) => [
      part,
      text,
      change,
      [],
      "no finding",
      `finding ${codes}`,
      "finding",
    ]),
  );

/** The same witnesses of a schedule that comes with the plan. */
export const asSchedules = (all: readonly Witness[]): readonly Witness[] =>
  all.flatMap((witness) => {
    const [from, to] = witness.given ?? ["", ""];
    const heading = /^plan gold "Gold" for (\w+) \{\n/.exec(to);
    if (!heading) return [];
    const [words, coverage] = heading;
    const sheet = `plan gold "Gold" for ${coverage} {\n  with  booklet\n}\n\nschedule booklet "Booklet" for ${coverage} {\n`;
    return [
      {
        ...witness,
        row: witness.row.replace(/^plan:/, "schedule:"),
        given: [from, to.replace(words, sheet)] as const,
      },
    ];
  });
