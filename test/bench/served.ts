/** Engines in processes of their own: asks them for rounds in turns, and holds their answers against ours. */
import { type ChildProcess, fork } from "node:child_process";
import { COVERAGES } from "./brochure.ts";
import type { Answers, Asked, Said } from "./engine.ts";
import { Rounds } from "./measure.ts";

/** A program of the benchmarks and what it is started with. */
export interface Started {
  readonly program: string;
  readonly args: readonly string[];
  /** Asked in every so many rounds alone, because one takes long. */
  readonly every?: number;
}

class Served {
  readonly isReady: Promise<Said>;
  private waiting: ((said: Said | undefined) => void) | undefined;

  private constructor(
    private readonly child: ChildProcess,
    private readonly name: string,
  ) {
    child.on("message", (said: Said) => this.waiting?.(said));
    child.on("exit", () => this.waiting?.(undefined));
    this.isReady = this.next();
    // Whoever waits is told of a failure; until somebody does, it is no failure of this process.
    this.isReady.catch(() => undefined);
  }

  /** Starts the process, which makes itself ready meanwhile. */
  static start(name: string, { program, args }: Started): Served {
    return new Served(fork(program, args), name);
  }

  private async next(): Promise<Said> {
    const said = await new Promise<Said | undefined>((done) => {
      this.waiting = done;
    });
    if (said && said.say !== "failed") return said;
    this.stop();
    throw new Error(`${this.name} failed: ${said ? said.why : "it ended by itself"}`);
  }

  async ask(asked: Asked): Promise<Said> {
    const next = this.next();
    this.child.send(asked);
    return next;
  }

  stop(): void {
    this.child.kill();
  }
}

/** Rounds that are not counted: code is compiled meanwhile. */
const WARM_UP = 3;
/** People whose premiums are held against each other before anything is measured. */
const COMPARED = 3_000;

/**
 * Nanoseconds for a person, round by round, of each engine. The first one is ours: an engine that comes to another cent for
 * anybody is an error, for what it takes to come to something else is of no interest.
 */
export async function measureEngines(
  engines: Readonly<Record<string, Started | undefined>>,
  times: number,
): Promise<Rounds> {
  const served = new Map<string, Served>();
  const all = Object.entries(engines).flatMap(([name, started]) => (started ? [{ name, started }] : []));
  try {
    for (const { name, started } of all) served.set(name, Served.start(name, started));
    for (const one of served.values()) await one.isReady;
    await compare(served);
    const rounds = new Rounds();
    for (let round = -WARM_UP; round < times; round++)
      for (const { name, started } of all) {
        if ((round + WARM_UP) % (started.every ?? 1) !== 0) continue;
        const said = await served.get(name)?.ask({ ask: "round" });
        if (round >= 0 && said?.say === "round") rounds.add(name, said.nanoseconds);
      }
    return rounds;
  } finally {
    for (const one of served.values()) one.stop();
  }
}

async function compare(served: ReadonlyMap<string, Served>): Promise<void> {
  let ours: Answers | undefined;
  for (const [name, one] of served) {
    const said = await one.ask({ ask: "answers", people: COMPARED });
    if (said.say !== "answers") continue;
    if (ours) hold(name, ours, said.answers);
    ours ??= said.answers;
  }
}

/** Throws where an engine has other cents than ours for somebody. */
export function hold(name: string, ours: Answers, theirs: Answers): void {
  for (const what of ["premium", "employer"] as const)
    for (const [i, coverage] of COVERAGES.entries())
      for (const [row, due] of (ours[what][i] ?? []).entries()) {
        const said = theirs[what][i]?.[row];
        if (said !== due)
          throw new Error(
            `${name}: the ${what} of ${coverage} of person p${row + 1} is ${said} cents, and ours ${due}`,
          );
      }
}
