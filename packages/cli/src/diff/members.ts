import type { MemberEffect } from "@planwright/diff";
import { type Colors, displayWidth, wrap } from "../text.js";
import { type Compared, money, signedMoney } from "./words.js";

// What members pay in scenarios, before and after.

const WIDTH = 100;

const HOW = "What members pay in a year, in the network of the plan; the premium comes on top";

/** The effects of each plan, in their order. */
function byPlan(members: readonly MemberEffect[]): ReadonlyMap<string, readonly MemberEffect[]> {
  const plans = new Map<string, MemberEffect[]>();
  for (const effect of members) {
    const found = plans.get(effect.planName);
    if (found) found.push(effect);
    else plans.set(effect.planName, [effect]);
  }
  return plans;
}

const isMoved = ({ delta }: MemberEffect): boolean => delta !== undefined && Number(delta) !== 0;

/** Plans of which nothing that could be said has changed. */
const unmoved = (members: readonly MemberEffect[]): string[] =>
  [...byPlan(members)].flatMap(([plan, effects]) =>
    effects.some(({ delta }) => delta !== undefined) && !effects.some(isMoved) ? [plan] : [],
  );

/** Why something cannot be said, once for all scenarios that have the same reason. */
function unsaid(members: readonly MemberEffect[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { planName, scenario, why } of members) {
    if (why === undefined) continue;
    const key = `${planName}: ${why}`;
    reasons.set(key, [...(reasons.get(key) ?? []), scenario]);
  }
  return [...reasons].map(([key, scenarios]) => {
    const [plan = "", ...why] = key.split(": ");
    const shown = scenarios.slice(0, 3).join(", ");
    const more = scenarios.length > 3 ? `, and ${scenarios.length - 3} more` : "";
    return `${plan}, ${shown}${more}: ${why.join(": ")}`;
  });
}

/** More reasons than these are counted. */
const MOST_REASONS = 12;

function cutReasons(members: readonly MemberEffect[]): string[] {
  const all = unsaid(members);
  const rest = all.length - MOST_REASONS;
  return rest > 0 ? [...all.slice(0, MOST_REASONS), `… and ${rest} more.`] : all;
}

/** For a terminal: the scenarios that changed, by plan. */
export function membersText({ people: { members } }: Compared, c: Colors): string {
  const moved = members.filter(isMoved);
  const same = unmoved(members);
  const reasons = cutReasons(members);
  if (moved.length === 0 && reasons.length === 0) return "";
  const out: string[] = [];
  if (moved.length > 0) {
    out.push("", c.bold(HOW));
    const width = Math.max(...moved.map(({ scenario }) => displayWidth(scenario)));
    const amounts = Math.max(
      ...moved.flatMap(({ before = "", after = "" }) => [money(before).length, money(after).length]),
    );
    for (const [plan, effects] of byPlan(moved)) {
      out.push(`  ${plan}`);
      for (const { scenario, before = "", after = "", delta = "" } of effects) {
        const space = " ".repeat(width - displayWidth(scenario));
        const change = signedMoney(delta);
        const painted = delta.startsWith("-") ? c.green(change) : c.red(change);
        out.push(
          `    ${scenario}${space}  ${money(before).padStart(amounts)}  →  ${money(after).padStart(amounts)}  ${painted}`,
        );
      }
    }
    if (same.length > 0) out.push(wrap(`No change in any scenario: ${same.join("; ")}.`, WIDTH, "  "));
  }
  if (reasons.length > 0) {
    out.push("", c.bold("Not said"), ...reasons.map((reason) => wrap(reason, WIDTH, "  ")));
  }
  return `${out.join("\n")}\n`;
}

/** For the comment of a pull request: who pays more or less, and all scenarios in a fold. */
export function membersMarkdown(members: readonly MemberEffect[], plain: (text: string) => string): string[] {
  const plans = byPlan(members);
  const moved = [...plans].filter(([, effects]) => effects.some(isMoved));
  if (moved.length === 0) return [];
  const same = unmoved(members);
  const sentences = moved.map(([plan, effects]) => {
    const felt = effects.filter(isMoved).map(({ scenario, delta = "" }) => {
      const amount = plain(money(delta.replace("-", "")));
      return `${amount} ${delta.startsWith("-") ? "less" : "more"} for ${plain(lower(scenario))}`;
    });
    const shown = felt.slice(0, 3).join(", ");
    const more = felt.length > 3 ? `, and so on in ${felt.length - 3} more` : "";
    return `${plain(plan)}: ${shown}${more}`;
  });
  const rest = same.length > 0 ? ` No change in any scenario: ${same.map(plain).join("; ")}.` : "";
  const table = tableOf(moved, plain);
  const reasons = cutReasons(members);
  return [
    `**What members pay.** ${sentences.join(". ")}.${rest}`,
    "",
    "<details><summary>Scenarios: what members pay in a year</summary>",
    "",
    `${HOW}. One figure: the same before and after.`,
    "",
    ...table,
    "",
    ...(reasons.length > 0 ? ["Not said:", "", ...reasons.map((reason) => `- ${plain(reason)}`), ""] : []),
    "</details>",
    "",
  ];
}

const lower = (text: string): string => text.replace(/^(A|An|The) /, (word) => word.toLowerCase());

/** Scenarios by plan: the plans that changed, and the scenarios in which one of them is told. */
function tableOf(
  moved: readonly (readonly [string, readonly MemberEffect[]])[],
  plain: (text: string) => string,
): string[] {
  const names = moved.map(([plan]) => plain(plan));
  const scenarios = new Map<string, string>();
  for (const [, effects] of moved)
    for (const { scenario, says, from, ...effect } of effects)
      if (from === "standard" || isMoved({ scenario, says, from, ...effect })) scenarios.set(scenario, says);
  const rows = [...scenarios].map(([scenario, says]) => {
    const cells = moved.map(([, effects]) => {
      const effect = effects.find((one) => one.scenario === scenario);
      return effect ? cellOf(effect, plain) : "–";
    });
    return `| ${plain(scenario)}${says === "" ? "" : `: ${plain(says)}`} | ${cells.join(" | ")} |`;
  });
  return [`| Scenario | ${names.join(" | ")} |`, `| --- |${" ---: |".repeat(names.length)}`, ...rows];
}

function cellOf({ before, after, delta }: MemberEffect, plain: (text: string) => string): string {
  if (before === undefined || after === undefined || delta === undefined) return "not said";
  if (Number(delta) === 0) return plain(money(after));
  return `${plain(money(before))} → ${plain(money(after))} **${plain(signedMoney(delta))}**`;
}
