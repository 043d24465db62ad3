import {
  isCalendarDay,
  Money,
  monthNumber,
  spanOfTokens,
  Text,
  textValue,
  type Token,
} from "@planwright/syntax";
import { nearest, replaceWith } from "../diagnostics/report.js";
import type { ConventionReading, Period, Rounding } from "../model.js";
import type { Origin, Place } from "../places.js";
import { matchWords, type Read, type ReadBlock } from "../reading/block.js";
import { isZero, shortest } from "../types/exact.js";
import { type Convention, type ConventionId, CONVENTIONS, type Reading } from "../vocabulary/conventions.js";
import type { BLOCKS } from "../vocabulary/index.js";
import { MARKETS, STATES } from "../vocabulary/markets.js";
import type { ApprovalNode, DatesNode } from "@planwright/syntax";
import { bindStep } from "../types/expression.js";
import { placeOf, type Scope } from "./scope.js";

export interface ProgramFacts {
  readonly block: ReadBlock<(typeof BLOCKS)["program"]> | undefined;
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  readonly effective: Period;
  readonly effectivePlace: Place;
  readonly approved: string | undefined;
  readonly isRetroactive: boolean;
  readonly operator: string | undefined;
  readonly currency: string;
  readonly rounding: Rounding;
  readonly market: string | undefined;
  readonly state: string | undefined;
  readonly source: string | undefined;
  readonly notes: readonly string[];
  readonly contractYear: { readonly month: number; readonly day: number } | undefined;
}

/** Currencies whose amounts are written with `$`. */
const DOLLARS = new Set([
  "USD",
  "CAD",
  "AUD",
  "NZD",
  "SGD",
  "HKD",
  "TWD",
  "MXN",
  "XCD",
  "BSD",
  "BBD",
  "BZD",
  "JMD",
]);

const wordsOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => (token.tokenType === Text ? textValue(token) : token.image))
    .join(" ")
    .replaceAll(" ,", ",");

/** `2015-01-01 to 2015-12-31`: both days held. */
export function bindDates(node: DatesNode, file: string, scope: Scope): Period | undefined {
  const { from, to } = node;
  if (from.kind !== "day" || to.kind !== "day") {
    scope.reporter.report("PW3003", { wanted: "A day", got: "something else" }, placeOf(file, node.span), {
      why: "A day is written like `2015-01-01`.",
    });
    return undefined;
  }
  if (from.value > to.value) {
    const what = `The last day, ${to.value}, is before the first, ${from.value}`;
    scope.reporter.report("PW2101", { what }, placeOf(file, node.span));
    return undefined;
  }
  return { from: from.value, to: to.value };
}

export function bindProgram(
  block: ReadBlock<(typeof BLOCKS)["program"]>,
  scope: Scope,
): ProgramFacts | undefined {
  const name = block.heading?.name;
  if (!name) return undefined;
  scope.reporter.names?.declare("a program", name, block.file);
  const missing = (what: string, example: string) =>
    scope.reporter.report(
      "PW0025",
      { block: `The program ${name.name}`, what },
      placeOf(block.file, block.node.span),
      {
        why: `It is written like \`${example}\`.`,
      },
    );
  const dates = block.one("effective");
  const effective = dates && bindDates(dates.value, block.file, scope);
  const rounding = block.one("rounding");
  const currency = block.one("currency");
  if (!block.isGiven("effective") && block.isWhole) missing("period", "effective 2015-01-01 to 2015-12-31");
  if (!block.isGiven("rounding") && block.isWhole) missing("rounding", "rounding half up to cent");
  if (!block.isGiven("currency") && block.isWhole) missing("currency", "currency USD");
  if (currency && !/^[A-Z]{3}$/.test(currency.value.name)) {
    scope.reporter.report(
      "PW3003",
      { wanted: "The three capital letters of a currency", got: currency.value.name },
      currency.place,
    );
  }
  const step = rounding && bindStep(rounding.value, "money", scope, { file: block.file });
  if (currency && !DOLLARS.has(currency.value.name)) {
    scope.reporter.report("PW0022", { words: `currency ${currency.value.name}` }, currency.place, {
      why: "Amounts are written and shown with the sign `$`.",
    });
  }
  if (step === undefined) return undefined;
  if (!effective || !rounding || !currency) return undefined;
  const market = block.one("market");
  const state = block.one("state");
  const source = block.one("source");
  return {
    block,
    id: name.name,
    name: block.heading?.title?.text ?? name.name,
    origin: block.origin,
    effective,
    effectivePlace: dates.place,
    ...bindApproval(block.one("approved"), effective.from, scope),
    operator: block.one("operator")?.value.value,
    currency: currency.value.name,
    rounding: { mode: rounding.value.mode, to: step },
    market: market && oneOf(wordsOf(market.value), MARKETS, "a market", market.place, scope),
    state: state && oneOf(state.value.value, STATES, "a state", state.place, scope),
    source: source && wordsOf(source.value),
    notes: block.all("note").map(({ value }) => value.value),
    contractYear: bindContractYear(block.one("contract year begins"), scope),
  };
}

