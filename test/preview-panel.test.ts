// The panel of the preview: its frame, what it is told, and the way from a line to the parts of the page and back.
import { describe, expect, it } from "vitest";
import { anchorsAt, frame, readMessage } from "../vscode-extension/src/preview-page.ts";

const A = "file:///plans/a.plan";
const B = "file:///plans/b.plan";
const ANCHORS = [
  { id: 1, uri: A, line: 3 },
  { id: 2, uri: A, line: 7 },
  { id: 3, uri: B, line: 5 },
  { id: 4, uri: A, line: 7 },
];

describe("where the cursor stands", () => {
  it.each([
    ["a line with parts: all of them", A, 7, [2, 4]],
    ["a line without: those of the nearest before it", A, 6, [1]],
    ["a line after all", A, 90, [2, 4]],
    ["a line before all: none", A, 2, []],
    ["a file without any: none", "file:///plans/c.plan", 9, []],
    ["another file of the program", B, 5, [3]],
  ])("%s", (_, uri, line, wanted) => {
    expect(anchorsAt(ANCHORS, uri, line).map(({ id }) => id)).toEqual(wanted);
  });
});

describe("what the panel tells", () => {
  it.each([
    [{ kind: "ready" }, { kind: "ready" }],
    [
      { kind: "pointed", id: 4 },
      { kind: "pointed", id: 4 },
    ],
    [
      { kind: "chosen", service: "office_visit" },
      { kind: "chosen", service: "office_visit" },
    ],
    [{ kind: "chosen", service: 4 }, undefined],
    [{ kind: "pointed", id: "4" }, undefined],
    [{ kind: "pointed", id: 0.5 }, undefined],
    [{ kind: "other" }, undefined],
    [null, undefined],
    ["ready", undefined],
  ])("%j is read as %j", (message, wanted) => {
    expect(readMessage(message)).toEqual(wanted);
  });
});

describe("the frame", () => {
  const page = frame("abc", { uri: 'file:///a/</script><script>alert("x")</script>.plan' });

  it("allows its own style and script, and nothing else", () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'"`);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(page).not.toMatch(/https?:/);
  });

  it("has places that are found by their ids", () => {
    for (const id of ["planwright-page", "planwright-notice", "planwright-style", "planwright-service"])
      expect(page).toContain(`id="${id}"`);
  });
});
