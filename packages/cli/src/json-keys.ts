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
