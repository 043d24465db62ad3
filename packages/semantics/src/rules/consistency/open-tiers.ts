import type { Scope } from "../../bind/scope.js";
import type { RateTable, Tier } from "../../model.js";

/**
 * A tier such as `2 with medicare and 1 or more without` is open: it says what three pay, and the fourth pays nothing
 * more. That is common. Where a table says what a further member adds to one open tier, it must say so of the others.
 */
export function checkOpenTiers(tables: readonly RateTable[], scope: Scope): void {
  for (const table of tables) {
    const said = new Set(table.furtherMembers.flatMap(({ tiers }) => tiers));
    if (said.size === 0) continue;
    const open = scope.tierSets
      .flatMap(({ tiers }) => tiers)
      .filter((tier) => isOpen(tier) && table.tiers.has(tier.id) && !said.has(tier.id));
    const [first] = open;
    if (!first) continue;
    const row = table.rows.find(
      ({ keys }) => keys.tier && "is" in keys.tier && keys.tier.is.includes(first.id),
    );
    scope.reporter.report(
      "PW5106",
      { tiers: open.map(({ id }) => id), said: [...said] },
      row?.origin.place ?? table.origin.place,
      {
        subject: table.coverages[0],
        related: open
          .slice(1)
          .map(({ id, origin }) => ({ place: origin.place, message: `${id} is open too` })),
        why:
          "A family with one more member pays the same in these tiers, and more in the other. If that is meant, say " +
          `so: \`each further member of ${open.map(({ id }) => id).join(", ")} adds $0\`.`,
      },
    );
  }
}

const isOpen = ({ least, most }: Tier): boolean => least !== undefined && most === undefined;
