// The GitHub Action, as far as it can be run without GitHub: the steps of action.yml, with an event that is made up, in a
// repository of its own, against an interface of GitHub on this machine.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { bundleWhenStale, folderWith, removeFolders } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";

vi.setConfig({ testTimeout: 120_000 });

const ACTION = readFileSync(join(ROOT, "action.yml"), "utf8");

/** A step of the action: its name, its environment as written, and its words for the shell. */
interface Step {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
  readonly condition: string | undefined;
}

/** The steps of action.yml, of which each is written in the same way. */
const STEPS: readonly Step[] = ACTION.slice(ACTION.indexOf("  steps:\n"))
  .split(/^ {4}- name: /m)
  .slice(1)
  .map((text) => ({
    name: text.split("\n")[0] ?? "",
    env: Object.fromEntries(
      [...text.matchAll(/^ {8}([A-Z_]+): (.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
    ),
    run: /^ {6}run: (.*)$/m.exec(text)?.[1] ?? "",
    condition: /^ {6}if: (.*)$/m.exec(text)?.[1],
  }));

const PLAN = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  vision  "Vision"
}

rates for vision {
  per   employee per month
  rate  $7.50
}
`;

interface Comment {
  readonly id: number;
  body: string;
}

const isBody = (value: unknown): value is { readonly body: string } =>
  typeof value === "object" && value !== null && "body" in value && typeof value.body === "string";

let server: Server;
let api = "";
let comments: Comment[] = [];
let asked: string[] = [];
let mayWrite = true;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  const read: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
  return isBody(read) ? read.body : "";
}

beforeAll(async () => {
  bundleWhenStale();
  server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    asked.push(`${method} ${url}`);
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    if (request.headers.authorization !== "Bearer secret") return answer(401, {});
    if (method === "GET") {
      const page = Number(new URL(url, "http://x").searchParams.get("page"));
      return answer(200, comments.slice((page - 1) * 100, page * 100));
    }
    if (!mayWrite) return answer(403, {});
    const body = await bodyOf(request);
    const id = Number(/comments\/(\d+)$/.exec(url)?.[1]);
    const found = comments.find((one) => one.id === id);
    if (method === "PATCH" && found) {
      found.body = body;
      return answer(200, found);
    }
    const written = { id: comments.length + 1, body };
    comments.push(written);
    return answer(201, written);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (typeof address === "string" || !address) throw new Error("the server has no port");
  api = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.close();
  removeFolders();
});
beforeEach(() => {
  comments = [];
  asked = [];
  mayWrite = true;
});

interface Run {
  readonly status: number;
  readonly output: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A pull request that changes the plan; answers the run of all steps but the first, which builds. */
function pullRequest(before: string, after: string, files: Readonly<Record<string, string>> = {}) {
  const cwd = folderWith({ "plans/program.plan": before, ...files, ".temp/output": "", ".temp/summary": "" });
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], {
      cwd,
      encoding: "utf8",
    });
  git("init", "-q", "-b", "main");
  git("add", "plans");
  git("commit", "-q", "-m", "Before");
  const base = git("rev-parse", "HEAD").trim();
  writeFileSync(join(cwd, "plans/program.plan"), after);
  git("commit", "-q", "--allow-empty", "-am", "After");
  const event = { pull_request: { number: 7, base: { sha: base } } };
  writeFileSync(join(cwd, ".temp/event.json"), JSON.stringify(event));
  return { cwd, base, run: (inputs: Readonly<Record<string, string>> = {}) => runSteps(cwd, base, inputs) };
}

async function runSteps(cwd: string, base: string, given: Readonly<Record<string, string>>): Promise<Run> {
  const inputs: Readonly<Record<string, string>> = {
    path: "plans",
    comment: "true",
    token: "secret",
    ...given,
  };
  const file = (name: string) => join(cwd, ".temp", name);
  writeFileSync(file("output"), "");
  writeFileSync(file("summary"), "");
  const outputs = (): Record<string, string> =>
    Object.fromEntries(
      readFileSync(file("output"), "utf8")
        .split("\n")
        .flatMap((line) =>
          line.includes("=") ? [[line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]] : [],
        ),
    );
  const inputOf = (written: string): string => {
    const name = /^\$\{\{ (.*) \}\}$/.exec(written)?.[1] ?? "";
    if (name === "inputs.base || github.event.pull_request.base.sha") return inputs.base || base;
    const [, kind, key = ""] = /^(inputs|steps\.compare\.outputs)\.(\w+)$/.exec(name) ?? [];
    if (kind === undefined) throw new Error(`the test does not know ${written}`);
    return (kind === "inputs" ? inputs[key] : outputs()[key]) ?? "";
  };
  let status = 0;
  let output = "";
  for (const step of STEPS.slice(1)) {
    if (step.condition && (inputs.comment !== "true" || !outputs().comment)) continue;
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, inputOf(value)]));
    const ran = await shell(step.run, cwd, {
      ...env,
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_API_URL: api,
      GITHUB_EVENT_PATH: file("event.json"),
      GITHUB_OUTPUT: file("output"),
      GITHUB_REPOSITORY: "town/plans",
      GITHUB_STEP_SUMMARY: file("summary"),
      RUNNER_TEMP: join(cwd, ".temp"),
    });
    output += ran.output;
    status = ran.status;
    if (status !== 0) break;
  }
  return { status, output, summary: readFileSync(file("summary"), "utf8"), outputs: outputs() };
}

/** A step as the runner starts it. */
function shell(
  run: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", run], {
      cwd,
      env: { PATH: process.env.PATH ?? "", HOME: cwd, ...env },
    });
    let output = "";
    const add = (data: Buffer): void => {
      output += data.toString("utf8");
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.on("error", reject);
    child.on("close", (status) => resolve({ status: status ?? 1, output }));
  });
}

const DEARER = PLAN.replace("$7.50", "$8.10");
const MARKER = "<!-- planwright:diff small -->";

describe("action.yml", () => {
  it("has the steps that are run here, and no input stands in words of the shell", () => {
    expect(STEPS.map(({ name }) => name)).toEqual([
      "Make Planwright ready",
      "Compare",
      "Comment",
      "Hold to the rules",
    ]);
    for (const { run } of STEPS) expect(run).not.toContain("${{");
    expect(STEPS[0]?.run).toBe('node "$GITHUB_ACTION_PATH/scripts/setup.mjs"');
  });

  it("explains each of its inputs in its page", () => {
    const inputs = [
      ...ACTION.slice(0, ACTION.indexOf("outputs:")).matchAll(/^ {2}(\w+):\n {4}description/gm),
    ].map(([, name = ""]) => name);
    expect(inputs).toEqual(["path", "base", "policy", "census", "claims", "comment", "token"]);
    const page = readFileSync(join(ROOT, "scripts/action/README.md"), "utf8");
    for (const name of inputs) expect(page).toContain(`\`${name}\``);
  });
});

