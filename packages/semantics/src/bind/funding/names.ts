import type { NameNode } from "@planwright/syntax";
import { declaredNames } from "../../diagnostics/registry.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import type { Part } from "../../funding-model.js";
import type { Origin } from "../../places.js";
import { type Broken, Namespace, placeOf } from "../scope.js";
import type { Reporter } from "../../diagnostics/report.js";

/** What is known of a funding arrangement before it is bound: what questions may name. */
export interface FundingName {
  readonly kind: "funding";
  readonly id: string;
  readonly parties: readonly string[];
  readonly reserves: readonly string[];
  readonly parts: readonly Part[];
  readonly origin: Origin;
}

/** An arrangement of a projection. */
export interface ArrangementName {
  readonly kind: "arrangement";
  readonly id: string;
  readonly projection: string;
  readonly origin: Origin;
}

/** The names of what has a cost, which are one namespace, and of projections. */
export class FundingNames {
  readonly costs: Namespace<FundingName | ArrangementName>;
  readonly projections: Namespace<{ readonly id: string; readonly origin: Origin }>;

  constructor(
    private readonly reporter: Reporter,
    private readonly broken: Broken,
  ) {
    this.costs = new Namespace("a funding or an arrangement", reporter, broken);
    this.projections = new Namespace("a projection", reporter, broken);
  }

  get fundings(): readonly FundingName[] {
    return this.costs.values().filter((one) => one.kind === "funding");
  }

  funding(id: string): FundingName | undefined {
    const found = this.costs.get(id);
    return found?.kind === "funding" ? found : undefined;
  }

  /** A name that must be one of a list: a party, a reserve. */
  oneOf<T extends string>(name: NameNode, file: string, known: readonly T[], kind: string): T | undefined {
    const found = known.find((one) => one === name.name);
    this.reporter.names?.use(kind, name, file);
    if (found !== undefined) return found;
    const place = placeOf(file, name.span);
    if (this.broken.covers(name.name)) {
      this.reporter.passOver();
      return undefined;
    }
    const meant = nearest(name.name, known);
    this.reporter.report("PW1001", { name: name.name, kind }, place, {
      label: meant ? `did you mean ${meant}?` : "not declared",
      why: declaredNames(known, kind.replace(/^an? /, "")),
      fixes: meant ? [replaceWith(place, meant)] : [],
      cause: `name ${name.name}`,
    });
    return undefined;
  }
}
