// Markup of our own pages, read for tests: tags, tables, texts.

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Every tag that opens, with its attributes; throws at a `<` that begins none. */
export function tagsOf(markup: string): readonly Tag[] {
  return [...markup.matchAll(/<(?!\/)([^<]*)/g)].map(([all, rest = ""]) => {
    const tag = /^(!doctype html|[a-z][a-z0-9]*)((?: [a-zA-Z-]+(?:="[^"]*")?)*)\/?>/.exec(rest);
    if (!tag) throw new Error(`no tag: ${all.slice(0, 120)}`);
    const [, name = "", attributes = ""] = tag;
    const pairs = [...attributes.matchAll(/ ([a-zA-Z-]+)(?:="([^"]*)")?/g)];
    return { name, attributes: new Map(pairs.map(([, key = "", value = ""]) => [key, value])) };
  });
}

/** Texts of the elements, without their tags. */
export const textOf = (markup: string): string =>
  markup
    .replace(/<br>|<small[^>]*>|<\/(?:div|dt|dd|li|p|h[1-6]|t[dh]|text|title|desc)>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();

/** The markup between the element with an id and the end of its section. */
export function partOf(markup: string, id: string): string {
  const start = markup.indexOf(`id="${id}"`);
  if (start < 0) throw new Error(`nothing has the id ${id}`);
  return markup.slice(start, markup.indexOf("</section>", start));
}

/** The rows of the first table after a place, each as the texts of its cells; a head of several rows is repeated. */
export function tableAfter(markup: string, place: string): readonly (readonly string[])[] {
  const from = markup.indexOf(place);
  const start = markup.indexOf("<table", from);
  if (from < 0 || start < 0) throw new Error(`no table after ${place}`);
  const table = markup.slice(start, markup.indexOf("</table>", start));
  let head: { text: string; left: number } | undefined;
  return [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) => {
    const cells: string[] = [];
    if (head && head.left > 0) {
      cells.push(head.text);
      head.left--;
    }
    for (const [, attributes = "", inner = ""] of row.matchAll(/<t[hd]([^>]*)>(.*?)<\/t[hd]>/gs)) {
      cells.push(textOf(inner));
      const rows = /rowspan="(\d+)"/.exec(attributes)?.[1];
      if (rows !== undefined) head = { text: textOf(inner), left: Number(rows) - 1 };
    }
    return cells;
  });
}