describe("a pull request that changes a plan", () => {
  it("has one comment, which the next run replaces", async () => {
    const { run } = pullRequest(PLAN, DEARER);
    const first = await run();
    expect(first.status).toBe(0);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body.startsWith(`${MARKER}\n### Small program\n`)).toBe(true);
    // 0.60 / 7.50 = 8%.
    expect(comments[0]?.body).toContain("+8.00%");
    expect(first.summary).toBe(comments[0]?.body);
    expect(first.outputs).toMatchObject({ status: "0", done: "written" });
    const second = await run();
    expect(comments).toHaveLength(1);
    expect(second.outputs).toMatchObject({ done: "updated" });
    expect(asked.filter((one) => one.startsWith("POST"))).toEqual([
      "POST /repos/town/plans/issues/7/comments",
    ]);
    expect(asked.at(-1)).toBe("PATCH /repos/town/plans/issues/comments/1");
  });

  it("leaves the comments of others alone, and looks through all of them", async () => {
    const others = Array.from({ length: 130 }, (_, i) => ({ id: i + 1, body: `Remark ${i}, ${MARKER}` }));
    comments = [...others, { id: 131, body: `${MARKER}\r\nof the last run` }];
    await pullRequest(PLAN, DEARER).run();
    expect(comments).toHaveLength(131);
    expect(comments.slice(0, 130)).toEqual(others);
    expect(comments[130]?.body).toContain("+8.00%");
  });

  it("says nothing where nothing changed, unless it has spoken before", async () => {
    const { run } = pullRequest(PLAN, `// A remark.\n${PLAN}`);
    expect((await run()).outputs).toMatchObject({ status: "0", done: "not needed" });
    expect(comments).toEqual([]);
    comments = [{ id: 1, body: `${MARKER}\nof the last run` }];
    await run();
    expect(comments[0]?.body).toBe(`${MARKER}\n**Small program: no change in meaning.**\n`);
  });

  it("fails where approval is needed, and the comment says so", async () => {
    const rules = `${DEARER}\nchanges {\n  needs approval  dearer\n}\n`;
    const { status, outputs } = await pullRequest(PLAN, rules).run();
    expect(status).toBe(1);
    expect(outputs.status).toBe("1");
    expect(comments[0]?.body).toContain("[!CAUTION]");
    expect(comments[0]?.body).toContain("dearer needs approval");
  });

  it("takes a census and a policy, whatever their names are", async () => {
    const odd = "a policy; touch broken $(touch broken).json";
    const { run, cwd } = pullRequest(PLAN, DEARER, {
      [odd]: JSON.stringify({ approval: ["cheaper"] }),
      "people.csv": "id,vision\n1,yes\n2,yes\n",
    });
    const { status, summary } = await run({ policy: odd, census: "people.csv" });
    expect(status).toBe(0);
    // 2 × 7.50 and 2 × 8.10.
    expect(summary).toContain("Premium \\$15.00 → \\$16.20");
    expect(execFileSync("ls", { cwd, encoding: "utf8" })).not.toContain("broken\n");
  });

  it("fails where a plan has errors, and nothing is written", async () => {
    const { status, output } = await pullRequest(PLAN, PLAN.replace("$7.50", "$7.50 per what")).run();
    expect(status).toBe(1);
    expect(output).toContain("plans has errors, and is not compared");
    expect(comments).toEqual([]);
  });

  it("stands in the summary where nobody may comment", async () => {
    mayWrite = false;
    const { status, output, summary } = await pullRequest(PLAN, DEARER).run();
    expect(status).toBe(0);
    expect(output).toContain(
      "::warning::The comment could not be written: POST /repos/town/plans/issues/7/comments was answered with 403",
    );
    expect(summary).toContain("+8.00%");
  });

  it("can do without a comment", async () => {
    const { status, summary } = await pullRequest(PLAN, DEARER).run({ comment: "false" });
    expect([status, comments.length]).toEqual([0, 0]);
    expect(summary).toContain("+8.00%");
  });

  it("compares with the revision that is named, and says where there is none", async () => {
    const { run } = pullRequest(PLAN, DEARER);
    expect((await run({ base: "HEAD" })).outputs).toMatchObject({ done: "not needed" });
    const { status, output } = await run({ base: "0000000000000000000000000000000000000001" });
    expect(status).toBe(2);
    expect(output).toContain(
      "::error::The revision 0000000000000000000000000000000000000001 is not in the checkout",
    );
  });
});
