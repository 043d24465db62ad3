/** The six coverages of the census in SQL as somebody would write it for DuckDB. */
import { type Brochure, type RateRow, TIERS } from "../brochure.ts";

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

function tableOf(name: string, columns: string, rows: readonly (readonly string[])[]): string {
  return `CREATE TABLE ${name} (${columns});\nINSERT INTO ${name} VALUES ${rows.map((row) => `(${row.join(", ")})`).join(", ")};\n`;
}

const rateRows = (rows: readonly RateRow[]) =>
  rows.map(({ key, plan, tier, rate }) => [text(key), text(plan), text(tier), rate]);

/** The cells of a file of CSV or of Parquet, all texts. */
export const cellsOf = (file: string): string =>
  file.endsWith(".parquet")
    ? `read_parquet(${text(file)})`
    : `read_csv(${text(file)}, header = true, all_varchar = true)`;

/** The census of a file of CSV or of Parquet, with the types that its columns have. */
export const censusRows = (file: string): string => `
SELECT id, birth::DATE AS birth, county, status, lives::INTEGER AS lives,
  annual_salary::DECIMAL(12, 2) AS salary, employer_share::DECIMAL(5, 2) AS employer_share,
  coalesce(dependent_share::DECIMAL(5, 2), 0) AS dependent_share,
  "plan of medical" AS medical, tier, "plan of dental" AS dental, "plan of vision" AS vision,
  "volume of basic_life" AS volume, option, eap = 'yes' AS eap
FROM ${cellsOf(file)}`;

/** The same as a table `census`. */
export const censusTable = (file: string): string => `CREATE TABLE census AS ${censusRows(file)};\n`;

interface AtAge {
  readonly age: number;
  readonly life: string;
  readonly percent: string;
  readonly ltd_1: string;
  readonly ltd_2: string;
}

/** What is printed for each age. */
function agesOf({ life, inForce, disability }: Brochure): readonly AtAge[] {
  const at = <B extends { readonly from: number; readonly to: number }>(
    bands: readonly B[],
    age: number,
  ): B => {
    const band = bands.find(({ from, to }) => from <= age && age <= to);
    if (!band) throw new Error(`the brochure has nothing for somebody of ${age}`);
    return band;
  };
  return Array.from({ length: 131 }, (_, age) => ({
    age,
    life: at(life.small, age).rate,
    percent: at(inForce, age).percent,
    ltd_1: at(disability.small, age).ltd_1,
    ltd_2: at(disability.small, age).ltd_2,
  }));
}

/** The tables of rates as the brochure prints them. */
export const naturalTables = (brochure: Brochure): string =>
  [
    tableOf(
      "counties",
      "county VARCHAR, area VARCHAR",
      brochure.counties.map(({ county, area }) => [text(county), text(area)]),
    ),
    ...(["medical", "dental", "vision"] as const).map((name) =>
      tableOf(
        `${name}_rates`,
        "key VARCHAR, plan VARCHAR, tier VARCHAR, rate DECIMAL(8, 2)",
        rateRows(brochure[name]),
      ),
    ),
    // A row for each age, and not for each band: what is joined by a range takes three times as long.
    tableOf(
      "ages",
      "age INTEGER, life DECIMAL(6, 3), in_force DECIMAL(3, 2), ltd_1 DECIMAL(6, 3), ltd_2 DECIMAL(6, 3)",
      agesOf(brochure).map(({ age, life, percent, ltd_1, ltd_2 }) => [
        ...[String(age), life, String(Number(percent) / 100)],
        ...[ltd_1, ltd_2],
      ]),
    ),
  ].join("");

