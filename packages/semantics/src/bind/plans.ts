import { type Block, type HeadingNode, type NameNode, Text, textValue, type Token } from "@planwright/syntax";
import type { Condition, Features, Plan } from "../model.js";
import type { Origin } from "../places.js";
import { declaredNames } from "../diagnostics/registry.js";
import { BlockReader, type FileScope, type Read, type ReadBlock } from "../reading/block.js";
import { bindCondition } from "../types/condition.js";
import type { StatedPlanChanges } from "../rules/consistency/plan-changes.js";
import { BLOCKS } from "../vocabulary/index.js";
import { type BenefitDraft, bindBenefits, draftBenefits } from "./benefits/benefits.js";
import { noteFormer } from "./former-names.js";
import { isTaken, placeOf, reportTaken, type Scope } from "./scope.js";

export const PRODUCTS: readonly string[] = ["ppo", "epo", "hmo", "hdhp", "indemnity", "prepaid"];

type PlanBlock = ReadBlock<(typeof BLOCKS)["plan"]>;
type ScheduleBlock = ReadBlock<(typeof BLOCKS)["schedule"]>;

/** Facts that nothing computes with, as written. A feature begins with its name. */
export function bindFeatures(blocks: readonly Block[], files: FileScope): Features {
  const features = new Map<string, { readonly text: string; readonly origin: Origin }>();
  for (const block of blocks) {
    if (block.items[0]?.image !== "features") continue;
    for (const { value, place, origin } of new BlockReader(files, block, BLOCKS.features).read().declared) {
      const [name, ...rest] = value;
      if (!name) continue;
      if (features.has(name.image))
        files.reporter.report("PW0024", { what: `The feature ${name.image}` }, place);
      if (isTaken(name.image)) reportTaken(name.image, place, files.reporter);
      features.set(name.image, { text: words(rest), origin });
    }
  }
  return features;
}

const words = (tokens: readonly Token[]): string =>
  tokens
    .map((t) => (t.tokenType === Text ? textValue(t) : t.image))
    .join(" ")
    .replaceAll(" ,", ",");

const bothOf = (a: Condition | undefined, b: Condition | undefined): Condition | undefined =>
  a && b ? { op: "all", of: [a, b] } : (a ?? b);

interface Draft {
  /** Of a schedule as well: it has no line that a plan does not have. */
  readonly block: PlanBlock;
  readonly heading: HeadingNode;
  readonly files: FileScope;
}

/** Declares all plans by name, then lets `bindPlans` fill them in. */
export class PlanBinder {
  private readonly drafts = new Map<string, Draft>();
  private readonly bound = new Map<string, Plan>();
  private readonly benefits = new Map<string, BenefitDraft>();

  /** What plans say that they change of others. */
  readonly stated: StatedPlanChanges[] = [];

  constructor(private readonly scope: Scope) {}

  declareSchedule(block: ScheduleBlock, files: FileScope): void {
    this.declare(block as unknown as PlanBlock, files, true);
  }

  declare(block: PlanBlock, files: FileScope, isSchedule = false): void {
    const { heading } = block;
    const name = heading?.name;
    if (!heading || !name) {
      this.scope.carriersUnsure = true;
      return;
    }
    const coverage = heading.for[0] && this.scope.findCoverage(heading.for[0], block.file);
    if (heading.for.length > 1) {
      const span = {
        start: heading.for[1]?.span.start ?? 0,
        end: heading.for[heading.for.length - 1]?.span.end ?? 0,
      };
      this.scope.reporter.report("PW0026", { what: "A plan is for one coverage" }, placeOf(block.file, span));
    }
    if (!coverage) {
      this.scope.broken.add(name.name);
      return;
    }
    const plan: Plan = {
      id: name.name,
      name: heading.title?.text ?? name.name,
      coverage,
      product: undefined,
      carrier: undefined,
      available: undefined,
      features: new Map(),
      isSchedule,
      benefits: undefined,
      origin: block.origin,
    };
    if (this.scope.plans.declare(name, block.file, plan))
      this.drafts.set(name.name, { block, heading, files });
  }

