import type { AccountAnswer, HolderAnswer, LedgerEntry } from "@planwright/evaluator";
import { type Colors, money, wrap } from "../text.js";

const WIDTH = 100;
const AMOUNT = 14;

const amount = (text: string): string => money(text).padStart(AMOUNT);

/** The accounts of an employee for a reader: each with its ledger, and with `explain` why each entry was made. */
export function holderText(
  { id, through, accounts, errors }: HolderAnswer,
  explain: boolean,
  c: Colors,
): string {
  const lines = [c.bold(`Employee ${id}, through ${through}`), ""];
  for (const { about, message, source } of errors)
    lines.push(
      `${c.red("not settled")}  ${about}`,
      wrap(message, WIDTH, "  "),
      ...(source ? [`  ${c.dim(source)}`] : []),
      "",
    );
  for (const account of accounts) lines.push(...accountLines(account, explain, c), "");
  return `${lines.join("\n").trimEnd()}\n`;
}

function accountLines(account: AccountAnswer, explain: boolean, c: Colors): string[] {
  const { name, held_by, covered, trace } = account;
  const held = held_by === null ? "" : `, held by ${held_by}`;
  if (!covered) return [`${c.bold(name)}${held}`, "  not opened for this employee"];
  const days =
    covered.through === null ? `from ${covered.from}` : `${covered.from} through ${covered.through}`;
  const service = `${count(account.covered_months, "month")}, ${count(account.full_years, "full contract year")}`;
  return [
    `${c.bold(name)}${held}`,
    `  covered ${days}: ${service}`,
    ...trace.flatMap((entry) => entryLines(entry, explain, c)),
    c.dim(`  ${"".padEnd(12)}${"".padEnd(30)}${"balance".padStart(AMOUNT)}${amount(account.closing)}`),
    ...summary(account).map((line) => `  ${line}`),
  ];
}

const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? "" : "s"}`;

function entryLines(entry: LedgerEntry, explain: boolean, c: Colors): string[] {
  const { date, movement, change, balance, unpaid, portion, text, source, cites } = entry;
  const what = wordsOf(entry);
  const line = `  ${date.padEnd(12)}${what.padEnd(30)}${amount(change)}${amount(balance)}`;
  const short =
    unpaid === undefined || movement === "refused"
      ? []
      : [`  ${"".padEnd(12)}${c.yellow(`unpaid ${money(unpaid)}`)}`];
  if (!explain) return [line, ...short];
  const where = [source, ...(cites ?? []).map((cite) => `[${cite}]`)].filter(Boolean).join(" ");
  const part = portion === undefined || text.startsWith(portion) ? "" : `${portion}: `;
  return [
    line,
    ...short,
    wrap(`${part}${text}`, WIDTH, " ".repeat(14)),
    ...(where ? [c.dim(`${" ".repeat(14)}${where}`)] : []),
  ];
}

/** What an entry is: `payment to employee`, `interest of $40.00 to employer`, `refused: $200.00`. */
function wordsOf({ movement, amount: about, change, to }: LedgerEntry): string {
  if (movement === "refused") return `refused: ${money(about)}`;
  const what =
    change === "0.00" && about !== "0.00" && movement !== "debit" ? `${movement}: ${money(about)}` : movement;
  if (to === undefined || movement === "to spouse" || movement === "transfer out") return what;
  return `${what} to ${to.replace(/^premium of.*/, "premium")}`;
}

/** What is worth saying beside the balance. */
function summary({ unpaid, usable, interest, closing }: AccountAnswer): string[] {
  return [
    ...(usable === "0.00" || usable === closing ? [] : [`of it usable for claims now: ${money(usable)}`]),
    ...(unpaid === "0.00" ? [] : [`claims that were not paid: ${money(unpaid)}`]),
    ...(interest === null ? ["interest is not known: its rate is missing"] : []),
    ...(interest === null || interest === "0.00"
      ? []
      : [`interest, which is not the employee's: ${money(interest)}`]),
  ];
}
