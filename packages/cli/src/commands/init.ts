import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Command } from "commander";
import { Failure, reasonOf } from "../failure.js";
import { say } from "../output.js";

export function define(command: Command): void {
  command.argument("<dir>", "the folder to make").action((dir: string) => {
    if (existsSync(dir) && (!statSync(dir).isDirectory() || readdirSync(dir).length > 0)) {
      throw new Failure(
        `${dir} is there already, and is no empty folder`,
        "Name a folder that does not exist yet.",
      );
    }
    const name =
      basename(resolve(dir))
        .toLowerCase()
        .replace(/[^a-z0-9_]+/g, "_")
        .replace(/^[^a-z]+/, "") || "my_program";
    try {
      mkdirSync(dir, { recursive: true });
      for (const [file, text] of Object.entries(filesFor(name))) writeFileSync(join(dir, file), text);
    } catch (thrown) {
      throw new Failure(`${dir} cannot be made: ${reasonOf(thrown)}`);
    }
    say(
      [
        `Made a program in ${dir}: program.plan, rates.plan, and census.csv with two people.`,
        `→ planwright check ${dir}`,
        `→ planwright test ${dir}`,
        `→ planwright rate ${dir} --census ${join(dir, "census.csv")}`,
        "",
      ].join("\n"),
    );
  });
}

const filesFor = (name: string): Readonly<Record<string, string>> => ({
  "program.plan": `// A program: what is insured, who is covered together, and who pays.

program ${name} "My benefit program" {
  effective   2026-01-01 to 2026-12-31
  currency    USD
  rounding    half up to cent
}

coverages {
  medical     "Medical"
  life        "Basic life"
}

tiers {
  employee_only   "Employee"              covers employee
  family          "Employee + family"     covers employee and 1 or more dependents
}

// What a census says of each person.
input age  age  "Age of the employee"

// What plans differ in and yours decides. Say why: the list of these lines is what to have confirmed.
conventions {
  shares of a premium     round the employer share, the rest to employee
                          chosen because "To be confirmed"
  dependent premium       premium less employee-only premium of the same plan
                          chosen because "To be confirmed"
}

classes {
  staff  "Everyone"  when age at least 16
}

contributions for medical {
  class    | employee premium     | dependent premium
  staff    | employer pays 100%   | employer pays 50%
}

contributions for life {
  employer pays  100%
}
`,
  "rates.plan": `// Rates. The first row of a table says what it is by: plan down, tier across.

plan standard "Standard plan" for medical {
  product  ppo
}

plan plus "Plus plan" for medical like standard

rates for medical {
  per  enrollment per month

  plan by tier |    employee_only |       family
  standard     |          $500.00 |    $1,250.00
  plus         |          $560.00 |    $1,400.00
}

// Volume is chosen in steps; the rate is for each $1,000 of it.
coverage life {
  insures     employee
  volume      $10,000 to $100,000 in steps of $10,000
}

rates for life {
  per  $1,000 of volume per month

  age          |     rate
  under 50     |   $0.150
  50 and over  |   $0.420
}

// The family costs 1,250; 50 times 0.150 is 7.50. Half of the 750 for dependents is the employee's.
example "A family in the standard plan, with $50,000 of life" {
  given   age 40
  given   plan standard
  given   tier family
  given   volume $50,000 of life
  expect  premium of medical $1,250.00
  expect  premium of life $7.50
  expect  employee share $375.00
}
`,
  "census.csv": `id,age,plan,tier,volume of life
1,40,standard,family,50000
2,58,plus,employee_only,100000
`,
});
