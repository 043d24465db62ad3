// What `check` can do beside showing findings: put right what has one reading alone, fail at too many warnings, and
// answer other programs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";

beforeAll(bundleWhenStale);
afterAll(removeFolders);

const PROGRAM = `program tiny "Tiny" {
  effective   2026-01-01 to 2026-12-31
  currency    USD
  rounding    half up to cent
}
`;

/** Two slips that have one reading, one that has none, and a carrier that nothing is with. */
const SLIPS = `${PROGRAM}
conventions {
  shares of a premium  round the employer share, the rest to employee
}

carriers {
  nobody  "Nobody"
}

coverages {
  dental  "Dental"
}

rates for dental {
  per            employee per month
  guarranteed    until 2027-01-01
  rate           $1,0.50
}

contribution for dental {
  employer pays  100%
}
`;

const slips = (text = SLIPS) => folderWith({ "tiny/program.plan": text });

describe("what was checked", () => {
  it("is counted without the library that comes along", async () => {
    // The folder holds fourteen plans, and uses the standard library and the rules of law.
    const { stdout } = await planwright(["check", join(ROOT, "examples/sdrma-2015")]);
    expect(stdout).toMatch(/^Checked 1 program in 14 files:/);
  });
});

describe("check --fix", () => {
  it("writes what the text was read as, and shows the rest", async () => {
    const cwd = slips(SLIPS.replace("$1,0.50", "$1,0000"));
    const before = await planwright(["check", "tiny"], { cwd });
    expect(before.stdout).toContain("2 errors, 2 warnings");
    const { status, stdout, stderr } = await planwright(["check", "tiny", "--fix"], { cwd });
    expect(stderr).toBe("Changed tiny/program.plan in 2 places.\n");
    const text = readFileSync(join(cwd, "tiny/program.plan"), "utf8");
    expect(text).toContain("  guaranteed    until 2027-01-01\n");
    expect(text).toContain("\ncontributions for dental {\n");
    // A figure that is written oddly may be another: its author looks it up.
    expect(text).toContain("  rate           $1,0000\n");
    expect(stdout).toContain("$1,0000 is written oddly: it is read as $10,000");
    // The carrier is the author's to remove or to use.
    expect(stdout).toContain("No plan or coverage is with the carrier nobody");
    expect(stdout).toContain("Checked 1 program in 1 file: 2 warnings.");
    expect(status).toBe(0);
  });

  it("changes nothing where a fix is a choice, or there is none", async () => {
    const text = PROGRAM.replace("currency    USD", "currency    USD\n  market      any_market [1]");
    const cwd = slips(text);
    const { stderr, status } = await planwright(["check", "tiny", "--fix"], { cwd });
    expect(stderr).toBe("");
    expect(status).toBe(1);
    expect(readFileSync(join(cwd, "tiny/program.plan"), "utf8")).toBe(text);
  });

  it("closes the block that was left open, and is done in one go", async () => {
    const cwd = slips(PROGRAM.replace("\n}\n", "\n").replace("rounding", "ronding"));
    const { stdout, status } = await planwright(["check", "tiny", "--fix"], { cwd });
    expect(stdout).toContain("nothing to correct");
    expect(status).toBe(0);
    expect(readFileSync(join(cwd, "tiny/program.plan"), "utf8").replaceAll(/ +/g, " ")).toBe(
      PROGRAM.replaceAll(/ +/g, " "),
    );
  });

  it("leaves standard input as it is", async () => {
    const { stderr } = await planwright(["check", "-", "--fix"], { input: PROGRAM });
    expect(stderr).toContain("--fix changes files");
  });
});

describe("check --max-warnings", () => {
  const warned = `${PROGRAM}carriers {\n  nobody  "Nobody"\n}\n`;

  it.each([
    ["0", 1, "There is 1 warning; --max-warnings allows 0.\n"],
    ["1", 0, ""],
  ])("%s", async (most, status, stderr) => {
    const ran = await planwright(["check", "tiny", "--max-warnings", most], { cwd: slips(warned) });
    expect(ran.status).toBe(status);
    expect(ran.stderr).toBe(stderr);
  });

  it("takes a whole number", async () => {
    const ran = await planwright(["check", "tiny", "--max-warnings", "few"], { cwd: slips(warned) });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain("It is a whole number.");
  });
});

describe("check --format sarif", () => {
  it("is a log of version 2.1.0 with rules, places and fixes", async () => {
    const { stdout, status } = await planwright(["check", "tiny", "--format", "sarif"], { cwd: slips() });
    expect(status).toBe(1);
    const log = JSON.parse(stdout);
    expect(log.version).toBe("2.1.0");
    const [run] = log.runs;
    expect(run.tool.driver.name).toBe("planwright");
    expect(run.columnKind).toBe("utf16CodeUnits");
    // Every result names a rule of the driver by its index, and lines and columns count from 1.
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(message.text).not.toBe("");
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toBe("tiny/program.plan");
      expect(Math.min(region.startLine, region.startColumn, region.endColumn)).toBeGreaterThan(0);
    }
    // `guarranteed` stands on line 21, in columns 3 to 13; the end of a region is the column behind it.
    const misspelt = run.results.find(({ message }: { message: { text: string } }) =>
      message.text.includes("guarranteed"),
    );
    expect(misspelt).toMatchObject({
      ruleId: "PW0021",
      locations: [
        { physicalLocation: { region: { startLine: 21, startColumn: 3, endLine: 21, endColumn: 14 } } },
      ],
      fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: "guaranteed" } }] }] }],
    });
  });

  it("is valid by the published schema, with every kind of result", async () => {
    const schema = JSON.parse(
      readFileSync(
        createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
        "utf8",
      ),
    );
    const validate = new Ajv.default({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
      schema,
    );
    const documents = await planwright(["check", "test/conformance/documents", "--format", "sarif"]);
    const log = JSON.parse(documents.stdout);
    expect(log.runs[0].results.length).toBeGreaterThan(50);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...log, runs: [{ results: [] }] })).toBe(false);
  });

  it("holds what is accepted as suppressed in the source", async () => {
    const accepted =
      PROGRAM +
      'carriers {\n  nobody  "Nobody"\n}\naccept PW1006 "a carrier is declared and not used" because "To come"\n';
    const { stdout } = await planwright(["check", "tiny", "--format", "sarif"], { cwd: slips(accepted) });
    const [result] = JSON.parse(stdout).runs[0].results;
    expect(result).toMatchObject({ ruleId: "PW1006", suppressions: [{ kind: "inSource" }] });
  });
});
