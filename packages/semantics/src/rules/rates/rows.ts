import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type { Key, RateRow } from "../../model.js";
import { showValue } from "../../types/question.js";
import { domainUnder, namesUnder } from "../conditions.js";
import { CoverCheck, type KeySpec } from "../cover.js";
import { isSound } from "../sound.js";

export function checkTable(bound: BoundRates, scope: Scope): void {
  const { table, bandPlaces, block, complete, count, tables } = bound;
  if (!complete || count === 0) return;
  const place = { file: block.file, span: (block.rows[0] ?? block.node).span };
  for (const coverage of table.coverages) {
    const specs = table.keys
      .filter((id) => id !== "coverage")
      .map((id) => keySpec(id, coverage, bound, scope));
    // What only some coverages have is looked at row by row.
    if (!table.keys.includes("coverage") && isSound(tables, count, specs)) continue;
    const own: Own[] = [{ id: "coverage", members: new Set([coverage]) }];
    for (const id of ["plan", "option"]) own.push({ id, members: new Set(scope.membersOf(id, coverage)) });
    const rows: RateRow[] = [];
    for (const row of table.rows) {
      const seen = ownRow(row, own);
      if (seen) rows.push(seen);
    }
    new CoverCheck(specs, scope.reporter, place, coverage, bandPlaces).run(rows);
  }
}

/** The values of a key that a coverage has. */
interface Own {
  readonly id: string;
  readonly members: ReadonlySet<string>;
}

/** A row as one coverage of the table sees it: without the plans and options of the others. */
function ownRow(row: RateRow, own: readonly Own[]): RateRow | undefined {
  let keys: Record<string, Key> | undefined;
  for (const { id, members } of own) {
    const key = row.keys[id];
    if (!key || !("is" in key)) continue;
    const [only, second] = key.is;
    if (only !== undefined && second === undefined && members.has(only)) continue;
    if (key.is.every((member) => members.has(member))) continue;
    const left = key.is.filter((member) => members.has(member));
    if (left.length === 0) return undefined;
    keys = { ...(keys ?? row.keys), [id]: { is: left } };
  }
  return keys ? { ...row, keys } : row;
}

function keySpec(id: string, coverage: string, bound: BoundRates, scope: Scope): KeySpec {
  const { table, notOffered, tierMembers } = bound;
  const input = scope.inputs.get(id);
  const members = id === "tier" ? tiersDue(tierMembers, scope) : scope.membersOf(id, coverage);
  if (!members && input) return { id, input, domain: domainUnder(table.when, input, scope) };
  const due = namesUnder(table.when, id, members ?? [], scope).filter((member) => !notOffered.has(member));
  return { id, members: due, show: (member) => showMember(id, member, input?.kind) };
}

const showMember = (id: string, member: string, kind: string | undefined): string =>
  kind === undefined || kind === "choice" ? member : `${id} ${showValue(member, kind)}`;

/** The tiers for which a table needs a row: those of the blocks that it draws on. */
function tiersDue(tiers: ReadonlySet<string>, scope: Scope): readonly string[] {
  return scope.tierSets
    .filter((set) => set.tiers.some((tier) => tiers.has(tier.id)))
    .flatMap((set) => set.tiers.map((tier) => tier.id));
}
