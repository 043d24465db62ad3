import { describe, expect, it } from "vitest";
import { repeatedKey } from "./json-keys.js";

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
  });
});
