/** The six coverages of the census as a decision graph of GoRules: tables for what is printed, expressions between them. */
import { type Brochure, type RateRow, TIERS } from "../brochure.ts";

/** `single` is the rate of one employee, beside which the rate of a tier is divided. */
interface Table {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Conditions in the order of the inputs, then values in the order of the outputs. */
  readonly rules: readonly (readonly string[])[];
}

interface Expressions {
  readonly name: string;
  readonly expressions: readonly (readonly [key: string, value: string])[];
}

const quoted = (text: string): string => `"${text}"`;

/** A table of rates with the rate of the tier and of one employee; both are zero for whom no row fits. */
function rates(name: string, key: string | undefined, rows: readonly RateRow[]): Table {
  const single = new Map(
    rows.filter(({ tier }) => tier === TIERS[0]).map(({ key, plan, rate }) => [`${key}|${plan}`, rate]),
  );
  const rules = rows.map((row) => [
    ...(key ? [quoted(row.key)] : []),
    ...[quoted(row.plan), quoted(row.tier), row.rate, single.get(`${row.key}|${row.plan}`) ?? "0"],
  ]);
  return {
    name,
    inputs: [...(key ? [key] : []), name, "tier"],
    outputs: [`${name}_rate`, `${name}_single`],
    rules: [...rules, [...(key ? [""] : []), "", "", "0", "0"]],
  };
}

const between = ({ from, to }: { readonly from: number; readonly to: number }): string => `[${from}..${to}]`;

/** What is computed of a coverage with tiers: the premium, and what of it the employer pays. */
const tiered = (name: string, own: string): Expressions["expressions"] => [
  [`${name}_employer`, `round(${name}_alone * ${own} + (${name}_premium - ${name}_alone) * dependents, 2)`],
];

function steps(brochure: Brochure): readonly (Table | Expressions)[] {
  const { life, inForce, disability, eap } = brochure;
  return [
    {
      name: "shares",
      expressions: [
        ["own", 'status == "active" or status == "public_official" ? 1 : 0'],
        ["own_medical", 'status == "active" ? employer_share / 100 : (status == "public_official" ? 1 : 0)'],
        ["dependents", 'status == "active" ? dependent_share / 100 : (status == "public_official" ? 1 : 0)'],
        ["continued", 'status == "cobra" ? 1.02 : 1'],
      ],
    },
    {
      name: "area",
      inputs: ["county"],
      outputs: ["area"],
      rules: brochure.counties.map(({ county, area }) => [quoted(county), quoted(area)]),
    },
    rates("medical", "area", brochure.medical),
    {
      name: "band",
      inputs: ["dependent_share"],
      outputs: ["band"],
      rules: [
        ["<= 50", quoted("low")],
        ["", quoted("high")],
      ],
    },
    rates("dental", "band", brochure.dental),
    rates("vision", undefined, brochure.vision),
    {
      name: "life",
      inputs: ["lives", "age"],
      outputs: ["life_rate"],
      rules: [[">= 10", "", life.large], ...life.small.map((band) => ["", between(band), band.rate])],
    },
    {
      name: "reduction",
      inputs: ["age"],
      outputs: ["in_force"],
      rules: inForce.map((band) => [between(band), band.percent]),
    },
    {
      name: "disability",
      inputs: ["option", "lives", "age"],
      outputs: ["ltd_rate"],
      rules: [
        ...(["ltd_1", "ltd_2"] as const).flatMap((option) => [
          [quoted(option), ">= 10", "", disability.large[option]],
          ...disability.small.map((band) => [quoted(option), "", between(band), band[option]]),
        ]),
        ["", "", "", "0"],
      ],
    },
    {
      name: "premiums",
      expressions: [
        ["medical_premium", "round(medical_rate * continued, 2)"],
        ["medical_alone", "round(medical_single * continued, 2)"],
        ["dental_premium", "dental_rate"],
        ["dental_alone", "dental_single"],
        ["vision_premium", "vision_rate"],
        ["vision_alone", "vision_single"],
        ["basic_life_premium", "round(volume * in_force * life_rate / 100000, 2)"],
        ["ltd_premium", "round(min([salary, 100000]) * ltd_rate / 1200, 2)"],
        ["eap_premium", `eap == "yes" ? ${eap} : 0`],
      ],
    },
    {
      name: "payers",
      expressions: [
        ...tiered("medical", "own_medical"),
        ...tiered("dental", "own"),
        ...tiered("vision", "own"),
        ["basic_life_employer", "basic_life_premium"],
        ["ltd_employer", "ltd_premium"],
        ["eap_employer", "eap_premium"],
      ],
    },
  ];
}

/** A decision that `createDecision` takes. With `batch` it is given `people`, and each table goes through all of them. */
export function decisionOf(brochure: Brochure, batch: boolean): object {
  const mode = batch
    ? { inputField: "people", outputPath: "people", executionMode: "loop" }
    : { inputField: null, outputPath: null, executionMode: "single" };
  const middle = steps(brochure).map((step) => ({
    id: step.name,
    name: step.name,
    type: "expressions" in step ? "expressionNode" : "decisionTableNode",
    content: { passThrough: true, ...mode, ...("expressions" in step ? expressions(step) : table(step)) },
  }));
  const nodes = [
    { id: "in", name: "in", type: "inputNode" },
    ...middle,
    { id: "out", name: "out", type: "outputNode" },
  ];
  const edges = nodes.slice(1).map(({ id }, i) => ({
    id: `edge ${i}`,
    type: "edge",
    sourceId: nodes[i]?.id,
    targetId: id,
  }));
  return { nodes, edges };
}

const expressions = ({ expressions }: Expressions) => ({
  expressions: expressions.map(([key, value]) => ({ id: key, key, value })),
});

const table = ({ inputs, outputs, rules }: Table) => {
  const columns = [...inputs, ...outputs].map((field, i) => ({ id: `c${i}`, name: field, field }));
  return {
    hitPolicy: "first",
    inputs: columns.slice(0, inputs.length),
    outputs: columns.slice(inputs.length),
    rules: rules.map((cells, i) => ({
      _id: String(i),
      ...Object.fromEntries(cells.map((cell, column) => [`c${column}`, cell])),
    })),
  };
};
