// What pages of Markdown show: fenced pieces of plans, and commands with what they print.
export interface Fence {
  /** What stands behind the three backticks: `plan`, `text`. */
  readonly kind: string;
  /** Of its first line of content, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The fenced blocks of a page, in order. */
export function fencesOf(markdown: string): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { kind: string; line: number; lines: string[] } | undefined;
  for (const [i, line] of markdown.split("\n").entries()) {
    const fence = /^```(.*)$/.exec(line);
    if (!fence) open?.lines.push(line);
    else if (!open) open = { kind: (fence[1] ?? "").trim(), line: i + 2, lines: [] };
    else {
      fences.push({ kind: open.kind, line: open.line, text: open.lines.map((l) => `${l}\n`).join("") });
      open = undefined;
    }
  }
  return fences;
}

/** A command of a page with the files that stood above it. */
export interface Transcript {
  readonly line: number;
  /** The words after `planwright`. */
  readonly args: readonly string[];
  /** What the page says that it prints. A line `…` stands for lines that are left out. */
  readonly shown: string;
  /** The plan, the census, and the JSON that were last shown above it. */
  readonly plan: string | undefined;
  readonly census: string | undefined;
  readonly json: string | undefined;
}

const COMMAND = "$ planwright ";

/** The commands of a page that are shown with what they print. */
export function transcriptsOf(fences: readonly Fence[]): readonly Transcript[] {
  const transcripts: Transcript[] = [];
  let plan: string | undefined;
  let census: string | undefined;
  let json: string | undefined;
  for (const { kind, line, text } of fences) {
    if (kind === "plan" || kind.startsWith("plan ")) plan = text;
    else if (kind === "csv") census = text;
    else if (kind === "json") json = text;
    else if (kind === "text" && text.startsWith(COMMAND)) {
      for (const part of text.split(/^(?=\$ planwright )/m)) {
        const [command = "", ...shown] = part.split("\n");
        const args = command.slice(COMMAND.length).split(/\s+/);
        transcripts.push({ line, args, shown: withoutOuterLines(shown.join("\n")), plan, census, json });
      }
    }
  }
  return transcripts;
}

/** The cells of the first table of a page below the text, its header first. */
export function tableBelow(markdown: string, text: string): readonly (readonly string[])[] {
  const at = markdown.indexOf(text);
  const lines = at < 0 ? [] : markdown.slice(at).split("\n");
  const from = lines.findIndex((line) => line.startsWith("|"));
  const rest = from < 0 ? [] : lines.slice(from);
  const end = rest.findIndex((line) => !line.startsWith("|"));
  const rows = rest.slice(0, end).map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
  return rows.filter(([first = ""]) => !/^-+$/.test(first));
}

/** A text without blank lines before and after it. */
export const withoutOuterLines = (text: string): string => text.replace(/^\s*\n|\s+$/g, "");

/** The page with what its command number `n` prints, from 0. */
export function withOutput(markdown: string, n: number, printed: string): string {
  const out: string[] = [];
  let seen = -1;
  let replacing = false;
  for (const line of markdown.split("\n")) {
    const isCommand = line.startsWith(COMMAND);
    if (isCommand) seen++;
    if (isCommand && replacing) out.push("");
    if (isCommand || line.startsWith("```")) replacing = false;
    if (!replacing) out.push(line);
    if (isCommand && seen === n) {
      out.push(...printed.split("\n"));
      replacing = true;
    }
  }
  return out.join("\n");
}

/** Whether what a page shows is what was printed, where `…` on a line stands for any lines. */
export function agrees(shown: string, printed: string): boolean {
  const parts = `\n${shown}\n`.split("\n…\n").map((part) => part.replace(/^\n|\n$/g, ""));
  const text = withoutOuterLines(printed);
  if (parts.length === 1) return text === shown;
  const [first = "", ...rest] = parts;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.endsWith(parts[parts.length - 1] ?? "");
}
