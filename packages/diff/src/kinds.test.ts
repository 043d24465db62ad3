// The registry of kinds of change: every change that can be made can be made backwards.
import { describe, expect, it } from "vitest";
import { type Class, CLASSES, KINDS, type KindRow } from "./kinds.js";

const rows: readonly (readonly [string, KindRow])[] = Object.entries(KINDS);
const found = (kind: string): KindRow | undefined => rows.find(([name]) => name === kind)?.[1];

const OPPOSITE: Readonly<Record<Class, Class>> = {
  dearer: "cheaper",
  cheaper: "dearer",
  leaner: "richer",
  richer: "leaner",
  depends: "depends",
  structural: "structural",
  correction: "correction",
  neutral: "neutral",
};

const WAYS: Readonly<Record<string, string>> = {
  increased: "decreased",
  added: "removed",
  applies: "waived",
  covered: "not_covered",
  offered: "withdrawn",
  richer: "leaner",
};

describe("kinds of change", () => {
  it.each(rows)("%s has an opposite whose opposite it is, of the opposite class", (kind, row) => {
    const opposite = found(row.opposite ?? kind);
    expect(opposite?.opposite ?? row.opposite ?? kind).toBe(kind);
    expect(opposite?.class).toBe(OPPOSITE[row.class]);
  });

  it.each(rows.filter(([kind]) => /\.(increased|added|applies|covered|offered|richer)$/.test(kind)))(
    "%s is called as its opposite would be",
    (kind, row) => {
      const [noun, way = ""] = kind.split(".");
      expect(row.opposite).toBe(`${noun}.${WAYS[way]}`);
    },
  );

  it("has a class and a sentence for each", () => {
    for (const [, row] of rows) {
      expect(CLASSES).toContain(row.class);
      expect(row.says).toMatch(/^[A-Z].*\.$/);
    }
  });
});
