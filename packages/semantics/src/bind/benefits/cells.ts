import type { NameNode, Span } from "@planwright/syntax";
import type { BenefitCell, ShareCase } from "../../benefits-model.js";
import { placeOf } from "../scope.js";
import type { Owner } from "./lines.js";
import { type CellKey, keyText, type RawCell } from "./schedule.js";
import { bindShare } from "./shares.js";

/** Binds the cells of a plan, each once, following `same` to the cell that it means. */
export class CellBinder {
  private readonly done = new Map<string, readonly ShareCase[] | undefined>();
  private readonly underWay: string[] = [];

  constructor(
    private readonly cells: ReadonlyMap<string, RawCell>,
    /** The deductibles and copays that steps may name. */
    private readonly accumulators: ReadonlySet<string>,
    /** All of these could be read: what is not among them is not declared. */
    private readonly areKnown: boolean,
    /** All rows could be read. */
    private readonly rowsWhole: boolean,
    private readonly owner: Owner,
  ) {}

  bindAll(): BenefitCell[] {
    return [...this.cells.values()].map((raw) => {
      const { service, network, channel, band, origin } = raw;
      // A share that could not be read is a share all the same.
      return { service, network, channel, band, cases: this.bind(raw) ?? [], origin };
    });
  }

  private bind(raw: RawCell): readonly ShareCase[] | undefined {
    if (!raw.node) return undefined;
    const key = keyText(raw);
    if (this.done.has(key)) return this.done.get(key);
    if (this.underWay.includes(key)) {
      this.reportRing(key, raw);
      return undefined;
    }
    this.underWay.push(key);
    const { scope, coverage } = this.owner;
    const cases = bindShare(raw.node, {
      scope,
      where: { file: raw.file, coverage },
      unit: raw.unit,
      accumulators: this.accumulators,
      isWhole: this.areKnown,
      same: (as, span) => this.same(raw, as, span),
    });
    this.underWay.pop();
    this.done.set(key, cases);
    return cases;
  }

  private reportRing(key: string, raw: RawCell): void {
    const ring = [...this.underWay.slice(this.underWay.indexOf(key)), key];
    const path = ring.map((text) => this.cells.get(text)?.service ?? "every other service");
    this.owner.scope.reporter.report("PW1004", { path }, raw.origin.place);
  }

  private same(raw: RawCell, as: NameNode | undefined, span: Span): readonly ShareCase[] | undefined {
    const { scope, coverage } = this.owner;
    const service = as && scope.lists.find("service", coverage, as, raw.file);
    if (as && !service) return undefined;
    const target = service ? this.find({ ...raw, service: service.id }) : raw.left && this.find(raw.left);
    if (target) return this.bind(target);
    if (service && !this.rowsWhole) {
      scope.reporter.passOver();
      return undefined;
    }
    const what = service
      ? `${service.id} has no share in this column`
      : "`same` repeats the cell to its left, and there is none";
    scope.reporter.report("PW2304", { what }, placeOf(raw.file, span));
    return undefined;
  }

  /** The cell that holds: of the service itself, of its groups, of every other service. */
  private find(key: CellKey): RawCell | undefined {
    const { scope, coverage } = this.owner;
    const lineage = key.service === undefined ? [] : scope.lists.lineage(coverage, key.service);
    for (const network of [key.network, undefined]) {
      for (const service of [...lineage, undefined]) {
        const found = this.cells.get(keyText({ ...key, service, network }));
        if (found) return found;
      }
    }
    return undefined;
  }
}
