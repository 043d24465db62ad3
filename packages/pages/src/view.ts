import { type Book, type PlanBenefits, prepare, preparePlans } from "@planwright/evaluator";
import { type RateBook, spaced } from "@planwright/ratebook";
import { Marks } from "./marks.js";
import { Amounts } from "./words.js";

type Plan = RateBook["plans"][number];

/** A rate book as the sections of a page see it: prepared for asking, with names and amounts in words. */
export class View {
  readonly prepared: Book;
  readonly amounts: Amounts;
  readonly marks: Marks;
  readonly benefits: ReadonlyMap<string, PlanBenefits>;
  private readonly names = new Map<string, string>();

  constructor(
    readonly book: RateBook,
    hasAnchors: boolean,
  ) {
    this.prepared = prepare(book);
    this.amounts = new Amounts(this.prepared);
    this.marks = new Marks(book, hasAnchors);
    this.benefits = preparePlans(this.prepared.prepared);
    const note = (
      kind: string,
      all: readonly { readonly id?: string | undefined; readonly name?: string | undefined }[],
    ) => {
      for (const { id, name } of all)
        if (id !== undefined && name !== undefined) this.names.set(`${kind} ${id}`, name);
    };
    note("coverage", book.coverages);
    note("plan", book.plans);
    note(
      "carrier",
      book.carriers.map(({ id, name, formerly }) => ({
        id,
        name: formerly === undefined ? name : `${name}, formerly ${formerly}`,
      })),
    );
    note("class", book.classes);
    note(
      "tier",
      book.tiers.flatMap(({ tiers }) => tiers),
    );
    note("area", book.areas?.areas ?? []);
    for (const one of book.services) this.names.set(`service ${one.coverage} ${one.id}`, one.name);
    for (const one of book.networks) this.names.set(`network ${one.coverage} ${one.id}`, one.name);
    for (const one of book.channels) this.names.set(`channel ${one.coverage} ${one.id}`, one.name);
  }

  /** The name of a plan, coverage, carrier, class, tier or area. */
  name(kind: "plan" | "coverage" | "carrier" | "class" | "tier" | "area", id: string): string {
    return this.names.get(`${kind} ${id}`) ?? spaced(id);
  }

  /** The name of a service, a network or a channel of a coverage. */
  within(kind: "service" | "network" | "channel", coverage: string, id: string): string {
    return this.names.get(`${kind} ${coverage} ${id}`) ?? spaced(id);
  }

  plansOf(coverage: string): readonly Plan[] {
    return this.book.plans.filter((plan) => plan.coverage === coverage);
  }

  planPath(plan: Plan): string {
    return `/plans/${this.book.plans.indexOf(plan)}`;
  }
}
