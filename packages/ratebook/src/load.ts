import { hashOf } from "./canonical.js";
import { FORMAT } from "./format.js";
import type { RateBook } from "./schema.js";

/** A rate book may have this many characters. */
export const MOST_CHARACTERS = 200_000_000;
/** Its objects and lists may stand this deep in one another. */
export const MOST_DEPTH = 200;

export type LoadResult =
  | { readonly ok: true; readonly book: RateBook }
  /** `message` says what is wrong, `advice` what to do. */
  | { readonly ok: false; readonly message: string; readonly advice: string };

const REBUILD = "Build it again from its plan: `planwright build`.";

const refuse = (message: string, advice = REBUILD): LoadResult => ({ ok: false, message, advice });

/** Reads a rate book from its JSON text. What is not a rate book of this version, whole and unedited, is refused. */
export async function loadRateBook(text: string): Promise<LoadResult> {
  if (text.length > MOST_CHARACTERS) return refuse("This rate book is too large to be read");
  const depth = depthOf(text);
  if (depth > MOST_DEPTH) return refuse(`This rate book nests more than ${MOST_DEPTH} deep`);
  const parsed = parseJson(text);
  if (!parsed.ok) return refuse(parsed.message);
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return refuse("This is JSON, but no rate book");
  const format = "format" in value ? value.format : undefined;
  if (typeof format !== "string" || !format.startsWith("planwright.ratebook/")) {
    return refuse("This is JSON, but no rate book: it does not say `planwright.ratebook`");
  }
  const { rateBook } = await import("./schema.js");
  if (format !== FORMAT) {
    return refuse(`This rate book has the format ${format.slice(0, 80)}, and this version reads ${FORMAT}`);
  }
  const checked = rateBook.safeParse(value);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const path = issue?.path.map(String).join("/") ?? "";
    return refuse(
      `This rate book is not whole: at /${path.slice(0, 200)}, ${issue?.message ?? "something is wrong"}`,
    );
  }
  const expected = hashOf(checked.data);
  if (expected !== checked.data.hash) {
    return refuse(
      "This rate book was changed after it was built: its content does not have the hash that it states",
    );
  }
  return { ok: true, book: checked.data };
}

/** Names that would reach into JavaScript objects instead of being keys. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

function parseJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  let forbidden: string | undefined;
  try {
    const value: unknown = JSON.parse(text, (key, inner: unknown) => {
      if (FORBIDDEN_KEYS.has(key)) forbidden = key;
      return inner;
    });
    if (forbidden !== undefined)
      return { ok: false, message: `A key is named ${forbidden}, which no rate book has` };
    return { ok: true, value };
  } catch {
    return { ok: false, message: "This is not whole JSON: it was cut off, or edited by hand" };
  }
}

/** How deep objects and lists stand in one another, without reading the text as JSON. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inText) {
      if (c === 92) i++;
      else if (c === 34) inText = false;
    } else if (c === 34) inText = true;
    else if (c === 123 || c === 91) deepest = Math.max(deepest, ++depth);
    else if (c === 125 || c === 93) depth--;
  }
  return deepest;
}
