// The packaged extension in a real Visual Studio Code: what its own interfaces answer, asked by a second extension there.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/programs.ts";
import { Code } from "./code.ts";
import { browserFolder, brokenPackage, extensionPackage, probePackage } from "./packages.ts";
import { madeWorkspace } from "./workspace.ts";

const QUESTIONS = join(ROOT, "test/editors/questions.cjs");

type Answers = Awaited<ReturnType<Code["answers"]>>;

interface How {
  readonly patience?: number;
  readonly untrusted?: boolean;
  readonly inBrowser?: string;
}

/** Asks the editor everything, with a package installed or with an extension in the browser. */
async function asked(vsix: string | undefined, { patience = 60_000, ...how }: How = {}): Promise<Answers> {
  const { folder, remove } = madeWorkspace();
  process.env.PLANWRIGHT_PATIENCE = String(patience);
  const extensions = [...(vsix === undefined ? [] : [vsix]), probePackage()];
  const code = await Code.start({ extensions, workspace: folder, questions: QUESTIONS, ...how });
  try {
    return await code.answers();
  } finally {
    await code.stop();
    remove();
  }
}

/** What the editor must answer where the language server is asked: nothing of it holds without one. */
const SERVED: Readonly<Record<string, (answer: unknown) => void>> = {
  diagnostics: (answer) => {
    expect(answer).toContainEqual(
      expect.objectContaining({
        code: "PW1001",
        source: "planwright",
        line: 23,
        target: 'command:planwright.explain?["PW1001"]',
      }),
    );
  },
  clean: (answer) => expect(answer).toEqual({ before: expect.toSatisfy((count) => count > 0), after: 0 }),
  hover: (answer) => expect(answer).toContain("Option 1"),
  completion: (answer) => expect(answer).toEqual(expect.arrayContaining(["option_1", "option_2"])),
  definition: (answer) => expect(answer).toEqual([["vision.plan", 16]]),
  references: (answer) =>
    expect(answer).toEqual([
      ["examples.plan", 2],
      ["vision.plan", 16],
      ["vision.plan", 24],
    ]),
  rename: (answer) =>
    expect(answer).toEqual([
      ["examples.plan", ["basic"]],
      ["vision.plan", expect.arrayContaining(["basic"])],
    ]),
  formatting: (answer) => expect(answer).toMatchObject({ changed: true, same: true }),
  outline: (answer) => expect(answer).toEqual(expect.arrayContaining(["vision", "option_1", "option_2"])),
  workspaceSymbols: (answer) => expect(answer).toContain("plus_one"),
  tokens: (answer) => expect(answer).toBeGreaterThan(100),
  lenses: (answer) =>
    expect(answer).toEqual(
      expect.arrayContaining([
        [1, expect.stringContaining("passes")],
        [7, expect.stringContaining("FAILS   premium of vision: expected $7.99, is $7.96")],
      ]),
    ),
  fixes: (answer) => expect(JSON.stringify(answer)).toContain("single"),
  examples: (answer) => expect(answer).toEqual({ passed: 1, failed: 1 }),
};

/** What the editor must answer that the extension does alone, with the command line in it. */
const OWN: Readonly<Record<string, (answer: unknown) => void>> = {
  language: (answer) => expect(answer).toBe("planwright"),
  active: (answer) => expect(answer).toEqual({ isActive: true, missing: [] }),
  check: (answer) => expect(answer).toMatch(/^Checked 2 programs in 3 files: \d+ errors?/),
  build: (answer) => expect(answer).toEqual(["planwright.ratebook/1", "vision"]),
  buildWrong: (answer) => expect(answer).toBeUndefined(),
  // One employee with a dependent pays nothing of $12.65: the employer pays 100%.
  rate: (answer) =>
    expect(answer).toEqual({
      name: "Premiums of census.csv.txt",
      text: expect.stringMatching(/one\s+12\.65\s+12\.65\s+12\.65\s+0\.00/),
    }),
  trusted: (answer) => expect(answer).toBe(true),
  compare: (answer) => expect(answer).toEqual(expect.stringContaining("6.53")),
  compareNothing: (answer) => expect(answer).toBeUndefined(),
  newProgram: (answer) =>
    expect(answer).toEqual({ name: "program.plan", language: "planwright", findings: [] }),
  explain: (answer) => expect(answer).toContainEqual(expect.stringContaining("PW1001")),
};

describe("the packaged extension in Visual Studio Code", () => {
  let answers: Answers;
  beforeAll(async () => {
    answers = await asked(await extensionPackage());
  }, 300_000);

  it.each(Object.entries({ ...SERVED, ...OWN }))("%s", (question, judge) => {
    expect(answers[question]?.error).toBeUndefined();
    judge(answers[question]?.answer);
  });
});

describe("the same with a language server that answers nothing", () => {
  let answers: Answers;
  beforeAll(async () => {
    answers = await asked(await brokenPackage(), { patience: 1_000 });
  }, 300_000);

  it.each(Object.entries(SERVED))("%s fails", (question, judge) => {
    expect(Object.keys(answers)).toContain(question);
    expect(() => judge(answers[question]?.answer)).toThrow();
  });

  it.each(Object.entries(OWN))("%s needs no server", (question, judge) => {
    expect(answers[question]?.error).toBeUndefined();
    judge(answers[question]?.answer);
  });
});

describe("the packaged extension in a workspace that is not trusted", () => {
  let answers: Answers;
  beforeAll(async () => {
    answers = await asked(await extensionPackage(), { untrusted: true });
  }, 300_000);

  const { trusted: _, compare: __, ...others } = OWN;
  it.each(Object.entries({ ...SERVED, ...others }))("%s", (question, judge) => {
    expect(answers[question]?.error).toBeUndefined();
    judge(answers[question]?.answer);
  });

  it("runs no git there", () => {
    expect(answers.trusted?.answer).toBe(false);
    expect(answers.compare).toEqual({});
  });
});

describe("the extension where there is no process, with the server in a worker of the browser", () => {
  // Examples are run by the command line, which is not there. The probe is in another process, which is told neither of the
  // link of a code nor of the title of a lens.
  const { examples: _, ...rest } = SERVED;
  const served: typeof SERVED = {
    ...rest,
    diagnostics: (answer) =>
      expect(answer).toContainEqual(
        expect.objectContaining({ code: "PW1001", source: "planwright", line: 23 }),
      ),
    lenses: (answer) =>
      expect(answer).toEqual([
        [1, null],
        [7, null],
      ]),
  };

  describe("as it is packed", () => {
    let answers: Answers;
    beforeAll(async () => {
      answers = await asked(undefined, { inBrowser: await browserFolder(false) });
    }, 300_000);

    it.each(Object.entries(served))("%s", (question, judge) => {
      expect(answers[question]?.error).toBeUndefined();
      judge(answers[question]?.answer);
    });

    it("opens the page of a finding", () => OWN.explain?.(answers.explain?.answer));
  });

  describe("with a server that answers nothing", () => {
    let answers: Answers;
    beforeAll(async () => {
      answers = await asked(undefined, { inBrowser: await browserFolder(true), patience: 1_000 });
    }, 300_000);

    it.each(Object.entries(served))("%s fails", (question, judge) => {
      expect(Object.keys(answers)).toContain(question);
      expect(() => judge(answers[question]?.answer)).toThrow();
    });
  });
});

afterAll(() => {
  delete process.env.PLANWRIGHT_PATIENCE;
});