/** What is selected: a row a person, in dollars. `census` may be a table or what stands in brackets; `also` is selected before. */
export const naturalQuery = (brochure: Brochure, census = "census", also = ""): string => `
WITH people AS (
  SELECT *, datesub('year', birth, DATE '2015-03-01') AS age,
    CASE status WHEN 'active' THEN 1 WHEN 'public_official' THEN 1 ELSE 0 END AS own,
    CASE status WHEN 'active' THEN employer_share * 0.01 WHEN 'public_official' THEN 1 ELSE 0 END AS own_medical,
    CASE status WHEN 'active' THEN dependent_share * 0.01 WHEN 'public_official' THEN 1 ELSE 0 END AS dependents,
    CASE WHEN status = 'cobra' THEN 1.02 ELSE 1.00 END AS continued,
    CASE WHEN dependent_share <= 50 THEN 'low' ELSE 'high' END AS band,
    CASE WHEN volume LIKE '1 times%' THEN salary ELSE TRY_CAST(volume AS DECIMAL(12, 2)) END AS elected
  FROM ${census}
), rated AS (
  SELECT p.*,
    round(m.rate * p.continued, 2) AS medical_premium, round(ms.rate * p.continued, 2) AS medical_single,
    d.rate AS dental_premium, ds.rate AS dental_single, v.rate AS vision_premium, vs.rate AS vision_single,
    round(p.elected * 0.001 * a.in_force * CASE WHEN lives >= 10 THEN ${brochure.life.large} ELSE a.life END, 2)
      AS life_premium,
    -- A twelfth does not come out in decimals: cents as whole numbers, half up.
    ((least(salary, 100000) * 1000 * CASE WHEN lives >= 10
        THEN CASE option WHEN 'ltd_1' THEN ${brochure.disability.large.ltd_1} WHEN 'ltd_2' THEN ${brochure.disability.large.ltd_2} END
        ELSE CASE option WHEN 'ltd_1' THEN a.ltd_1 WHEN 'ltd_2' THEN a.ltd_2 END END)::BIGINT + 6000) // 12000 * 0.01
      AS ltd_premium,
    CASE WHEN eap THEN ${brochure.eap} END AS eap_premium
  FROM people p
  LEFT JOIN counties c ON c.county = p.county
  LEFT JOIN medical_rates m ON m.key = c.area AND m.plan = p.medical AND m.tier = p.tier
  LEFT JOIN medical_rates ms ON ms.key = c.area AND ms.plan = p.medical AND ms.tier = 'employee_only'
  LEFT JOIN dental_rates d ON d.key = p.band AND d.plan = p.dental AND d.tier = p.tier
  LEFT JOIN dental_rates ds ON ds.key = p.band AND ds.plan = p.dental AND ds.tier = 'employee_only'
  LEFT JOIN vision_rates v ON v.plan = p.vision AND v.tier = p.tier
  LEFT JOIN vision_rates vs ON vs.plan = p.vision AND vs.tier = 'employee_only'
  LEFT JOIN ages a ON a.age = p.age
)
SELECT ${also}id, medical_premium, dental_premium, vision_premium, life_premium, ltd_premium, eap_premium,
  round(medical_single * own_medical + (medical_premium - medical_single) * dependents, 2) AS medical_employer,
  round(dental_single * own + (dental_premium - dental_single) * dependents, 2) AS dental_employer,
  round(vision_single * own + (vision_premium - vision_single) * dependents, 2) AS vision_employer,
  life_premium AS life_employer, ltd_premium AS ltd_employer, eap_premium AS eap_employer
FROM rated`;

const mills = (decimal: string): string => String(Math.round(Number(decimal) * 1000));
const cents = (decimal: string): string => String(Math.round(Number(decimal) * 100));

/** The census in codes and whole numbers: `coded`, from the table `census`. A code of null says that the cell is empty. */
export const codedCensus = (brochure: Brochure): string => {
  const code = (column: string, names: readonly string[]) =>
    `CASE ${column} ${names.map((name, i) => `WHEN ${text(name)} THEN ${i}`).join(" ")} END`;
  const { areas, medical, dental, vision } = codesOf(brochure);
  return `
CREATE TABLE areas_of AS SELECT county, CAST(${code("area", areas)} AS INTEGER) AS area FROM counties;
CREATE TABLE coded AS SELECT CAST(id[2:] AS INTEGER) AS id,
  CAST(${code("status", ["active", "public_official", "retiree", "cobra"])} AS INTEGER) AS status,
  CAST(${code("tier", TIERS)} AS INTEGER) AS tier, a.area,
  CAST(${code("medical", medical)} AS INTEGER) AS medical,
  CAST(${code("dental", dental)} AS INTEGER) AS dental,
  CAST(${code("vision", vision)} AS INTEGER) AS vision,
  CAST(CASE WHEN volume LIKE '1 times%' THEN -2 ELSE TRY_CAST(volume AS INTEGER) END AS INTEGER) AS volume,
  CAST(${code("option", ["ltd_1", "ltd_2"])} AS INTEGER) AS option,
  eap, CAST(strftime(birth, '%Y%m%d') AS INTEGER) AS birth, lives, CAST(salary AS INTEGER) AS salary,
  CAST(employer_share * 100 AS UINTEGER) AS employer_share, CAST(dependent_share * 100 AS UINTEGER) AS dependent_share
FROM census JOIN areas_of a USING (county);
`;
};

interface Codes {
  readonly areas: readonly string[];
  readonly medical: readonly string[];
  readonly dental: readonly string[];
  readonly vision: readonly string[];
}

function codesOf(brochure: Brochure): Codes {
  const plans = (rows: readonly RateRow[]) => [...new Set(rows.map(({ plan }) => plan))];
  return {
    areas: [...new Set(brochure.medical.map(({ key }) => key))],
    medical: plans(brochure.medical),
    dental: plans(brochure.dental),
    vision: plans(brochure.vision),
  };
}

