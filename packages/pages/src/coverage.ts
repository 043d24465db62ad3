import { money, type RateBook, sayCondition, sayRange, spaced } from "@planwright/ratebook";
import { EMPTY, type Html, html, joined, type Part } from "./html.js";
import type { View } from "./view.js";
import { alternatives, capital, listed } from "./words.js";

type Coverage = RateBook["coverages"][number];

/** What a coverage says beside its plans: whom it insures, its volumes and reductions, and what is told for a reader. */
export function coverageFacts(view: View, coverage: Coverage): Html {
  const path = `/coverages/${view.book.coverages.indexOf(coverage)}`;
  const {
    insures,
    needs,
    options,
    volumes,
    guaranteedIssue,
    reduction,
    amounts,
    benefit,
    maximumBenefit,
    features,
  } = coverage;
  const row = (label: string, value: Part, at = ""): Html =>
    html`<tr${view.marks.at(`${path}${at}`)}><th scope="row">${label}</th><td>${value}${view.marks.chosen(`${path}${at}`)}</td></tr>`;
  const rows = [
    ...(insures.length === 0
      ? []
      : [
          row(
            "Insures",
            lines(
              insures.map(({ role, when }) => `${spaced(role)}${when ? `, if ${sayCondition(when)}` : ""}`),
            ),
          ),
        ]),
    ...(needs.length === 0 ? [] : [row("Only with", listed(needs.map((id) => view.name("coverage", id))))]),
    ...(options.length === 0 ? [] : [row("Options", listed(options.map(spaced)))]),
    ...volumes.map((volume, i) => row(i === 0 ? "Amount" : "or", volumeWords(view, volume), `/volumes/${i}`)),
    ...(guaranteedIssue.length === 0
      ? []
      : [
          row(
            "Without evidence of insurability",
            lines(
              guaranteedIssue.map(
                ({ amount, when }) =>
                  `up to ${view.amounts.money(amount)}${when ? ` if ${sayCondition(when)}` : ""}`,
              ),
            ),
          ),
        ]),
    ...(reduction
      ? [
          row(
            `By ${spaced(reduction.age)}`,
            lines(reduction.bands.map(({ range, share }) => `${sayRange(range)}: ${share}% of the amount`)),
          ),
        ]
      : []),
    ...(amounts && amounts.length > 0 ? [row("Amounts", amountTable(amounts))] : []),
    ...(benefit ? [row("Pays", capital(view.amounts.money(benefit)))] : []),
    ...(maximumBenefit ? [row("At most", view.amounts.money(maximumBenefit))] : []),
    ...Object.entries(features).map(([name, text]) => row(capital(spaced(name)), text, `/features/${name}`)),
  ];
  return rows.length === 0 ? EMPTY : html`<table><tbody>${rows}</tbody></table>`;
}

const lines = (texts: readonly string[]): Html => joined(texts, html`<br>`);

function volumeWords(view: View, volume: Coverage["volumes"][number]): string {
  const most = volume.most ? `, at most ${view.amounts.money(volume.most)}` : "";
  switch (volume.kind) {
    case "chosen": {
      const range =
        volume.max === undefined
          ? `${money(volume.min)} and over`
          : volume.max === volume.min
            ? money(volume.min)
            : `${money(volume.min)} to ${money(volume.max)}`;
      return `${range}${volume.step === undefined ? "" : ` in steps of ${money(volume.step)}`}${most}`;
    }
    case "times":
      return `${alternatives(volume.multiples)} times ${spaced(volume.pay)}${most}`;
    case "computed":
      return `${view.amounts.money(volume.value)}${most}`;
  }
}

function amountTable(amounts: NonNullable<Coverage["amounts"]>): Html {
  const bound = (at: { readonly count: string; readonly unit: string } | undefined): string =>
    at === undefined ? "" : `${at.count} ${at.unit}${at.count === "1" ? "" : "s"}`;
  return joined(
    amounts.map(({ insured, from, to, amounts: each }) => {
      const ages = [
        ...(from ? [`from ${bound(from)}`] : []),
        ...(to ? [`${to.held ? "to" : "under"} ${bound(to)}`] : []),
      ].join(" ");
      const figures = each.map(
        ({ option, amount }) => `${money(amount)}${option === undefined ? "" : ` (${spaced(option)})`}`,
      );
      return `${spaced(insured)}${ages === "" ? "" : ` ${ages}`}: ${listed(figures)}`;
    }),
    html`<br>`,
  );
}

