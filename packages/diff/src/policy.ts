import type { RateBook } from "@planwright/ratebook";
import Fraction from "fraction.js";
import * as z from "zod";
import { type Change, idOf } from "./changes.js";
import { CLASSES, type Class } from "./kinds.js";

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

const size = z
  .string()
  .regex(
    /^(\$\d{1,12}(\.\d{1,6})?|\d{1,4}(\.\d{1,6})?%)$/,
    'an amount such as "$100", or a percentage such as "5%"',
  );

const policy = z.strictObject({
  /** Classes of which every change needs approval, or every one that is larger than so much. */
  approval: z
    .array(z.union([z.enum(CLASSES), z.strictObject({ class: z.enum(CLASSES), over: size })]))
    .default([]),
  /** Whether what breaks downstream systems needs approval, whatever its class. */
  breaking: z.boolean().default(false),
  /** How far a rate may move, in percent, both ends held. */
  corridor: z.strictObject({ least: percent.optional(), most: percent.optional() }).default({}),
  approvals: z.array(approval).max(10_000).default([]),
});

export type Policy = z.infer<typeof policy>;

/** What a policy says of the changes. */
export interface PolicyFinding {
  readonly kind:
    | "needs_approval"
    | "outside_corridor"
    | "approval_expired"
    | "approval_unused"
    | "stated_change"
    | "corridor_silent";
  readonly severity: "error" | "warning";
  /** Of the change, or of the approval; of what is stated in the program, where it stands in the rate book. */
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

/** A class of changes that needs approval; only what is larger than a size, where one is named. */
interface NeedsApproval {
  readonly of: Class | "breaking";
  readonly over?: { readonly kind: "money" | "percent"; readonly value: string } | undefined;
}

interface Corridor {
  readonly least?: string | undefined;
  readonly most?: string | undefined;
}

/** What changes are held to: of a file, of the new program, or of both. */
interface Rules {
  readonly approval: readonly NeedsApproval[];
  readonly breaking: boolean;
  readonly corridors: readonly ((change: Change) => Corridor | undefined)[];
}

/** The rules of a file. */
function ofFile({ approval: classes, breaking, corridor }: Policy): Rules {
  return {
    approval: classes.map((one) =>
      typeof one === "string" ? { of: one } : { of: one.class, over: sizeOf(one.over) },
    ),
    breaking,
    corridors: [() => corridor],
  };
}

const sizeOf = (text: string): NeedsApproval["over"] =>
  text.startsWith("$")
    ? { kind: "money", value: text.slice(1) }
    : { kind: "percent", value: text.slice(0, -1) };

/** The rules that a program states of its own changes, in its block `changes`. */
function ofProgram(head: RateBook): Rules {
  const { approvals = [], within } = head.changes ?? {};
  const rows = head.corridors?.find(({ id }) => id === within)?.rows;
  return {
    approval: approvals,
    breaking: false,
    corridors: rows ? [(change) => rowFor(rows, coverageOf(change), head.program.effective.from)] : [],
  };
}

type Row = NonNullable<RateBook["corridors"]>[number]["rows"][number];

/** The corridor of a coverage on a day. */
const rowFor = (rows: readonly Row[], coverage: string, day: string): Row | undefined =>
  rows.find(
    ({ coverages, effective }) =>
      (coverages.length === 0 || coverages.includes(coverage)) &&
      effective.from <= day &&
      day <= effective.to,
  );

const coverageOf = ({ path }: Change): string => path.split("/")[1] ?? "";

const isOfRate = ({ path }: Change): boolean => path.startsWith("rate/");

/**
 * Holds changes against the rules of the new program and those of a file. An approved change is no error; `today` is a
 * day such as `2015-03-02`.
 */
export function judged(
  changes: readonly Change[],
  { policy: given, head }: { readonly policy?: Policy | undefined; readonly head?: RateBook | undefined },
  today: string,
): PolicyFinding[] {
  const rules = [...(given ? [ofFile(given)] : []), ...(head ? [ofProgram(head)] : [])];
  const approvals = given?.approvals ?? [];
  const byId = new Map(approvals.map((one) => [one.id, one]));
  const used = new Set<string>();
  const out: PolicyFinding[] = [];
  for (const change of changes) {
    const reasons = rules.flatMap((one) => reasonsAgainst(change, one));
    if (reasons.length === 0) continue;
    const id = idOf(change);
    const approved = byId.get(id);
    if (approved) used.add(approved.id);
    if (approved && (approved.expires === undefined || approved.expires >= today)) continue;
    const ended = approved ? `; the approval of ${approved.by} ended on ${approved.expires}` : "";
    const kind = approved ? "approval_expired" : (reasons[0]?.kind ?? "needs_approval");
    const texts = [...new Set(reasons.map(({ text }) => text))];
    out.push({
      kind,
      severity: "error",
      id,
      message: `${said(change)}: ${texts.join(", ")}${ended}`,
    });
  }
  for (const { id, by, reason } of approvals) {
    if (used.has(id)) continue;
    const message = `nothing here needs the approval of ${by} (${reason})`;
    out.push({ kind: "approval_unused", severity: "warning", id, message });
  }
  return [...out, ...(head ? silentCorridors(changes, head) : [])];
}

/** Coverages whose rates changed and of which the corridors of the program say nothing on its first day. */
function silentCorridors(changes: readonly Change[], head: RateBook): PolicyFinding[] {
  const corridors = head.corridors?.find(({ id }) => id === head.changes?.within);
  if (!corridors) return [];
  const day = head.program.effective.from;
  const changed = new Set(changes.filter((one) => isOfRate(one) && one.delta !== undefined).map(coverageOf));
  return [...changed]
    .filter((coverage) => !rowFor(corridors.rows, coverage, day))
    .map((coverage) => ({
      kind: "corridor_silent" as const,
      severity: "warning" as const,
      id: `changes/within/${coverage}`,
      message: `${corridors.name} says nothing of rates of ${coverage} from ${day}, which have changed`,
    }));
}

const said = ({ subject, what, beforeText, afterText }: Change): string =>
  `${subject}, ${what}${beforeText === undefined && afterText === undefined ? "" : `, ${beforeText ?? "none"} → ${afterText ?? "none"}`}`;

interface Reason {
  readonly kind: "needs_approval" | "outside_corridor";
  readonly text: string;
}

function reasonsAgainst(change: Change, { approval: classes, breaking, corridors }: Rules): Reason[] {
  const out = corridors.flatMap((corridorOf) => outside(change, corridorOf(change)));
  const needs = classes.find((one) => isMeant(change, one));
  if (needs) {
    const size = needs.over
      ? ` over ${needs.over.kind === "money" ? `$${needs.over.value}` : `${needs.over.value}%`}`
      : "";
    out.push({ kind: "needs_approval", text: `${needs.of}${size} needs approval` });
  } else if (breaking && change.breaking)
    out.push({ kind: "needs_approval", text: "breaking needs approval" });
  return out;
}

/** Whether a change is of the class, and as large. What has no such figure cannot be shown to be small. */
function isMeant(change: Change, { of, over }: NeedsApproval): boolean {
  if (of === "breaking" ? !change.breaking : of !== change.class) return false;
  if (!over) return true;
  if (over.kind === "money") {
    const isMoney = change.deltaText?.includes("$") ?? false;
    return !isMoney || change.delta === undefined || new Fraction(change.delta).abs().compare(over.value) > 0;
  }
  const moved = percentOf(change);
  return moved === undefined || moved.abs().compare(over.value) > 0;
}

/** By how many percent it moved, exactly. Shares move by points, and what was nothing by no percentage. */
function percentOf({ before, delta, percent: has }: Change): Fraction | undefined {
  if (before === undefined || delta === undefined || has === undefined) return undefined;
  const from = new Fraction(before);
  return from.n === 0n ? undefined : new Fraction(delta).div(from.abs()).mul(100);
}

function outside(change: Change, corridor: Corridor | undefined): Reason[] {
  const moved = isOfRate(change) ? percentOf(change) : undefined;
  if (!moved || !corridor) return [];
  const { least, most } = corridor;
  const reason = (text: string): Reason => ({
    kind: "outside_corridor",
    text: `${change.percent}% is ${text}%`,
  });
  return [
    ...(most !== undefined && moved.compare(new Fraction(most)) > 0
      ? [reason(`above the corridor, which ends at ${most}`)]
      : []),
    ...(least !== undefined && moved.compare(new Fraction(least)) < 0
      ? [reason(`below the corridor, which begins at ${least}`)]
      : []),
  ];
}
