import { type RateBook, sayCondition, sayExpression, sayRange, spaced } from "@planwright/ratebook";
import { EMPTY, type Html, html } from "./html.js";
import type { View } from "./view.js";
import { alternatives, capital, dayWords } from "./words.js";

type Input = RateBook["inputs"][number];
type Tier = RateBook["tiers"][number]["tiers"][number];

/** Which places are in which area. */
export function areasSection(view: View): Html {
  const { areas } = view.book;
  if (!areas) return EMPTY;
  const rows = areas.areas.map(
    ({ name, places }, i) =>
      html`<tr${view.marks.at(`/areas/areas/${i}`)}><th scope="row">${name}</th><td>${places.map(spaced).join(", ")}</td></tr>`,
  );
  return html`<section id="areas"><h2>Areas <small>by ${spaced(areas.by)}</small></h2><table class="one"><tbody>${rows}</tbody></table></section>`;
}

/** What the words of the page mean: classes, tiers, conditions, what is computed, and what is asked. */
export function termsSection(view: View): Html {
  const { classes, conditions, formulas, inputs, tiers } = view.book;
  const term = (path: string, word: string, means: string): Html =>
    html`<li${view.marks.at(path)}><b>${capital(word)}</b> ${means}${view.marks.chosen(path)}</li>`;
  const items = [
    ...classes.map(({ name, when }, i) => term(`/classes/${i}`, name, sayCondition(when))),
    ...tiers.flatMap((set, i) =>
      set.tiers.flatMap((tier, k) => {
        const means = covers(tier);
        return means === ""
          ? []
          : term(
              `/tiers/${i}/tiers/${k}`,
              set.name === undefined ? tier.name : `${tier.name}, ${set.name}`,
              means,
            );
      }),
    ),
    ...conditions.map(({ id, when }, i) => term(`/conditions/${i}`, spaced(id), sayCondition(when))),
    ...formulas.map(({ id, value }, i) => term(`/formulas/${i}`, spaced(id), sayExpression(value))),
    ...inputs.flatMap((input, i) => {
      const means = inputWords(input);
      return means === "" ? [] : term(`/inputs/${i}`, spaced(input.id), means);
    }),
  ];
  if (items.length === 0) return EMPTY;
  return html`<section id="terms"><h2>What the words mean</h2><ul class="cho">${items}</ul></section>`;
}

/** `covers 2 people`. */
function covers({ least, most, alone }: Tier): string {
  if (alone) return "covers the employee alone";
  if (least === undefined) return "";
  if (most === undefined) return `covers ${least} people or more`;
  return `covers ${least === most ? least : `${least} to ${most}`} ${most === 1 ? "person" : "people"}`;
}

function inputWords({ meaning, unit, choices, range, otherwise, days }: Input): string {
  const parts = [
    ...(meaning === undefined ? [] : [meaning]),
    ...(unit === undefined ? [] : [`in ${unit}`]),
    ...(choices && choices.length > 0 ? [`one of ${alternatives(choices.map(spaced))}`] : []),
    ...(range ? [sayRange(range)] : []),
    ...(days?.from === undefined ? [] : [`from ${dayWords(days.from)}`]),
    ...(days?.to === undefined ? [] : [`until ${dayWords(days.to)}`]),
    ...(otherwise === undefined ? [] : [`${otherwise} where nobody says it`]),
  ];
  return parts.join("; ");
}

/** What is told of the group, for a reader. */
export function groupFacts({ book, marks }: View): Html {
  const rows = Object.entries(book.features).map(
    ([name, text]) =>
      html`<tr${marks.at(`/features/${name}`)}><th scope="row">${capital(spaced(name))}</th><td>${text}${marks.chosen(`/features/${name}`)}</td></tr>`,
  );
  return rows.length === 0
    ? EMPTY
    : html`<section id="group"><h2>For the group</h2><table class="one"><tbody>${rows}</tbody></table></section>`;
}
