import type { CensusEffect, ClaimsEffect, Counted, MemberEffect, Moved } from "@planwright/diff";
import { money } from "@planwright/ratebook";
import { counted, movedHtml, signedMoney, signedPercent } from "./diff-words.js";
import { EMPTY, type Html, html } from "./html.js";
import { listed, rateWords } from "./words.js";

/** What a change means for people, as far as it was asked. */
export interface People {
  readonly members: readonly MemberEffect[];
  readonly census?: CensusEffect | undefined;
  readonly claims?: ClaimsEffect | undefined;
}

/** A reason why something cannot be said is told for so many scenarios by name. */
const MOST_NAMED = 3;

export const isMoved = ({ delta }: { readonly delta?: string }): boolean =>
  delta !== undefined && Number(delta) !== 0;

/** What members pay in scenarios, what a census pays in premiums, what households pay of claims. */
export function peopleSection({ members, census, claims }: People): Html {
  const parts = [
    membersTable(members),
    census ? censusTable(census) : EMPTY,
    claims ? claimsTable(claims) : EMPTY,
  ];
  if (parts.every(({ text }) => text === "")) return EMPTY;
  return html`<section id="people"><h2>What it means for people</h2>${parts}</section>`;
}

function membersTable(members: readonly MemberEffect[]): Html {
  const moved = members.filter(isMoved);
  const same = members.filter(({ delta }) => delta !== undefined && Number(delta) === 0);
  const unsaid = members.filter(({ why }) => why !== undefined);
  if (members.length === 0) return EMPTY;
  const rows = moved.map(
    (one) =>
      html`<tr><th scope="row">${one.planName}</th><td>${one.scenario}${one.says !== "" && html` <small>${one.says}</small>`}</td><td class="r">${movedHtml(money(one.before ?? ""), money(one.after ?? ""))}</td><td class="r"><b class="${one.delta?.startsWith("-") ? "richer" : "leaner"}">${signedMoney(one.delta ?? "0")}</b></td></tr>`,
  );
  const table = html`<div class="scroll"><table class="list"><thead><tr><th scope="col">Plan</th><th scope="col">What happens</th><th scope="col" class="r">The member pays</th><th scope="col" class="r">Difference</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  const calm =
    same.length > 0 &&
    html`<details><summary>${counted(same.length, "scenario")} without a difference</summary><p>${listed([...new Set(same.map(({ planName, scenario }) => `${planName}, ${scenario}`))])}.</p></details>`;
  const reasons = reasonsOf(unsaid);
  return html`<h3>What a member pays in a year <small>in the network of the plan; the premium comes on top</small></h3>${moved.length > 0 ? table : html`<p>No difference in any scenario that can be asked of both programs.</p>`}${calm}${reasons.length > 0 && html`<details><summary>Not said: ${counted(unsaid.length, "scenario")}, and why</summary><ul class="said">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul></details>`}`;
}

/** Each reason once, with some of the scenarios that have it. */
function reasonsOf(members: readonly MemberEffect[]): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { planName, scenario, why = "" } of members) {
    const key = `${planName}: ${why}`;
    reasons.set(key, [...(reasons.get(key) ?? []), scenario]);
  }
  return [...reasons].map(([reason, scenarios]) => {
    const rest = scenarios.length - MOST_NAMED;
    const names = rest > 0 ? [...scenarios.slice(0, MOST_NAMED), `${rest} more`] : scenarios;
    return `${reason} (${listed(names)})`;
  });
}

const movedCell = ({ before, after, delta, percent }: Moved): Html =>
  Number(delta) === 0
    ? html`<td class="r same">${rateWords(after)}</td>`
    : html`<td class="r">${movedHtml(rateWords(before), rateWords(after))} <small>${signedMoney(delta)}${percent !== undefined && `, ${signedPercent(percent)}`}</small></td>`;

function censusTable({ rated, people, total, plans, tiers, areas, classes, unrated }: CensusEffect): Html {
  const row = (group: string, one: Counted): Html =>
    html`<tr><th scope="row">${group}</th><td>${one.name}</td><td class="r">${one.people}</td>${movedCell(one.premium)}${one.employee ? movedCell(one.employee) : html`<td></td>`}</tr>`;
  const groups = (name: string, all: readonly Counted[]) =>
    all.map((one, i) => row(i === 0 ? name : "", one));
  return html`<h3>Premiums of the census, a month <small>${rated} of ${counted(people, "row")}; percentages are weighted by who is enrolled</small></h3><div class="scroll"><table class="list"><thead><tr><td></td><td></td><th scope="col" class="r">People</th><th scope="col" class="r">Premium</th><th scope="col" class="r">Employees pay</th></tr></thead><tbody>${row("All", { ...total, name: "" })}${groups("Plan", plans)}${groups("Tier", tiers)}${groups("Area", areas)}${groups("Class", classes)}</tbody></table></div>${notCounted(people - rated, unrated)}`;
}

function claimsTable({ paid, households, total, plans, tiers, areas, classes, unpaid }: ClaimsEffect): Html {
  const row = (group: string, one: ClaimsEffect["total"]): Html =>
    html`<tr><th scope="row">${group}</th><td>${one.name}</td><td class="r">${one.households}</td>${movedCell(one.members)}${movedCell(one.plan)}</tr>`;
  const groups = (name: string, all: readonly ClaimsEffect["total"][]) =>
    all.map((one, i) => row(i === 0 ? name : "", one));
  return html`<h3>The claims of households <small>${paid} of ${counted(households, "household")}</small></h3><div class="scroll"><table class="list"><thead><tr><td></td><td></td><th scope="col" class="r">Households</th><th scope="col" class="r">Members pay</th><th scope="col" class="r">Plans pay</th></tr></thead><tbody>${row("All", { ...total, name: "" })}${groups("Plan", plans)}${groups("Tier", tiers)}${groups("Area", areas)}${groups("Class", classes)}</tbody></table></div>${notCounted(households - paid, unpaid)}`;
}

const notCounted = (count: number, some: readonly { readonly id: string; readonly why: string }[]): Html =>
  count === 0
    ? EMPTY
    : html`<details><summary>Not counted: ${count}</summary><ul class="said">${some.map(({ id, why }) => html`<li>${id}: ${why}</li>`)}</ul></details>`;
