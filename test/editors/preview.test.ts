// The preview in the real editor: it changes with the text, and its cursor and that of the text go together.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/programs.ts";
import { Code, type Page } from "./code.ts";
import { extensionPackage } from "./packages.ts";
import { FILES, madeWorkspace } from "./workspace.ts";

const PICTURES = join(ROOT, ".cache/editors/pictures");
const visible = { timeout: 60_000 } as const;
const PLAN = FILES["vision/vision.plan"];
const lineOf = (words: string): number => PLAN.split("\n").findIndex((line) => line.includes(words)) + 1;

/** A program whose plan says what it pays. */
const CARE = `program care "Care" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

services for medical {
  visit  "A visit"
  stay   "A stay"
}

plan basic "Basic" for medical {
  allowed charge  charge
  deductible      $250 per person, each calendar year

  benefits {
    service | pays
    visit   | copay $20 per visit
    stay    | deductible then plan pays 80%
  }
}
`;

describe("the preview beside the text", () => {
  const workspace = madeWorkspace();
  mkdirSync(join(workspace.folder, "care"));
  writeFileSync(join(workspace.folder, "care/care.plan"), CARE);
  let code: Code;
  let page: Page;
  beforeAll(async () => {
    code = await Code.start({ extensions: [await extensionPackage()], workspace: workspace.folder });
    page = code.page;
  });
  afterAll(async () => {
    await code?.stop();
    workspace.remove();
  });

  const inPanel = (selector: string) =>
    page.frameLocator("iframe.webview").frameLocator("#active-frame").locator(selector);

  it("shows the program of the plan in front, where its cursor stands", async () => {
    await code.open("vision.plan");
    await code.goTo(`${lineOf("option_2     |")}:5`);
    await code.command("Planwright: Open Preview to the Side");
    await inPanel('#planwright-page td:has-text("$6.53")').first().waitFor(visible);
    await inPanel('#planwright-page .here:has-text("$7.96")').first().waitFor(visible);
  });

  it("follows the cursor of the text", async () => {
    await page.locator('.view-line:has-text("option_1")').first().click();
    await code.goTo(`${lineOf("option_1     |")}:5`);
    await inPanel('#planwright-page .here:has-text("$12.65")').first().waitFor(visible);
    expect(await inPanel('#planwright-page .here:has-text("$7.96")').count()).toBe(0);
  });

  it("changes as somebody types, and keeps the last page without an error", async () => {
    await code.goTo(
      `${lineOf("option_1     |")}:${(PLAN.split("\n")[lineOf("option_1     |") - 1] ?? "").indexOf("$6.53") + 6}`,
    );
    await page.keyboard.press("Backspace");
    await page.keyboard.type("9");
    await inPanel('#planwright-page td:has-text("$6.59")').first().waitFor(visible);
    await page.keyboard.type("x");
    await inPanel("#planwright-notice:not([hidden])").first().waitFor(visible);
    expect(await inPanel("#planwright-notice").innerText()).toContain("last page without one");
    expect(await inPanel('#planwright-page td:has-text("$6.59")').count()).toBe(1);
    await page.keyboard.press("Backspace");
    await inPanel("#planwright-notice[hidden]")
      .first()
      .waitFor({ ...visible, state: "attached" });
  });

  it("puts the cursor where somebody points on the page", async () => {
    await inPanel('#planwright-page td:has-text("$15.30")').first().click();
    await page
      .locator(`.statusbar-item:has-text("Ln ${lineOf("option_2     |")},")`)
      .first()
      .waitFor(visible);
    await page.screenshot({ path: join(PICTURES, "preview-small.png") });
  });

  it("follows the plan that comes in front, and draws the service that is chosen", async () => {
    await code.open("care.plan");
    await inPanel('#planwright-page h3:has-text("A stay")').first().waitFor(visible);
    await inPanel("#planwright-service").selectOption("visit");
    await inPanel('#planwright-page h3:has-text("A visit")').first().waitFor(visible);
    expect(await inPanel('#planwright-page h3:has-text("A stay")').count()).toBe(0);
  });
});