/** A word of a closed list; another is reported, with the one that was probably meant. */
function oneOf(
  said: string,
  list: readonly string[],
  kind: string,
  place: Place,
  scope: Scope,
): string | undefined {
  if (list.includes(said)) return said;
  const meant = nearest(said, list);
  scope.reporter.report("PW1001", { name: said, kind }, place, {
    label: meant ? `did you mean ${meant}?` : undefined,
    why: list.length <= 12 ? `There is: ${list.join(", ")}.` : undefined,
    fixes: meant ? [replaceWith(place, kind === "a state" ? `"${meant}"` : meant)] : [],
  });
  return undefined;
}

/** When it was approved. What took effect before must say `retroactive`, and nothing else may. */
function bindApproval(
  read: Read<ApprovalNode> | undefined,
  from: string,
  scope: Scope,
): Pick<ProgramFacts, "approved" | "isRetroactive"> {
  if (!read) return { approved: undefined, isRetroactive: false };
  const { day, isRetroactive } = read.value;
  if (day.kind !== "day") {
    const got = day.kind === "text" ? "a text" : day.value;
    scope.reporter.report("PW3003", { wanted: "A day", got }, placeOf(read.place.file, day.span));
    return { approved: undefined, isRetroactive };
  }
  const isLate = day.value > from;
  if (isLate && !isRetroactive) {
    const what = `The program was approved on ${day.value}, and took effect before that, on ${from}`;
    const end = { file: read.place.file, span: { start: day.span.end, end: day.span.end } };
    scope.reporter.report("PW2101", { what }, read.place, {
      why: "Where that is meant, say so.",
      fixes: [replaceWith(end, ", retroactive", "Write `retroactive` after it")],
    });
  } else if (!isLate && isRetroactive) {
    const what = `The program was approved on ${day.value}, before it took effect on ${from}: nothing is retroactive`;
    scope.reporter.report("PW2101", { what }, read.place);
  }
  return { approved: day.value, isRetroactive };
}

/** `July 1`: a day that each year has. */
function bindContractYear(
  read: Read<readonly Token[]> | undefined,
  scope: Scope,
): { month: number; day: number } | undefined {
  if (!read) return undefined;
  const [month, day, surplus] = read.value;
  const found = monthNumber(month?.image ?? "");
  const number = Number(day?.image);
  const text = `2001-${String(found).padStart(2, "0")}-${String(number).padStart(2, "0")}`;
  if (found > 0 && !surplus && Number.isInteger(number) && isCalendarDay(text))
    return { month: found, day: number };
  scope.reporter.report(
    "PW3003",
    { wanted: "A month and a day", got: wordsOf(read.value) || "nothing" },
    read.place,
    {
      why: "It is written like `contract year begins July 1`.",
    },
  );
  return undefined;
}

export function bindConventions(
  block: ReadBlock<(typeof BLOCKS)["conventions"]>,
  scope: Scope,
  into: Map<ConventionId, ConventionReading>,
): void {
  for (const read of block.declared) bindConvention(read, scope, into);
}

