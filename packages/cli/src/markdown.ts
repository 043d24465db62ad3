import { type Colors, wrap } from "./text.js";

/**
 * The Markdown of the pages as text for a terminal: headings stand out, paragraphs and lists are broken at the width,
 * blocks are set in and kept as they are, links are their words.
 */
export function forTerminal(markdown: string, width: number, c: Colors): string {
  const out: string[] = [];
  let prose: string[] = [];
  let fenced = false;
  const flush = () => {
    if (prose.length > 0) out.push(wrapped(prose.join(" "), width));
    prose = [];
  };
  for (const line of markdown.trim().split("\n")) {
    const fence = line.startsWith("```");
    const heading = /^#+ (.*)$/.exec(line)?.[1];
    if (!fence && fenced) {
      out.push(`  ${line}`.trimEnd());
      continue;
    }
    if (fence || heading !== undefined || line === "" || line.startsWith("- ")) flush();
    if (fence) fenced = !fenced;
    else if (heading !== undefined) out.push(c.bold(heading));
    else if (line === "") out.push("");
    else prose.push(line.trim());
  }
  flush();
  return out.join("\n");
}

/** A space that is not broken at. */
const FIXED = "\u0000";

/** A paragraph, or an item of a list; what stands between backticks stays on one line. */
function wrapped(prose: string, width: number): string {
  const isItem = prose.startsWith("- ");
  const text = (isItem ? prose.slice(2) : prose)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/`[^`]*`/g, (code) => code.replaceAll(" ", FIXED));
  const lines = wrap(text, isItem ? width - 2 : width)
    .replaceAll(FIXED, " ")
    .split("\n");
  return isItem ? lines.map((line, i) => `${i === 0 ? "→" : " "} ${line}`).join("\n") : lines.join("\n");
}
