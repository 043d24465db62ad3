// Claims in few words, and what becomes of them.
import { compile } from "@planwright/compiler";
import { type ClaimAnswer, type ClaimLine, claimLine, type LineAnswer, prepare } from "@planwright/evaluator";
import type { Analysis } from "@planwright/semantics";

const COLUMNS: Readonly<Record<string, string>> = { in: "network", at: "channel", by: "member", on: "date" };

/** `exam 500 in inside by b on 2015-03-02 visits 2`: a service (or `-`), a charge, then columns with their values. */
function readLine(text: string): ClaimLine {
  const [service = "", charge = "", ...rest] = text.split(" ");
  const row: Record<string, string> = { member: "a", date: "2015-03-02", charge };
  if (service !== "-") row.service = service;
  for (let i = 0; i < rest.length; i += 2) {
    const column = rest[i] ?? "";
    row[COLUMNS[column] ?? column] = rest[i + 1] ?? "";
  }
  return claimLine(row);
}

const shown = (amount: string): string => amount.replace(/\.00$/, "");

/** `deductible 100, coinsurance 80, plan pays 320`: what is not zero. */
function parts(line: LineAnswer): string {
  const amounts: readonly (readonly [string, string])[] = [
    ["deductible", line.deductible],
    ["copay", line.copay],
    ["coinsurance", line.coinsurance],
    ["over limit", line.over_limit],
    ["not covered", line.not_covered],
    ["other paid", line.other_paid],
    ["written off", line.written_off],
    ["balance bill", line.balance_bill],
    ["plan pays", line.plan_pays],
  ];
  const sum = amounts.reduce((total, [, amount]) => total + Math.round(Number(amount) * 100), 0);
  if (sum !== Math.round(Number(line.charge) * 100)) return `parts of ${line.charge} that make ${sum / 100}`;
  const some = amounts.filter(([, amount]) => Number(amount) !== 0);
  return some.map(([name, amount]) => `${name} ${shown(amount)}`).join(", ") || "nothing";
}

/** The last line; or `used of deductible by a`, `remaining of deductible by family`. */
function seen({ lines, errors, accumulators }: ClaimAnswer, last: string, sees: string): string {
  const [, side, of = "", by = ""] = /^(used|remaining) of (.+) by (\w+)$/.exec(sees) ?? [];
  const general = errors.find(({ line }) => line === "" || line === last);
  if (general) return `error ${general.about}`;
  if (side === "used" || side === "remaining") {
    const one = accumulators.find(({ name, member = "family" }) => name === of && member === by);
    return one ? shown(one[side]) : "nothing";
  }
  const line = lines.find(({ id }) => id === last);
  return line ? parts(line) : "no such line";
}

/** Pays claims: the plans, after a colon the lines. Members are those of the lines, and `household a b`. */
export function observeClaims(analysis: Analysis, claims: readonly string[], sees: string): string {
  if (!analysis.program) {
    const codes = analysis.diagnostics.map(({ code }) => code).sort();
    return `finding ${codes.join(" ")}`;
  }
  const words = (word: string) =>
    claims.flatMap((claim) => (claim.startsWith(`${word} `) ? claim.split(" ").slice(1) : []));
  const lines = claims.filter((claim) => !/^(plans|household) /.test(claim)).map(readLine);
  const members = new Set([...words("household"), ...lines.map(({ member }) => member)]);
  const plans = words("plans");
  const answer = prepare(compile(analysis.program, analysis.trees)).claim({
    plans: plans.length > 0 ? plans : ["gold"],
    members: [...members].map((id) => ({ id })),
    lines,
  });
  return seen(answer, String(lines.length), sees);
}