function bindConvention(
  read: Read<readonly Token[]>,
  scope: Scope,
  into: Map<ConventionId, ConventionReading>,
): void {
  const { value: tokens, place, origin } = read;
  const convention = CONVENTIONS.find(({ words }) => matchWords(tokens, words) > 0);
  if (!convention) {
    const names = CONVENTIONS.map(({ words }) => words);
    const meant = nearest(
      tokens
        .slice(0, 2)
        .map(({ image }) => image)
        .join(" "),
      names,
    );
    for (const { id, words } of CONVENTIONS)
      if (meant === undefined || words === meant) scope.brokenConventions.add(id);
    scope.reporter.report("PW0021", { words: tokens[0]?.image ?? "", where: "in `conventions`" }, place, {
      label: meant && `did you mean ${meant}?`,
      why: `Conventions: ${names.join("; ")}.`,
    });
    return;
  }
  const earlier = into.get(convention.id);
  if (earlier) {
    scope.reporter.report("PW0024", { what: `The convention \`${convention.words}\`` }, place, {
      related: [{ place: earlier.origin.place, message: "given here first" }],
    });
    return;
  }
  const rest = tokens.slice(convention.words.split(" ").length);
  const found = readingOf(convention, rest);
  const at = { file: place.file, span: spanOfTokens(rest, place.span) };
  if (!found) {
    scope.brokenConventions.add(convention.id);
    scope.reporter.report(
      "PW0023",
      { found: wordsOf(rest) || undefined, of: `the convention \`${convention.words}\`` },
      at,
      {
        why: `Its readings: ${convention.readings.map(({ words }) => `\`${words}\``).join("; ")}.`,
      },
    );
  } else if (found.reading.later) {
    scope.reporter.report("PW0022", { words: `${convention.words} ${found.reading.words}` }, at);
  } else into.set(convention.id, { reading: found.reading.id, amount: found.amount, origin });
}

function readingOf(
  convention: Convention,
  tokens: readonly Token[],
): { reading: Reading; amount: string | undefined } | undefined {
  const written = wordsOf(tokens);
  for (const reading of convention.readings) {
    if (reading.words === written) return { reading, amount: undefined };
    if (!reading.words.endsWith(" AMOUNT")) continue;
    const amount = tokens[tokens.length - 1];
    const before = wordsOf(tokens.slice(0, -1));
    const figure = amount?.image.replace(/[$,]/g, "") ?? "";
    if (amount?.tokenType === Money && `${before} AMOUNT` === reading.words && !isZero(figure)) {
      return { reading, amount: shortest(figure) };
    }
  }
  return undefined;
}

/** Reports that a convention is needed and not given, with a fix for each of its readings. */
export function reportSilence(
  id: ConventionId,
  what: string,
  why: string,
  place: Place,
  conventionsBlock: ReadBlock<(typeof BLOCKS)["conventions"]> | undefined,
  program: ProgramFacts,
  scope: Scope,
): void {
  const convention = CONVENTIONS.find((candidate) => candidate.id === id);
  const readings = convention?.readings.filter(({ later }) => !later) ?? [];
  const block = conventionsBlock ? conventionsBlock.node : program.block?.node;
  const file = conventionsBlock ? conventionsBlock.file : program.block?.file;
  scope.silentConventions.add(id);
  if (!block || file === undefined) return;
  const end = block.whole.end - (conventionsBlock ? 1 : 0);
  const edit = (words: string) => {
    const line = `  ${convention?.words}  ${words.replace("AMOUNT", "$1,000")}  chosen because ""\n`;
    return {
      file,
      span: { start: end, end },
      text: conventionsBlock ? line : `\n\nconventions {\n${line}}`,
    };
  };
  scope.reporter.report("PW2501", { what }, place, {
    why: `${why} Say it in \`conventions\`, in one of these ways:`,
    cause: `convention ${id}`,
    fixes: readings.map(({ words }) => ({
      title: `\`${convention?.words} ${words}\``,
      edits: [edit(words)],
    })),
  });
}
