import { describe, expect, it } from "vitest";
import { mayRepeatKeys, repeatedKey } from "./json-keys.js";

describe("a key of JSON", () => {
  it.each([
    ['{"a": 1, "b": 2}', undefined],
    ['{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}', undefined],
    ['{"a": "{\\"a\\": 1, \\"a\\": 2}"}', undefined],
    ['{"a": "a", "b": "a:"}', undefined],
    ['{"a": 1, "b": 2, "a": 3}', "a"],
    ['{"a": 1, "\\u0061": 3}', "a"],
    ['{"d": [{"id": 1}, {"id": 2, "id": 3}]}', "id"],
    ['{"a": "x\\"", "a": 1}', "a"],
  ])("stands twice in %s: %s", (text, key) => {
    expect(repeatedKey(text)).toBe(key);
    const keys = Object.keys(JSON.parse(text) as object).length;
    if (key !== undefined) expect(mayRepeatKeys(text, keys)).toBe(true);
  });

  it.each([['{"a": 1, "b": 2}'], ['{"a": "a", "b": "a:"}'], ['{"a": "x\\\\", "b": "\\": "}'], ["{}"]])(
    "stands once where an object has a colon for each key: %s",
    (text) => expect(mayRepeatKeys(text, Object.keys(JSON.parse(text) as object).length)).toBe(false),
  );
});
