import { beyond } from "./cents.js";
import type { FastBook, PlanList } from "./routes.js";
import type { FastPlan } from "./terms.js";
import type { Asking } from "./values.js";

/** The plans that a household has chosen, and those that come with them. */
export class Cover {
  readonly own: readonly FastPlan[];
  /** The plans when nothing comes with them. */
  private readonly alone: PlanList | undefined;
  private readonly index: number;

  constructor(
    private readonly book: FastBook,
    readonly ids: readonly string[],
  ) {
    const [base, ...riders] = ids;
    this.own = ids.map((id) => book.plan(id));
    for (const [i, id] of riders.entries()) {
      const { riderTo } = this.own[i + 1]?.benefits.benefits ?? { riderTo: [] };
      if (base === undefined || id === base || !riderTo.some((plan) => ids.includes(plan))) beyond();
    }
    if (new Set(ids).size < ids.length) beyond();
    const hasCompanions = this.own.some((plan) => plan.with.length > 0);
    this.alone = hasCompanions ? undefined : book.list(this.inOrder());
    this.index = book.nextFind();
  }

  isOf(ids: readonly string[]): boolean {
    if (ids.length !== this.ids.length) return false;
    for (let i = 0; i < ids.length; i++) if (ids[i] !== this.ids[i]) return false;
    return true;
  }

  /** Riders before the plan that they add to. */
  private inOrder(): FastPlan[] {
    return [...this.own.slice(1), ...this.own.slice(0, 1)];
  }

  /** The plans that may pay a line: riders, the plan that they add to, then what comes with them. */
  planned(asking: Asking): PlanList {
    if (this.alone) return this.alone;
    if (!this.book.isSteady) return this.found(asking);
    const { planned } = asking.set;
    let found = planned[this.index];
    if (!found) {
      found = this.found(asking);
      planned[this.index] = found;
    }
    return found;
  }

  private found(asking: Asking): PlanList {
    const all = this.inOrder();
    return this.book.list([...new Set([...all, ...all.flatMap((plan) => this.companions(plan, asking))])]);
  }

  /** Plans that come with a plan, and those that come with them. */
  companions(plan: FastPlan, asking: Asking): FastPlan[] {
    const found: FastPlan[] = [];
    const visit = (from: FastPlan): void => {
      for (const { plan: id, when } of from.with) {
        // A plan that says nothing of what it pays brings nothing.
        if (!this.book.benefits.has(id)) continue;
        const other = this.book.plan(id);
        if (found.includes(other) || other === plan) continue;
        if (when && !this.book.values.holds(when, asking)) continue;
        found.push(other);
        visit(other);
      }
    };
    visit(plan);
    return found;
  }

  /** The plan of a coverage that another plan of the household shares an accumulator with. */
  host(coverage: string, guest: FastPlan, asking: Asking): FastPlan {
    const all = this.own.flatMap((plan) => [plan, ...this.companions(plan, asking)]);
    return all.find((plan) => plan.benefits.coverage === coverage && plan !== guest) ?? beyond();
  }
}