/** Cents by one whole number made of the codes: a table of three columns, with the rate of one employee beside each. */
function byNumber(
  name: string,
  rows: readonly RateRow[],
  keys: readonly string[],
  plans: readonly string[],
): string {
  const rateOf = new Map(rows.map(({ key, plan, tier, rate }) => [`${key}|${plan}|${tier}`, rate]));
  const all = keys.flatMap((key, k) =>
    plans.flatMap((plan, p) =>
      TIERS.flatMap((tier, t) => {
        const rate = rateOf.get(`${key}|${plan}|${tier}`);
        const single = rateOf.get(`${key}|${plan}|${TIERS[0]}`);
        return rate && single
          ? [[String((k * plans.length + p) * TIERS.length + t), cents(rate), cents(single)]]
          : [];
      }),
    ),
  );
  return tableOf(name, "n INTEGER, rate UINTEGER, single UINTEGER", all);
}

/** The tables with whole keys and whole cents; one row for each age. */
export function tunedTables(brochure: Brochure): string {
  const { areas, medical, dental, vision } = codesOf(brochure);
  const ages = agesOf(brochure).map(({ age, life, percent, ltd_1, ltd_2 }) => [
    ...[String(age), mills(life), percent],
    ...[mills(ltd_1), mills(ltd_2)],
  ]);
  return [
    byNumber("medical_cents", brochure.medical, areas, medical),
    byNumber("dental_cents", brochure.dental, ["low", "high"], dental),
    byNumber("vision_cents", brochure.vision, [""], vision),
    tableOf("whole_ages", "age INTEGER, life INTEGER, in_force INTEGER, ltd_1 INTEGER, ltd_2 INTEGER", ages),
  ].join("");
}

/**
 * What is selected from `coded`: a row a person, in whole cents, of 32 bits wherever they have room: DuckDB is quickest
 * with those.
 */
export function tunedQuery(brochure: Brochure): string {
  const { medical, dental } = codesOf(brochure);
  const { life, disability, eap } = brochure;
  const share = (single: string, premium: string, own: string) =>
    `(${single} * ${own} + (${premium} - ${single}) * dependents + 5000::UINTEGER) // 10000::UINTEGER`;
  return `
WITH people AS (
  SELECT *, (20150301 - birth) // 10000 AS age,
    CASE WHEN status <= 1 THEN 10000::UINTEGER ELSE 0::UINTEGER END AS own,
    CASE status WHEN 0 THEN employer_share WHEN 1 THEN 10000::UINTEGER ELSE 0::UINTEGER END AS own_medical,
    CASE status WHEN 0 THEN dependent_share WHEN 1 THEN 10000::UINTEGER ELSE 0::UINTEGER END AS dependents,
    CASE status WHEN 3 THEN 102::UINTEGER ELSE 100::UINTEGER END AS continued,
    (area * ${medical.length} + medical) * 3 + tier AS n_medical,
    (CASE WHEN dependent_share <= 5000 THEN 0 ELSE ${dental.length} END + dental) * 3 + tier AS n_dental,
    vision * 3 + tier AS n_vision
  FROM coded
), rated AS (
  SELECT p.*, (m.rate * continued + 50::UINTEGER) // 100::UINTEGER AS mp,
    (m.single * continued + 50::UINTEGER) // 100::UINTEGER AS ms,
    d.rate AS dp, d.single AS ds, v.rate AS vp, v.single AS vs,
    ((CASE volume WHEN -2 THEN salary ELSE volume END)::BIGINT * in_force
      * CASE WHEN lives >= 10 THEN ${mills(life.large)} ELSE a.life END + 500000) // 1000000 AS lp,
    (least(salary, 100000) * CASE option
      WHEN 0 THEN CASE WHEN lives >= 10 THEN ${mills(disability.large.ltd_1)} ELSE ltd_1 END
      WHEN 1 THEN CASE WHEN lives >= 10 THEN ${mills(disability.large.ltd_2)} ELSE ltd_2 END END + 6000) // 12000 AS tp,
    CASE WHEN eap THEN ${cents(eap)} END AS ep
  FROM people p JOIN whole_ages a ON a.age = p.age
  LEFT JOIN medical_cents m ON m.n = p.n_medical
  LEFT JOIN dental_cents d ON d.n = p.n_dental
  LEFT JOIN vision_cents v ON v.n = p.n_vision
)
SELECT id, mp, dp, vp, lp::INTEGER AS lp, tp, ep,
  ${share("ms", "mp", "own_medical")} AS me, ${share("ds", "dp", "own")} AS de, ${share("vs", "vp", "own")} AS ve,
  lp::INTEGER AS le, tp AS te, ep AS ee
FROM rated`;
}
