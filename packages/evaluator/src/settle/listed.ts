import { dollars, exact, max, min, ZERO } from "../exact.js";
import type { TraceStep } from "../trace.js";
import { shown, type Settlement } from "./settlement.js";
import type { ListedClaimAnswer, Payment } from "./types.js";

/** The payments of listed claims, each with who bears it before any stop-loss, layer by layer. */
export function listedClaims(settlement: Settlement, paid: readonly Payment[]): ListedClaimAnswer[] {
  return paid
    .filter(({ claim }) => claim !== undefined)
    .map((payment) => {
      const { member, person, cause, amount, shares } = payment;
      return {
        member: member === "" ? null : member,
        person: person ?? null,
        cause: cause ?? null,
        amount: shown(amount),
        borne: [...shares].flatMap(([party, share]) =>
          share.equals(0) ? [] : [{ party: settlement.actor(party, member).name, amount: shown(share) }],
        ),
        trace: layerSteps(settlement, payment),
      };
    });
}

/** What of a claim lies in each layer, with this payment and those before it. */
function layerSteps(settlement: Settlement, { total, amount, member }: Payment): TraceStep[] {
  const { claims } = settlement.funding;
  if (claims?.kind !== "layers") return [];
  const before = total.sub(amount);
  const earlier = before.equals(0)
    ? []
    : [settlement.step(`${dollars(before)} of the claim was paid before; with this`, "", total)];
  const steps = claims.layers.flatMap(({ range, shares }, i) => {
    const from = range.min === undefined ? ZERO : exact(range.min);
    const end = range.max === undefined ? total : min(total, exact(range.max));
    const slice = max(end.sub(from), ZERO);
    if (slice.equals(0)) return [];
    const parts = Object.entries(shares)
      .filter(([, share]) => share !== "0")
      .map(([party, share]) => `${settlement.actor(party, member).name} ${share}%`);
    const words = from.equals(0) ? "the first layer" : `what is over ${dollars(from)}`;
    return [
      settlement.step(`${dollars(slice)} of ${words}: ${parts.join(", ")}`, `/claims/layers/${i}`, slice),
    ];
  });
  return [...earlier, ...steps];
}
