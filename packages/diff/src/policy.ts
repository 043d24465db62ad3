import Fraction from "fraction.js";
import * as z from "zod";
import type { Change } from "./changes.js";
import { CLASSES } from "./kinds.js";

const percent = z.string().regex(/^-?\d{1,4}(\.\d{1,6})?$/, 'a percentage such as "8" or "-3.5"');
const line = z.string().trim().min(1).max(1000);

const approval = z.strictObject({
  /** Of the change, as `diff` prints it. */
  id: z.string().regex(/^[0-9a-f]{16}$/, "the id of a change, as `diff --format json` prints it"),
  reason: line,
  /** A person or a role. */
  by: line,
  /** The last day on which it holds; without it, always. */
  expires: z.iso.date().optional(),
});

const policy = z.strictObject({
  /** Classes of which every change needs approval. */
  approval: z.array(z.enum(CLASSES)).default([]),
  /** Whether what breaks downstream systems needs approval, whatever its class. */
  breaking: z.boolean().default(false),
  /** How far a rate may move, in percent, both ends held. */
  corridor: z.strictObject({ least: percent.optional(), most: percent.optional() }).default({}),
  approvals: z.array(approval).max(10_000).default([]),
});

export type Policy = z.infer<typeof policy>;

/** What a policy says of the changes. All but an unused approval is an error. */
export interface PolicyFinding {
  readonly kind: "needs_approval" | "outside_corridor" | "approval_expired" | "approval_unused";
  readonly severity: "error" | "warning";
  /** Of the change, or of the approval. */
  readonly id: string;
  readonly message: string;
}

/** Reads a policy; `message` says where it is not one. */
export function policyOf(
  value: unknown,
): { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly message: string } {
  const read = policy.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const at = issue?.path.map(String).join("/").slice(0, 200) ?? "";
    return {
      ok: false,
      message: `${at === "" ? "" : `at ${at}: `}${issue?.message ?? "something is wrong"}`,
    };
  }
  const { least, most } = read.data.corridor;
  if (least !== undefined && most !== undefined && new Fraction(least).compare(new Fraction(most)) > 0)
    return { ok: false, message: `the corridor begins at ${least}% and ends at ${most}%, which is below` };
  const ids = read.data.approvals.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) return { ok: false, message: `the change ${twice} is approved twice` };
  return { ok: true, policy: read.data };
}

/** Holds changes against a policy. An approved change is no error; `today` is a day such as `2015-03-02`. */
export function judged(
  changes: readonly Change[],
  { approvals, ...rules }: Policy,
  today: string,
): PolicyFinding[] {
  const byId = new Map(approvals.map((one) => [one.id, one]));
  const used = new Set<string>();
  const out: PolicyFinding[] = [];
  for (const change of changes) {
    const reasons = reasonsAgainst(change, rules);
    if (reasons.length === 0) continue;
    const given = byId.get(change.id);
    if (given) used.add(given.id);
    if (given && (given.expires === undefined || given.expires >= today)) continue;
    const ended = given ? `; the approval of ${given.by} ended on ${given.expires}` : "";
    const kind = given ? "approval_expired" : (reasons[0]?.kind ?? "needs_approval");
    const message = `${said(change)}: ${reasons.map(({ text }) => text).join(", ")}${ended}`;
    out.push({ kind, severity: "error", id: change.id, message });
  }
  for (const { id, by, reason } of approvals) {
    if (used.has(id)) continue;
    const message = `nothing here needs the approval of ${by} (${reason})`;
    out.push({ kind: "approval_unused", severity: "warning", id, message });
  }
  return out;
}

const said = ({ subject, what, beforeText, afterText }: Change): string =>
  `${subject}, ${what}${beforeText === undefined && afterText === undefined ? "" : `, ${beforeText ?? "none"} → ${afterText ?? "none"}`}`;

interface Reason {
  readonly kind: "needs_approval" | "outside_corridor";
  readonly text: string;
}

function reasonsAgainst(
  change: Change,
  { approval: classes, breaking, corridor }: Omit<Policy, "approvals">,
): Reason[] {
  const out: Reason[] = [];
  const { least, most } = corridor;
  if (change.path.startsWith("rate/") && change.delta !== undefined && change.before !== undefined) {
    const from = new Fraction(change.before);
    // What was nothing has risen by no percentage.
    const moved = from.n === 0n ? undefined : new Fraction(change.delta).div(from.abs()).mul(100);
    const isAbove = moved && most !== undefined && moved.compare(new Fraction(most)) > 0;
    const isBelow = moved && least !== undefined && moved.compare(new Fraction(least)) < 0;
    if (isAbove)
      out.push({
        kind: "outside_corridor",
        text: `${change.percent}% is above the corridor, which ends at ${most}%`,
      });
    if (isBelow)
      out.push({
        kind: "outside_corridor",
        text: `${change.percent}% is below the corridor, which begins at ${least}%`,
      });
  }
  if (classes.includes(change.class))
    out.push({ kind: "needs_approval", text: `${change.class} needs approval` });
  else if (breaking && change.breaking) out.push({ kind: "needs_approval", text: "breaking needs approval" });
  return out;
}
