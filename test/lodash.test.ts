// The functions that the command line is bundled with in place of lodash's answer as lodash's do.
import { describe, expect, it } from "vitest";
import * as own from "../scripts/lodash.mjs";

// It comes with chevrotain, and without types.
const lodash: Readonly<Record<string, unknown>> = await import("lodash-es" as string);

type Call = readonly [name: keyof typeof own, ...args: readonly unknown[]];

class Base {
  inherited = 1;
}
const LISTS = [
  [],
  [1, 2, 3],
  ["b", "a", "b"],
  [0, 1, "", undefined, null],
  [
    [1, 2],
    [3, [4]],
  ],
];
const DICTIONARIES = [{}, { a: 1, b: 2 }, { a: undefined, b: [1] }, new Base()];
const COLLECTIONS = [...LISTS, ...DICTIONARIES];
const ANYTHING = [...COLLECTIONS, undefined, null, "", "text", 0, 1, true, /a/, () => 1];
const pair = (value: unknown, key: unknown) => [value, key];
const isTwo = (value: unknown) => value === 2;

const CALLS: readonly Call[] = [
  ...(
    ["isArray", "isUndefined", "isString", "isFunction", "isRegExp", "isObject", "identity"] as const
  ).flatMap((name) => ANYTHING.map((value): Call => [name, value])),
  ...COLLECTIONS.flatMap((of): Call[] => [
    ["map", of, pair],
    ["map", of, "length"],
    ["flatMap", of, pair],
    ["reduce", of, (sum: unknown[], value: unknown, key: unknown) => [...sum, value, key], []],
    ["filter", of, isTwo],
    ["reject", of, isTwo],
    ["find", of, isTwo],
    ["every", of, isTwo],
    ["some", of, isTwo],
    ["includes", of, 2],
    ["values", of],
    ["keys", of],
    ["isEmpty", of],
    ["clone", of],
    ["has", of, "a"],
    ["has", of, 1],
  ]),
  ...LISTS.flatMap((of): Call[] => [
    ["first", of],
    ["last", of],
    ["drop", of],
    ["drop", of, 2],
    ["dropRight", of],
    ["dropRight", of, 2],
    ["flatten", of],
    ["compact", of],
    ["uniq", of],
    ["difference", of, [1, "b"]],
    ["indexOf", of, 2],
    ["filter", of],
    ["groupBy", of, (value: unknown) => typeof value],
  ]),
  ...DICTIONARIES.flatMap((of): Call[] => [
    ["pickBy", of, (value: unknown) => value !== undefined],
    ["assign", { a: 0 }, of, { c: 3 }],
    ["defaults", { a: 0 }, of],
  ]),
  ["isEmpty", undefined],
  ["isEmpty", ""],
  ["values", undefined],
  ["keys", undefined],
  ["first", undefined],
  ["last", undefined],
  ["has", undefined, "a"],
  ["map", undefined, pair],
  ["includes", "text", "ex"],
  ["upperFirst", "text"],
  ["noop"],
];

const called = (from: Readonly<Record<string, unknown>>, [name, ...args]: Call): unknown => {
  const copies = args.map((arg) => (typeof arg === "function" ? arg : structuredClone(arg)));
  return (from[name] as (...args: unknown[]) => unknown)(...copies);
};

describe("the functions in place of lodash's", () => {
  it("answer as they do", () => {
    for (const call of CALLS) expect([call, called(own, call)]).toEqual([call, called(lodash, call)]);
    const tested = new Set(CALLS.map(([name]) => name));
    expect(Object.keys(own).filter((name) => !tested.has(name as keyof typeof own))).toEqual(["forEach"]);
  });

  it("visit each, until one says no", () => {
    const visited = (of: unknown, from: Readonly<Record<string, unknown>>) => {
      const seen: unknown[] = [];
      const visit = (value: unknown, key: unknown) => seen.push(value, key) < 4;
      (from.forEach as (of: unknown, visit: unknown) => unknown)(of, visit);
      return seen;
    };
    for (const of of [...COLLECTIONS, undefined]) expect(visited(of, own)).toEqual(visited(of, lodash));
  });
});
