// A real program in the editor, and the pictures of it in the README of the extension: .cache/editors/pictures.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/programs.ts";
import { Code, type Page, pointAt } from "./code.ts";
import { extensionPackage } from "./packages.ts";

const PICTURES = join(ROOT, ".cache/editors/pictures");
const visible = { timeout: 60_000 } as const;

describe("the brochure of SDRMA in the editor", () => {
  const base = mkdtempSync(join(tmpdir(), "planwright-pictures-"));
  const folder = join(base, "sdrma-2015");
  let code: Code;
  let page: Page;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    cpSync(join(ROOT, "examples/sdrma-2015"), folder, { recursive: true });
    const life = join(folder, "life.plan");
    // As the brochure prints it, which leaves out those of 70.
    const text = readFileSync(life, "utf8");
    const slip = text.replace("70 and over [1]", "over 70 [1]    ");
    expect(slip).not.toBe(text);
    writeFileSync(life, slip);
    const settings = { "workbench.colorTheme": "Default Dark Modern", "editor.minimap.enabled": false };
    code = await Code.start({ extensions: [await extensionPackage()], workspace: folder, settings });
    page = code.page;
  });
  afterAll(async () => {
    await code?.stop();
    rmSync(base, { recursive: true, force: true });
  });

  it("shows a gap between two bands", async () => {
    await page.keyboard.press("Control+Shift+M");
    await page
      .locator('.markers-panel-container .monaco-list-row a:has-text("PW2001")')
      .first()
      .waitFor(visible);
    await page.locator('.markers-panel-container .monaco-list-row:has-text("70")').first().click();
    await page.locator('.tab.active[data-resource-name="life.plan"]').first().waitFor(visible);
    await page.locator(".squiggly-error").first().waitFor(visible);
    await page.screenshot({ path: join(PICTURES, "finding.png") });
    await page.keyboard.press("Control+J");
  });

  it("reads a cost share aloud", async () => {
    await code.open("medical.plan");
    await code.goTo("63:55");
    const line = '.view-line:has-text("emergency_room_not_admitted")';
    const hover = page.locator('.monaco-hover:has-text("deductible"):not(.hidden)').first();
    await pointAt(page, page.locator(`${line} span:text-is("copay")`).first(), hover);
    expect((await hover.innerText()).replace(/\s+/g, " ")).toContain(
      "The member pays $100.00 for each visit. Then the member first pays what is left of the deductible. " +
        "Then the plan pays 80% of the rest, the member 20%.",
    );
    await page.screenshot({ path: join(PICTURES, "reading.png") });
  });

  it("shows the page that members see beside the text", async () => {
    await page.mouse.move(5, 5);
    await page.keyboard.press("Control+B");
    await code.command("Planwright: Open Preview to the Side");
    const preview = page.frameLocator("iframe.webview").frameLocator("#active-frame");
    await preview.locator(':text("nothing is wrong")').first().waitFor(visible);
    // What somebody else puts right on the disk is followed.
    cpSync(join(ROOT, "examples/sdrma-2015/life.plan"), join(folder, "life.plan"));
    await preview.locator("table").first().waitFor(visible);
    expect(await preview.locator("body").innerText()).toContain("Gold PPO");
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: join(PICTURES, "preview.png") });
  });
});
