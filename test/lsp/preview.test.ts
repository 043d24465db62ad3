// The page beside the text: what members see, as it is typed, and where each part of it is written.
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Preview } from "@planwright/language-server";
import { plansIn, ROOT } from "../support/programs.ts";
import { tagsOf, textOf } from "../support/markup.ts";
import { Editor, Memory, uri, VISION } from "./editor.ts";

const editors: Editor[] = [];

async function editing(files: Readonly<Record<string, string>> = {}) {
  const editor = await Editor.start({ host: new Memory(files).host });
  editors.push(editor);
  return editor;
}

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

const FILE = "a/plan.plan";

const previewOf = (editor: Editor, name = FILE, more = {}) =>
  editor.ask<Preview | null>("planwright/preview", name, undefined, more);

/** The line of the text that an element with some words in it leads to. */
function lineFor({ body, anchors }: Preview, words: string): number | undefined {
  const at = body.indexOf(words);
  const id = Number(/data-at="(\d+)"(?![\s\S]*data-at=)/.exec(body.slice(0, at))?.[1]);
  return anchors.find((anchor) => anchor.id === id)?.line;
}

describe("the page beside the text", () => {
  it("is of the program, and leads back to the line of each rate", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION);
    const page = await previewOf(editor);
    expect(page).toMatchObject({ title: "Vision", isCurrent: true });
    expect(textOf(page?.body ?? "")).toContain("$6.53");
    const lines = VISION.split("\n");
    expect(page && lines[lineFor(page, "$12.65") ?? 0]).toContain("$12.65");
    expect(page && lines[lineFor(page, "$7.96") ?? 0]).toContain("option_2     |    $7.96");
    expect(new Set(page?.anchors.map((anchor) => anchor.uri))).toEqual(new Set([uri(FILE)]));
  });

  it("changes with the text", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION);
    await editor.change(FILE, VISION.replace("$6.53", "$6.99"));
    const page = await previewOf(editor);
    expect(page?.body).toContain("$6.99");
    expect(page?.body).not.toContain("$6.53");
  });

  it("stays the last one without errors while there are some, and says so", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION);
    const before = await previewOf(editor);
    await editor.change(FILE, VISION.replace("$6.53", "six"));
    expect(await previewOf(editor)).toEqual({ ...before, isCurrent: false });
    await editor.change(FILE, VISION.replace("$6.53", "$6.60"));
    const after = await previewOf(editor);
    expect(after?.isCurrent).toBe(true);
    expect(after?.body).toContain("$6.60");
  });

  it("is nothing where there never was a program", async () => {
    const editor = await editing();
    await editor.open(FILE, "program half");
    expect(await previewOf(editor)).toBeNull();
    expect(await previewOf(editor, "a/missing.plan")).toBeNull();
  });

  it("is that of the program which uses the file, with the lines of both", async () => {
    const [coverages = "", rest = ""] = [
      VISION.slice(VISION.indexOf("coverages {"), VISION.indexOf("tiers {")),
      VISION.replace(/coverages \{[^}]*\}\n\n/, ""),
    ];
    const editor = await editing({
      "common/common.plan": coverages,
      "a/plan.plan": `use "../common"\n\n${rest}`,
    });
    await editor.open("common/common.plan", coverages);
    const page = await previewOf(editor, "common/common.plan");
    expect(page?.title).toBe("Vision");
    expect(page?.anchors.map((anchor) => anchor.uri)).toContain(uri(FILE));
  });

  it("draws the service that is asked for, and has every rate of a large program", async () => {
    const files = plansIn(join(ROOT, "examples/sdrma-2015")) ?? [];
    const editor = await editing(Object.fromEntries(files.map(({ path, text }) => [path, text])));
    const name = "examples/sdrma-2015/medical.plan";
    await editor.open(name, files.find(({ path }) => path === name)?.text ?? "");
    const plain = await previewOf(editor, name);
    const asked = await previewOf(editor, name, { service: "office_visit" });
    expect(plain?.body).toContain("$2,552.04");
    expect(asked?.body).toContain("What a member pays against the charge: Physician, office visit");
    expect(plain?.body).not.toContain("What a member pays against the charge: Physician, office visit");
    expect(plain?.services).toContainEqual({ id: "office_visit", name: "Medical: Physician, office visit" });
    // Drugs have schedules of their own, which nobody chooses.
    expect(plain?.services.map(({ id }) => id)).not.toContain("generic");
    const numbers = tagsOf(plain?.body ?? "").flatMap(({ attributes }) => attributes.get("data-at") ?? []);
    expect(numbers.length).toBeGreaterThan(300);
  });

  it("keeps texts of a plan texts", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION.replace('"Option 1"', '"<img src=x onerror=alert(1)>"'));
    const page = await previewOf(editor);
    expect(tagsOf(page?.body ?? "").map(({ name }) => name)).not.toContain("img");
    expect(page?.body).toContain("&lt;img src=x");
  });

  it("survives a request without a sense", async () => {
    const editor = await editing();
    await editor.open(FILE, VISION);
    await expect(editor.connection.sendRequest("planwright/preview", {})).resolves.toBeNull();
    expect((await previewOf(editor))?.title).toBe("Vision");
  });
});
