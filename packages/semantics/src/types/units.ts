/**
 * Units of figures: how often each unit stands above (positive) or below (negative) the line.
 * `$0.276 per $1,000 of volume per month` is `{ money: 1, volume: -1, month: -1 }`.
 */
export type Units = Readonly<Record<string, number>>;

export type Type =
  | { readonly kind: "figure"; readonly units: Units }
  | { readonly kind: "percent" }
  | { readonly kind: "date" }
  | { readonly kind: "truth" }
  | { readonly kind: "text" };

export const NUMBER: Type = { kind: "figure", units: {} };
export const PERCENT: Type = { kind: "percent" };
export const MONEY_PER_MONTH: Units = { money: 1, month: -1 };

export function units(parts: Record<string, number>): Units {
  const result: Record<string, number> = {};
  for (const name of Object.keys(parts).sort()) {
    const power = parts[name];
    if (power !== undefined && power !== 0) result[name] = power;
  }
  return result;
}

export function multiplied(a: Units, b: Units, sign: 1 | -1 = 1): Units {
  const sum: Record<string, number> = { ...a };
  for (const [name, power] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + sign * power;
  return units(sum);
}

export function sameUnits(a: Units, b: Units): boolean {
  return JSON.stringify(units(a)) === JSON.stringify(units(b));
}

export function sameType(a: Type, b: Type): boolean {
  if (a.kind === "figure" && b.kind === "figure") return sameUnits(a.units, b.units);
  return a.kind === b.kind;
}

const TIME = ["day", "half month", "month", "quarter", "year"];

/** "money per year", "a number", "a percentage": for messages. */
export function describe(type: Type): string {
  switch (type.kind) {
    case "percent":
      return "a percentage";
    case "date":
      return "a date";
    case "truth":
      return "yes or no";
    case "text":
      return "a text";
    case "figure":
      return describeUnits(type.units);
  }
}

export function describeUnits(of: Units): string {
  const above = Object.keys(of).filter((name) => (of[name] ?? 0) > 0);
  const below = Object.keys(of).filter((name) => (of[name] ?? 0) < 0);
  below.sort((a, b) => Number(TIME.includes(a)) - Number(TIME.includes(b)));
  const powered = (name: string) => {
    const power = Math.abs(of[name] ?? 1);
    return power === 1
      ? name
      : `${name} times ${Array(power - 1)
          .fill(name)
          .join(" times ")}`;
  };
  const time = above.length === 1 && below.length === 0 && TIME.includes(above[0] ?? "");
  const top = time ? `a number of ${above[0]}s` : above.map(powered).join(" times ") || "a number";
  return [top, ...below.map((name) => `per ${powered(name)}`)].join(" ");
}
