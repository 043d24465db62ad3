import type { LineAnswer } from "@planwright/evaluator";
import { balancesText } from "./claim-balances.js";
import type { Entry } from "./claim-household.js";
import { explain, type Row } from "./claim-notes.js";
import { bare, dateInWords, headingOf, isZero, type Names, type Paid, together } from "./claim-words.js";
import { type Colors, wrap } from "./text.js";

const WIDTH = 100;
const INDENT = "    ";
/** Where amounts end, and where notes begin. */
const AMOUNT_END = 53;
const NOTE_START = 57;

/** The claims of a household as a letter to it: each line, how its figures come about, what the accounts stand at. */
export function explained(paid: Paid, names: Names, c: Colors, shorten: (source: string) => string): string {
  const { answer, household } = paid;
  const networks = new Set(answer.lines.map((line) => names.network(line)));
  const [only] = networks.size === 1 ? networks : [];
  const heading = headingOf(paid, names, WIDTH, only);
  const settings = { paid, names, c, shorten, showNetwork: only === undefined, widths: widthsOf(paid) };
  const blocks = blocksOf(paid, (line, entry) => lineText(line, entry, settings), c);
  const sum = answer.lines.length === 0 ? [] : [together(answer.lines, WIDTH)];
  const balances = household.fault ? "" : balancesText(paid, names, c).trimEnd();
  return `${[c.bold(heading), ...blocks, ...sum, balances].filter((part) => part !== "").join("\n\n")}\n`;
}

/** What is said at the place of each line: the line, or why it is not paid. */
export function blocksOf(
  { household, answer }: Paid,
  show: (line: LineAnswer, entry: Entry) => string,
  c: Colors,
  width = idWidth(household.entries.map(({ name }) => name)),
): string[] {
  const paid = new Map(answer.lines.map((line) => [line.id, line]));
  const general = answer.errors
    .filter(({ line }) => line === "")
    .map(({ message }) => notPaid("", message, c));
  if (general.length > 0) return general;
  const reasons = new Map(
    answer.errors.map(({ line, message, source }) => [line, `${message}${source ? ` (${source})` : ""}`]),
  );
  return household.entries.map((entry) => {
    const line = entry.fault ? undefined : paid.get(entry.name);
    if (line) return show(line, entry);
    return notPaid(entry.name.padEnd(width), entry.fault?.message ?? reasons.get(entry.name) ?? "", c);
  });
}

/** `3   not paid: Nothing says how many days this line is for.` */
export function notPaid(name: string, message: string, c: Colors): string {
  const begin = name === "" ? "" : `${name}   `;
  const [first = "", ...more] = wrap(`not paid: ${message}`, WIDTH - begin.length).split("\n");
  const rest = more.map((line) => `${" ".repeat(begin.length)}${line}`);
  return [`${begin}${first.replace("not paid:", c.red("not paid:"))}`, ...rest].join("\n");
}

/** How wide the names of lines are written; a longer one stands out. */
const idWidth = (names: readonly string[]): number => Math.min(12, longest(names));

interface Settings {
  readonly paid: Paid;
  readonly names: Names;
  readonly c: Colors;
  readonly shorten: (source: string) => string;
  readonly showNetwork: boolean;
  readonly widths: Widths;
}

interface Widths {
  readonly id: number;
  readonly date: number;
  readonly member: number;
}

const longest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, text.length), 0);

const widthsOf = ({ household, answer }: Paid): Widths => ({
  id: idWidth(household.entries.map(({ name }) => name)),
  date: longest(answer.lines.map(({ date }) => dateInWords(date))),
  member: Math.min(20, longest(answer.lines.map(({ member }) => member))),
});

function lineText(line: LineAnswer, entry: Entry, settings: Settings): string {
  const { paid, names, c, shorten } = settings;
  const { rows, sources } = explain(line, paid.standings.get(line.id) ?? [], names);
  const places = sources.map(({ what, source }, i) => {
    const file = (text: string) => text.slice(0, text.lastIndexOf(":"));
    const [first] = sources;
    const isSame = i > 0 && first !== undefined && file(first.source) === file(source);
    const at = isSame ? `line ${source.slice(source.lastIndexOf(":") + 1)}` : shorten(source);
    return what === "" ? at : `${what}: ${at}`;
  });
  const balance = isZero(line.balance_bill) ? "" : ` and the balance bill of ${bare(line.balance_bill)}`;
  const result = `You pay ${bare(line.member_pays)}${balance}, the plan pays ${bare(line.plan_pays)}`;
  return [
    headingLine(line, entry, settings),
    ...rows.flatMap((row) => rowLines(row)),
    ...noted(`${INDENT}${result}`, places.join(", ")).map((text, i) =>
      i === 0 ? text.replace(result, c.bold(result)) : text,
    ),
  ].join("\n");
}

function headingLine(line: LineAnswer, entry: Entry, { names, showNetwork, widths, c }: Settings): string {
  const { id, date, member } = widths;
  const begin = `${line.id.padEnd(id)}   ${dateInWords(line.date).padEnd(date)}   ${line.member.padEnd(member)}   `;
  const units = Object.entries(entry.line?.units ?? {}).map(
    ([unit, count]) => `, ${count} ${unitWord(unit, count)}`,
  );
  const code = entry.line?.code === undefined ? "" : `, code ${entry.line.code}`;
  const network = showNetwork ? names.network(line) : undefined;
  const back = entry.line?.voids === undefined ? "" : `, takes back line ${entry.line.voids}`;
  const what = `${names.service(line)}${code}${units.join("")}${network === undefined ? "" : `, ${network}`}${back}`;
  const [first = "", ...more] = wrap(what, WIDTH - Math.min(begin.length, 60)).split("\n");
  return [
    `${begin}${c.bold(first)}`,
    ...more.map((text) => `${" ".repeat(Math.min(begin.length, 60))}${c.bold(text)}`),
  ].join("\n");
}

const unitWord = (unit: string, count: string): string =>
  count !== "1" ? unit : unit === "surgeries" ? "surgery" : unit.replace(/s$/, "");

function rowLines({ label, amount, note }: Row): string[] {
  const figure = amount === "" ? "" : bare(amount);
  const begin = `${INDENT}${label}`;
  return noted(figure === "" ? begin : `${begin} ${figure.padStart(AMOUNT_END - begin.length - 1)}`, note);
}

/** A text and, in a column of its own, what is noted beside it. */
function noted(text: string, note: string): string[] {
  if (note === "") return [text];
  const notes = wrap(note, WIDTH - NOTE_START).split("\n");
  const margin = " ".repeat(NOTE_START);
  if (text.length > NOTE_START - 2) return [text, ...notes.map((one) => `${margin}${one}`)];
  return notes.map((one, i) => (i === 0 ? `${text.padEnd(NOTE_START)}${one}` : `${margin}${one}`));
}
