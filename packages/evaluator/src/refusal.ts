/** Why a row cannot be rated. */
export interface Problem {
  /** What it is about: `volume of basic_life`, `age`, `plan of medical`. */
  readonly about: string;
  readonly message: string;
  /** Where the plan says so: `life.plan:6`. */
  readonly source?: string | undefined;
}

/** Thrown while a row is rated, caught at its coverage. No `Error`: it is no fault of the program, and needs no stack. */
export class Refusal {
  constructor(readonly problem: Problem) {}
}

export function refuse(about: string, message: string, source?: string): never {
  throw new Refusal({ about, message, source });
}
