// The functions of lodash that chevrotain uses, as far as it uses them, by the means of the language. The command line
// is bundled with them: lodash's own take four milliseconds of each start. A test compares them with lodash's.

/** @typedef {Record<string, unknown>} Dictionary */
/** @typedef {readonly unknown[] | Dictionary | string | null | undefined} Collection */
/** @typedef {(value: any, key: any) => unknown} Visit */

/** @param {Collection} of @returns {[string | number, unknown][]} */
const entries = (of) => (Array.isArray(of) ? [...of.entries()] : Object.entries(of ?? {}));

/** @param {Visit | string} by @returns {Visit} */
const visitOf = (by) => (typeof by === "string" ? (value) => value?.[by] : by);

/** @param {Collection} of @param {Visit} visit */
export function forEach(of, visit) {
  if (Array.isArray(of)) {
    for (let i = 0; i < of.length; i++) if (visit(of[i], i) === false) break;
  } else
    for (const key of Object.keys(of ?? {}))
      if (visit(/** @type {Dictionary} */ (of)[key], key) === false) break;
  return of;
}

/** @param {Collection} of @param {Visit | string} by */
export function map(of, by) {
  const visit = visitOf(by);
  return Array.isArray(of)
    ? of.map((value, i) => visit(value, i))
    : entries(of).map(([key, value]) => visit(value, key));
}

/** @param {Collection} of @param {Visit} by */
export const flatMap = (of, by) => map(of, by).flat();

/** @param {Collection} of @param {(sum: any, value: any, key: any) => unknown} add @param {unknown} first */
export const reduce = (of, add, first) =>
  entries(of).reduce((sum, [key, value]) => add(sum, value, key), first);

/** @param {Collection} of @param {Visit} [by] */
export const filter = (of, by = identity) => values(of).filter((value, i) => by(value, i));
/** @param {Collection} of @param {Visit} by */
export const reject = (of, by) => values(of).filter((value, i) => !by(value, i));
/** @param {Collection} of @param {Visit} by */
export const find = (of, by) => values(of).find((value, i) => by(value, i));
/** @param {Collection} of @param {Visit} by */
export const every = (of, by) => values(of).every((value, i) => by(value, i));
/** @param {Collection} of @param {Visit} by */
export const some = (of, by) => values(of).some((value, i) => by(value, i));
/** @param {Collection} of @param {unknown} value */
export const includes = (of, value) =>
  typeof of === "string" ? of.includes(String(value)) : values(of).includes(value);
/** @param {readonly unknown[]} of @param {unknown} value */
export const indexOf = (of, value) => of.indexOf(value);

/** @param {Collection} of @param {Visit | string} by */
export function groupBy(of, by) {
  /** @type {Record<string, unknown[]>} */
  const groups = {};
  const visit = visitOf(by);
  for (const value of values(of)) {
    const key = String(visit(value, undefined));
    groups[key] = [...(groups[key] ?? []), value];
  }
  return groups;
}

/** @param {Collection} of @returns {any[]} */
export const values = (of) => (Array.isArray(of) ? of : Object.values(of ?? {}));
/** @param {Collection} of */
export const keys = (of) => Object.keys(of ?? {});
/** @param {object | null | undefined} of @param {PropertyKey} key */
export const has = (of, key) => of !== null && of !== undefined && Object.hasOwn(of, key);
/** @param {Collection} of */
export const isEmpty = (of) =>
  Array.isArray(of) || typeof of === "string" ? of.length === 0 : Object.keys(of ?? {}).length === 0;
/** @param {Dictionary} of @param {Visit} by */
export function pickBy(of, by) {
  /** @type {Dictionary} */
  const picked = {};
  for (const key in of) if (by(of[key], key)) picked[key] = of[key];
  return picked;
}
/** @param {object} to @param {...object} from */
export const assign = (to, ...from) => Object.assign(to, ...from);
/** @param {Dictionary} to @param {...Dictionary} from */
export function defaults(to, ...from) {
  for (const more of from) for (const key in more) if (to[key] === undefined) to[key] = more[key];
  return to;
}
/** @param {any} value */
export const clone = (value) => (Array.isArray(value) ? [...value] : isObject(value) ? { ...value } : value);

/** @param {readonly unknown[]} of */
export const first = (of) => of?.[0];
/** @param {readonly unknown[]} of */
export const last = (of) => of?.[of.length - 1];
/** @param {readonly unknown[]} of @param {number} [count] */
export const drop = (of, count = 1) => of.slice(count);
/** @param {readonly unknown[]} of @param {number} [count] */
export const dropRight = (of, count = 1) => of.slice(0, Math.max(0, of.length - count));
/** @param {readonly unknown[]} of */
export const flatten = (of) => of.flat();
/** @param {readonly unknown[]} of */
export const compact = (of) => of.filter(Boolean);
/** @param {readonly unknown[]} of */
export const uniq = (of) => [...new Set(of)];
/** @param {readonly unknown[]} of @param {readonly unknown[]} without */
export const difference = (of, without) => of.filter((value) => !without.includes(value));

/** @param {unknown} value */
export const isArray = (value) => Array.isArray(value);
/** @param {unknown} value */
export const isUndefined = (value) => value === undefined;
/** @param {unknown} value */
export const isString = (value) => typeof value === "string";
/** @param {unknown} value */
export const isFunction = (value) => typeof value === "function";
/** @param {unknown} value */
export const isRegExp = (value) => value instanceof RegExp;
/** @param {unknown} value */
export const isObject = (value) =>
  (typeof value === "object" && value !== null) || typeof value === "function";
/** @template T @param {T} value */
export const identity = (value) => value;
export const noop = () => undefined;
/** @param {string} text */
export const upperFirst = (text) => text.charAt(0).toUpperCase() + text.slice(1);
