// The main job on a real example: check, build the rate book; rate a census, pay claims and enroll people from it; run its
// examples. Then what that brochure has nothing of: funding, accounts and renewals, on three others.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "planwright-demo-"));
const book = join(folder, "sdrma_2015.ratebook.json");
const example = "examples/sdrma-2015";

/** @param {string[]} args @param {readonly number[]} accepted exit statuses that are as they should be */
function planwright(args, accepted = [0]) {
  console.log(`\n$ planwright ${args.join(" ").replaceAll(book, "sdrma_2015.ratebook.json")}\n`);
  const { status } = spawnSync(process.execPath, ["packages/cli/dist/planwright.cjs", ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status === null || !accepted.includes(status)) {
    console.error(`The demo stopped: planwright ${args[0]} ended with status ${status}.`);
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  }
}

console.log(
  "SDRMA's health benefits of 2015, from its brochure: 195 printed rates, eight schedules of benefits and more, written as plans.",
);
planwright(["check", example]);
planwright(["build", example, "--out", book]);
// One row of the sample census holds a slip on purpose, so this ends with status 1.
planwright(["rate", book, "--census", `${example}/census.csv`, "--as-of", "2015-03-01"], [1]);
planwright(["rate", book, "--census", `${example}/census-one.csv`, "--as-of", "2015-03-01", "--explain"]);
// One line is for a service of which the brochure does not print what the plan pays: status 1 again.
planwright(["claim", book, "--claims", `${example}/claims.json`, "--explain"], [1]);
// Two of three employees are enrolled for vision, and 75% are required: status 1.
planwright(["enroll", book, "--people", `${example}/people.csv`], [1]);
planwright(["test", example]);

const other = (/** @type {string} */ name) => `examples/${name}`;
console.log(
  "\nThe City of Lodi pays its dental claims itself: what 1985 came to, and what was expected of it.",
);
planwright(["settle", other("lodi-1985"), "--experience", `${other("lodi-1985")}/experience.json`]);
console.log("\nMendocino's employees keep what they do not spend: the ledger of each.");
planwright([
  "settle",
  other("mendocino-staywell"),
  "--experience",
  `${other("mendocino-staywell")}/people.json`,
]);
console.log("\nA pool of schools holds its renewals between bounds.");
planwright(["renew", other("ascip-2021"), "--experience", `${other("ascip-2021")}/experience.json`]);
rmSync(folder, { recursive: true, force: true });
