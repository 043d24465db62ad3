/** The side of an engine that rates the census in a process of its own, round by round, when it is asked to. */

/**
 * Whole cents of each person and coverage, by coverage in the order of `COVERAGES`; 0 where the person does not have it.
 * What the employee pays is the rest.
 */
export interface Answers {
  readonly premium: readonly (readonly number[])[];
  readonly employer: readonly (readonly number[])[];
}

export interface Engine {
  /** People that a round rates. */
  readonly people: number;
  /** Processor time of one core, or time on the wall where several cores work at once. */
  readonly clock: "processor" | "wall";
  run(): void | Promise<void>;
  /** What it comes to for the first people of the census. */
  answers(people: number): Answers | Promise<Answers>;
}

export type Asked = { readonly ask: "round" } | { readonly ask: "answers"; readonly people: number };

export type Said =
  | { readonly say: "ready" }
  | { readonly say: "round"; readonly nanoseconds: number }
  | { readonly say: "answers"; readonly answers: Answers }
  | { readonly say: "failed"; readonly why: string };

const tell = (said: Said): void => void process.send?.(said);

/** The nanoseconds for a person of one round. */
async function round({ people, clock, run }: Engine): Promise<number> {
  const began = performance.now();
  const { user, system } = process.cpuUsage();
  await run();
  const used = process.cpuUsage();
  const microseconds =
    clock === "wall" ? (performance.now() - began) * 1000 : used.user - user + used.system - system;
  return (microseconds * 1000) / people;
}

/** Answers what the process is asked until it is let go of. */
export async function serve(made: Promise<Engine> | Engine): Promise<void> {
  try {
    const engine = await made;
    process.on("message", (asked: Asked) => void answer(engine, asked).catch(fail));
    tell({ say: "ready" });
  } catch (error) {
    fail(error);
  }
}

const fail = (error: unknown): void =>
  tell({ say: "failed", why: error instanceof Error ? (error.stack ?? error.message) : String(error) });

async function answer(engine: Engine, asked: Asked): Promise<void> {
  if (asked.ask === "round") tell({ say: "round", nanoseconds: await round(engine) });
  else tell({ say: "answers", answers: await engine.answers(asked.people) });
}

/** Puts the cents of people, a row of twelve for each, into columns. */
export function answersOf(rows: readonly (readonly (number | null)[])[], coverages = 6): Answers {
  const column = (at: number) => rows.map((row) => row[at] ?? 0);
  const columns = Array.from({ length: 2 * coverages }, (_, at) => column(at));
  return { premium: columns.slice(0, coverages), employer: columns.slice(coverages) };
}
