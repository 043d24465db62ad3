import type { NameNode } from "@planwright/syntax";
import type { Place } from "./places.js";

/** A place where a name is declared or used. Names are told apart by their space, such as `a plan`. */
export interface NameUse {
  readonly space: string;
  readonly name: string;
  readonly place: Place;
  readonly isDeclaration: boolean;
}

/** Inputs, formulas and conditions are one space: each may stand in an expression. */
export const VALUES = "an input, formula or condition";

const SPACES: Readonly<Record<string, string>> = {
  plan: "a plan",
  tier: "a tier",
  area: "an area",
  class: "a class",
  coverage: "a coverage",
  option: "an option",
};

/** The space of the values of a key: plans, tiers, or what an input may be. */
export const spaceOfKey = (key: string): string => SPACES[key] ?? `a value of ${key}`;

/** Collects where names are declared and used while a program is bound. Only an editor asks for it. */
export class NameUses {
  private readonly found: NameUse[] = [];
  private readonly later: (() => void)[] = [];

  declare(space: string, { name, span }: Pick<NameNode, "name" | "span">, file: string): void {
    this.found.push({ space, name, place: { file, span }, isDeclaration: true });
  }

  use(space: string, { name, span }: Pick<NameNode, "name" | "span">, file: string): void {
    this.found.push({ space, name, place: { file, span }, isDeclaration: false });
  }

  /** Puts off what would take long, such as the cells of a large table, until somebody asks. */
  whenAsked(add: () => void): void {
    this.later.push(add);
  }

  all(): readonly NameUse[] {
    for (const add of this.later.splice(0)) add();
    return this.found;
  }
}
