import type {
  Book,
  ListedClaimAnswer,
  MovementAnswer,
  PartyAnswer,
  ProjectionAnswer,
  SettleAnswer,
  TraceStep,
  YearAnswer,
} from "@planwright/evaluator";
import type { Colors } from "../text.js";
import { wrap } from "../text.js";

const WIDTH = 100;
const AMOUNT = 15;

/** `15107.75` as `15,107.75`. */
const grouped = (amount: string): string => {
  const [whole = "", cents] = amount.split(".");
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return cents === undefined ? digits : `${digits}.${cents}`;
};

const amount = (text: string): string => grouped(text).padStart(AMOUNT);

function problems(errors: SettleAnswer["errors"], c: Colors): string[] {
  return errors.flatMap(({ about, message, source }) => [
    `${c.red("not settled")}  ${about}`,
    wrap(message, WIDTH, "  "),
    ...(source ? [`  ${c.dim(source)}`] : []),
  ]);
}

const stepText = ({ text, source, cites }: TraceStep, c: Colors): string => {
  const where = [source, ...(cites ?? []).map((cite) => `[${cite}]`)].filter(Boolean).join(" ");
  return `      ${text}${where ? `  ${c.dim(where)}` : ""}`;
};

function movementLines(
  { what, from, to, amount: moved, due, trace }: MovementAnswer,
  explain: boolean,
  c: Colors,
): string[] {
  const words = `  ${what.padEnd(20)} ${from} to ${to}${due === undefined ? "" : `, due ${due}`}`;
  const line = `${words.padEnd(60)} ${amount(moved)}`;
  return explain ? [line, ...(trace ?? []).map((step) => stepText(step, c))] : [line];
}

function partyTable(parties: readonly PartyAnswer[], c: Colors): string[] {
  const name = Math.max(5, ...parties.map(({ party }) => party.length));
  const row = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(name) : cell.padStart(AMOUNT))).join(" ")}`;
  return [
    c.dim(row(["party", "claims", "paid", "received", "balance"])),
    ...parties.map(({ party, claims, paid, received, balance }) =>
      row([party, grouped(claims), grouped(paid), grouped(received), grouped(balance)]),
    ),
  ];
}

/** Who bears a payment of a listed claim, and in which layers. */
function claimLines(
  { member, person, cause, amount: paid, borne, trace }: ListedClaimAnswer,
  c: Colors,
): string[] {
  const whose = [person, cause].filter((word) => word !== null).join(", ");
  const words = `  claim${whose === "" ? "" : ` of ${whose}`}${member === null ? "" : ` (${member})`}`;
  return [
    `${words.padEnd(60)} ${amount(paid)}`,
    ...trace.map((step) => stepText(step, c)),
    ...borne.map(({ party, amount: share }) => `${`      borne by ${party}`.padEnd(60)} ${amount(share)}`),
  ];
}

/** Of each member, its part of the result and what it is charged with. */
function resultLines(results: YearAnswer["results"], c: Colors): string[] {
  if (results.length === 0) return [];
  const name = Math.max(6, ...results.map(({ member }) => member.length));
  const row = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(name) : cell.padStart(AMOUNT))).join(" ")}`;
  return [
    "",
    c.dim(row(["member", "its part", "its claims", "result"])),
    ...results.map(({ member, part, retained, result }) =>
      row([member, grouped(part), grouped(retained), grouped(result)]),
    ),
  ];
}

function yearLines(year: YearAnswer, explain: boolean, c: Colors): string[] {
  const { from, to, claims, cost, movements, surplus, retention, premium, results, reserves, parties } = year;
  const figure = (words: string, value: string) => `${`  ${words}`.padEnd(60)} ${amount(value)}`;
  return [
    c.bold(`Contract year ${from} to ${to}`),
    figure("claims", claims),
    figure("cost, before any stop-loss", cost),
    ...movements.flatMap((one) => movementLines(one, explain, c)),
    ...(surplus === null
      ? []
      : [
          figure(
            surplus.startsWith("-")
              ? "deficit before reserves and retro"
              : "surplus before reserves and retro",
            surplus,
          ),
        ]),
    ...(retention === undefined ? [] : [figure("retention", retention)]),
    ...(premium ? [figure("premium of the year", premium.amount)] : []),
    ...(explain ? (premium?.trace ?? []).map((step) => stepText(step, c)) : []),
    ...reserves.flatMap(({ reserve, due, held, trace }) => [
      figure(`reserve ${reserve}`, held),
      ...(due === held ? [] : [figure(`reserve ${reserve}, due`, due)]),
      ...(explain ? (trace ?? []).map((step) => stepText(step, c)) : []),
    ]),
    ...resultLines(results, c),
    "",
    ...partyTable(parties, c),
    "",
  ];
}

/** A settlement for a reader: what passed in each month, then each whole contract year. */
export function settlementText(answer: SettleAnswer, book: Book, explain: boolean, c: Colors): string {
  const { funding, months, years, errors, remarks } = answer;
  const name = book.prepared.book.fundings?.find(({ id }) => id === funding)?.name ?? funding;
  const lines = [c.bold(name), ""];
  if (errors.length > 0) return `${[...lines, ...problems(errors, c)].join("\n")}\n`;
  for (const { month, claims, listed, movements } of months) {
    lines.push(
      `${`${c.bold(month)}  claims`.padEnd(60 + c.bold(month).length - month.length)} ${amount(claims)}`,
    );
    lines.push(...(listed ?? []).flatMap((one) => claimLines(one, c)));
    lines.push(...movements.flatMap((one) => movementLines(one, explain, c)));
  }
  lines.push("", ...years.flatMap((year) => yearLines(year, explain, c)));
  lines.push(...remarks.map((remark) => wrap(remark, WIDTH)));
  return `${lines.join("\n").trimEnd()}\n`;
}

/** A projection for a reader: what each arrangement costs, by year, and how they compare. */
export function projectionText(answer: ProjectionAnswer, book: Book, explain: boolean, c: Colors): string {
  const { projection, from, to, arrangements, comparisons, errors } = answer;
  const name = book.prepared.book.projections?.find(({ id }) => id === projection)?.name ?? projection;
  if (errors.length > 0) return `${[c.bold(name), "", ...problems(errors, c)].join("\n")}\n`;
  const lines = [c.bold(`${name}, ${from} to ${to}`), ""];
  for (const { arrangement, cost, years, trace } of arrangements) {
    lines.push(`${`  ${arrangement}`.padEnd(60)} ${amount(cost)}`);
    if (years.length > 1)
      for (const year of years)
        lines.push(`${`    ${year.from} to ${year.to}`.padEnd(60)} ${amount(year.cost)}`);
    if (explain) lines.push(...trace.map((step) => stepText(step, c)));
  }
  for (const { first, less, each_month, difference } of comparisons)
    lines.push(
      `${`  ${first} less ${less}${each_month ? ", each month" : ""}`.padEnd(60)} ${amount(difference)}`,
    );
  return `${lines.join("\n")}\n`;
}