/** Who pays the premium, by coverage and class. */
export function contributionsSection(view: View): Html {
  const { contributions, participation } = view.book;
  if (contributions.length === 0 && participation.length === 0) return EMPTY;
  const groups = new Map<
    string,
    { readonly indexes: number[]; readonly one: (typeof contributions)[number] }
  >();
  for (const [i, one] of contributions.entries()) {
    const key = JSON.stringify([one.coverages, one.classes]);
    const found = groups.get(key);
    if (found) found.indexes.push(i);
    else groups.set(key, { indexes: [i], one });
  }
  const parts = (["premium", "employee_premium", "dependent_premium"] as const).filter((part) =>
    contributions.some((one) => one.part === part),
  );
  const rows = [...groups.values()].map(({ indexes, one }) => {
    const cells = parts.map((part) => {
      const own = indexes.filter((i) => contributions[i]?.part === part);
      const said = own.map((i) => {
        const it = contributions[i];
        return it
          ? html`<div${view.marks.at(`/contributions/${i}`)}>${it.payer} ${it.is === "share" ? view.amounts.percent(it.pays) : view.amounts.money(it.pays)}${view.marks.chosen(`/contributions/${i}`)}</div>`
          : EMPTY;
      });
      return html`<td>${said}</td>`;
    });
    return html`<tr><th scope="row">${listed(one.coverages.map((id) => view.name("coverage", id)))}</th><td>${one.classes.length === 0 ? "everybody" : listed(one.classes.map((id) => view.name("class", id)))}</td>${cells}</tr>`;
  });
  const table = html`<div class="scroll"><table class="one"><thead><tr><th scope="col">Coverage</th><th scope="col">For whom</th>${parts.map((part) => html`<th scope="col">${PARTS[part]}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
  const required = participation.map((one, i) => requirement(view, one, i));
  return html`<section id="contributions"><h2>Who pays the premium</h2>${contributions.length > 0 && table}${required.length > 0 && html`<h3>What the group must fulfil</h3><ul class="said">${required}</ul>`}</section>`;
}

const PARTS = {
  premium: "Premium",
  employee_premium: "Employee's premium",
  dependent_premium: "Dependents' premium",
} as const;

function requirement(view: View, one: RateBook["participation"][number], i: number): Html {
  const { level, payer, relation, share, is, part, coverages, when } = one;
  const amount = is === "share" ? `${share}%` : money(share);
  const of =
    coverages.length === 0 ? "every coverage" : listed(coverages.map((id) => view.name("coverage", id)));
  const text = `${level === "require" ? "Required" : "Recommended"}: the ${payer} pays ${relation === "equal" ? "exactly" : "at least"} ${amount} of the ${PARTS[part].toLowerCase()} of ${of}${when ? `, if ${sayCondition(when)}` : ""}.`;
  return html`<li${view.marks.at(`/participation/${i}`)}>${text}${one.cites.length > 0 && html` <span class="src">${one.cites.join(", ")}</span>`}</li>`;
}

/** Which member of a pool takes part in what. */
export function membersSection(view: View): Html {
  const { members } = view.book;
  if (!members) return EMPTY;
  const rows = members.rows.map(
    ({ member, takes }) =>
      html`<tr><th scope="row">${member}</th>${members.coverages.map((id) => html`<td>${takes.includes(id) ? "yes" : html`<span class="no">no</span>`}</td>`)}</tr>`,
  );
  const heads = members.coverages.map((id) => html`<th scope="col">${view.name("coverage", id)}</th>`);
  return html`<section id="members"><h2>Who takes part</h2><div class="scroll"><table class="one"><thead><tr><th scope="col">${capital(spaced(members.by))}</th>${heads}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
