import type Fraction from "fraction.js";
import { exact, ZERO } from "../exact.js";
import { holds } from "../inputs.js";
import { refuse } from "../refusal.js";
import { accountKey, type LineContext } from "./household.js";
import type { Cell } from "./plan.js";
import { type Pending, type Shared, StepRun } from "./steps.js";
import { pluralOf } from "./units.js";
import type { LineWork } from "./work.js";

/** Runs the shares of the service: of each band of visits or days its own. */
export function shareOf(work: LineWork, left: Fraction): Shared {
  const cells = cellsOf(work);
  const ladder = cells[0]?.band?.counter;
  if (ladder === undefined) {
    const [cell] = cells;
    return cell ? runCell(work, cell, left, work.units, { moves: [], paid: [] }) : silent(work);
  }
  const counter = work.benefits.counters.find(({ id }) => id === ladder);
  if (!counter) return silent(work);
  const { plan, line } = work.context;
  const account = accountKey(plan.id, counter.id, "person", line.member);
  const before = work.household.accounts.used(account, work.household.window(counter.period, line.date));
  const total = work.units(counter.unit);
  work.moves.push({ account, date: line.date, amount: total });
  return climb(work, cells, counter.unit, before, total, left);
}

/** Parts the line where a band of the ladder ends; each unit has the same part of what is allowed. */
function climb(
  work: LineWork,
  cells: readonly Cell[],
  unit: string,
  before: Fraction,
  total: Fraction,
  left: Fraction,
): Shared {
  const [first] = cells;
  if (!first) return silent(work);
  const all: Shared = {
    paid: [],
    plan: ZERO,
    written: ZERO,
    most: undefined,
    bounds: [],
    notCovered: false,
    cell: first,
    moves: [],
    trace: [],
  };
  if (total.d !== 1n)
    return refuse(pluralOf(unit), `${pluralOf(unit)} ${total.toString()} is not a whole number.`);
  const count = Number(total.n);
  if (count > 10_000)
    return refuse(pluralOf(unit), `More than 10,000 ${pluralOf(unit)} are too many for one line.`);
  const bandOf = (n: number) => cells.find(({ band }) => band && holds(band.range, before.add(n)));
  let uncovered = ZERO;
  for (let n = 1; n <= count; ) {
    const cell = bandOf(n) ?? silent(work);
    let last = n;
    while (last < count && bandOf(last + 1) === cell) last++;
    const upTo = (units: number) => work.toCent(left.mul(units).div(total));
    const part = upTo(last).sub(upTo(n - 1));
    const units = exact(String(last - n + 1));
    const shared = runCell(work, cell, part, (kind) => (kind === unit ? units : work.units(kind)), all);
    if (shared.notCovered) uncovered = uncovered.add(part);
    all.paid.push(...shared.paid);
    all.plan = all.plan.add(shared.plan);
    all.written = all.written.add(shared.written);
    const most = all.most ?? all.plan.sub(shared.plan);
    // Parts without a bound raise that of the others by what they pay.
    if (shared.most) all.most = most.add(shared.most);
    else if (all.most) all.most = all.most.add(shared.plan);
    all.bounds.push(...shared.bounds);
    all.moves.push(...shared.moves);
    all.trace.push(
      ...shared.trace.map((step) => ({
        ...step,
        text: `${unit} ${before.add(n).toString()}${last > n ? ` to ${before.add(last).toString()}` : ""}: ${step.text}`,
      })),
    );
    n = last + 1;
  }
  return { ...all, notCovered: uncovered.equals(left) && left.compare(0) > 0 };
}

function runCell(
  work: LineWork,
  cell: Cell,
  left: Fraction,
  units: (unit: string) => Fraction,
  pending: Pending,
  network = work.context.network,
): Shared {
  const elsewhere = (other: string, amount: Fraction): Shared => {
    if (other === network)
      return refuse("network", `A share of the payment in ${other} leads back to itself.`);
    const context = { ...work.context, network: other };
    const found = cellIn(context, cell);
    return found ? runCellIn(work, context, found, amount, units, pending, elsewhere) : silent(work);
  };
  return runCellIn(work, work.context, cell, left, units, pending, elsewhere);
}

function runCellIn(
  work: LineWork,
  context: LineContext,
  cell: Cell,
  left: Fraction,
  units: (unit: string) => Fraction,
  pending: Pending,
  elsewhere: (network: string, amount: Fraction) => Shared,
): Shared {
  return new StepRun(work.household, context, cell, left, units, work.toCent, elsewhere, pending).run();
}

/** The cell of the same service, and of the same band, in another network. */
function cellIn({ plan, service, network, channel }: LineContext, cell: Cell): Cell | undefined {
  const cells = plan.cellsOf(service, network, channel);
  const { band } = cell;
  if (!band) return cells[0];
  return (
    cells.find((other) => JSON.stringify(other.band?.range) === JSON.stringify(band.range)) ??
    cells.find(
      ({ band: other }) => other && band.range.min !== undefined && holds(other.range, exact(band.range.min)),
    )
  );
}

export function cellsOf(work: LineWork): readonly Cell[] {
  const { plan, service, network, channel } = work.context;
  const cells = plan.cellsOf(service, network, channel);
  const channels = cells.length === 0 ? plan.channelsOf(service) : [];
  if (channels.length > 0 && channel === undefined)
    return refuse("channel", `Nothing says where this was filled: ${channels.join(", ")}.`);
  if (channels.length > 0 && channel !== undefined && !channels.includes(channel))
    return refuse("channel", `${plan.name} says nothing of ${channel}, but of ${channels.join(", ")}.`);
  return cells;
}

function silent(work: LineWork): never {
  const { plan, service, network, channel } = work.context;
  const where = [network, channel].filter((part) => part !== undefined).join(", ");
  return refuse(
    service,
    `${plan.name} does not say what it pays for ${service}${where ? ` (${where})` : ""}.`,
  );
}
