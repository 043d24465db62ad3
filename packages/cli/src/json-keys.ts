const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * The first key that stands twice in one object of a text of JSON; nothing where none does. `JSON.parse` takes the
 * last of them, and says nothing.
 */
export function repeatedKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const keys = open[open.length - 1];
      const key: unknown = JSON.parse(last);
      if (typeof key === "string" && keys?.has(key)) return key;
      if (typeof key === "string") keys?.add(key);
    } else last = token;
  }
  return undefined;
}

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/**
 * Whether a key may stand twice in a text of JSON that is an object of so many keys. It has a colon outside of texts for
 * each key that is written, in it and in what it holds.
 */
export function mayRepeatKeys(text: string, keys: number): boolean {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === COLON) colons++;
    else if (c === QUOTE) at = endOfText(text, at);
  }
  return colons !== keys;
}

/** Where the quote stands that closes a text. */
function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((at - before) % 2 === 1) return at;
  }
  return text.length;
}
