import type { Code } from "./registry.js";

/** The page of a finding, as Markdown. Loaded when it is asked for: checking a program needs none. */
export async function pageOf(code: Code): Promise<string> {
  const { PAGES } = await import("./pages.generated.js");
  return Object.hasOwn(PAGES, code) ? (PAGES[code] ?? "") : "";
}