  /** All plans, in the order in which they were declared, with what they take over from others. */
  bindAll(): Plan[] {
    return this.scope.plans.values().flatMap(({ id }) => this.bind(id, []) ?? []);
  }

  private bind(id: string, path: readonly string[]): Plan | undefined {
    const done = this.bound.get(id);
    const draft = this.drafts.get(id);
    const declared = this.scope.plans.get(id);
    if (done || !draft || !declared) return done;
    const parent = this.parent(draft, [...path, id]);
    const plan = this.merge(declared, draft, parent);
    this.bound.set(id, plan);
    return plan;
  }

  private parent({ heading, block }: Draft, path: readonly string[]): Plan | undefined {
    if (!heading.like) return undefined;
    const place = placeOf(block.file, heading.like.span);
    if (path.includes(heading.like.name)) {
      this.scope.reporter.report("PW1004", { path: [...path, heading.like.name] }, place);
      return undefined;
    }
    const parent = this.scope.plans.find(heading.like, block.file);
    if (!parent) return undefined;
    return this.bind(heading.like.name, path);
  }

  private merge(declared: Plan, { block, files }: Draft, parent: Plan | undefined): Plan {
    if (!block.isWhole) this.scope.carriersUnsure = true;
    const product = block.one("product");
    if (product && !PRODUCTS.includes(product.value.name)) {
      this.scope.reporter.report("PW1001", { name: product.value.name, kind: "a product" }, product.place, {
        why: `Products: ${PRODUCTS.join(", ")}.`,
      });
    }
    const carrier = block.one("carrier");
    const available = block.one("available when");
    const where = { file: block.file, coverage: declared.coverage };
    const condition: Condition | undefined = available && bindCondition(available.value, this.scope, where);
    const former = block.one("formerly");
    if (former) {
      const { value: node, origin } = former;
      noteFormer({ of: "plan", node, is: declared.id, file: block.file, origin }, this.scope);
    }
    const changes = block.one("changes");
    if (changes) this.stated.push({ plan: declared.id, read: changes });
    const areas = block.one("available in");
    const inAreas = areas && this.availableIn(declared.id, areas);
    const { coverage } = declared;
    const inherited = parent && this.benefits.get(parent.id);
    const draft = draftBenefits(block, files, coverage, inherited, this.scope);
    if (draft) this.benefits.set(declared.id, draft);
    const benefits =
      draft && bindBenefits(draft, coverage, (names, file) => this.named(names, file), this.scope);
    const own = bindFeatures(block.blocks, files);
    const features =
      parent && own.size > 0 ? new Map([...parent.features, ...own]) : (parent?.features ?? own);
    return {
      ...declared,
      product: product?.value.name ?? parent?.product,
      carrier: this.scope.useCarrier(carrier?.value, block.file) ?? parent?.carrier,
      available: bothOf(condition, inAreas) ?? parent?.available,
      features,
      benefits,
    };
  }

  /** `available in bay_area, sacramento`. */
  private availableIn(plan: string, { value, place }: Read<readonly Token[]>): Condition | undefined {
    const { reporter, areas } = this.scope;
    const names = value.filter(({ image }) => image !== ",");
    if (names.map(({ image }) => image).join(" ") === "some areas") {
      reporter.report("PW2501", { what: `in which areas ${plan} is offered` }, place, {
        subject: plan,
        why: "Name them, `available in bay_area, sacramento`; or ask for it, with an input and `available when`.",
      });
      return undefined;
    }
    const known = (areas?.areas ?? []).map(({ id }) => id);
    const strange = names.find(({ image }) => !known.includes(image));
    if (!strange) return { op: "is", key: "area", values: names.map(({ image }) => image) };
    const span = { start: strange.startOffset, end: strange.endOffset + 1 };
    reporter.report("PW1001", { name: strange.image, kind: "an area" }, placeOf(place.file, span), {
      why: declaredNames(known, "area"),
    });
    return undefined;
  }

  /** Plans and schedules by their names; those that are not declared are reported. */
  private named(names: readonly NameNode[], file: string): string[] {
    return names.flatMap((name) => this.scope.plans.find(name, file)?.id ?? []);
  }
}
