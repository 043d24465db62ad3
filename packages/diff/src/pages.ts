import { type Kind, KINDS, kindRow } from "./kinds.js";

/** A change as lines of a plan: `-` is taken out, `+` is put in, a blank stays; `@@` is between places. */
export interface KindExample {
  /** The program that it is made in; `base` where the page names none. */
  readonly plan: string;
  readonly lines: readonly string[];
}

/** What there is to say of a kind of change. */
export interface KindPage {
  readonly kind: Kind;
  /** What can change, and who feels it. */
  readonly about: string;
  readonly example: KindExample;
}

export const isKind = (text: string): text is Kind => Object.hasOwn(KINDS, text);

/** The page of a kind; its example is turned around where the page shows the opposite. Loaded when it is asked for. */
export async function pageOfKind(kind: Kind): Promise<KindPage> {
  const { PAGES } = await import("./pages.generated.js");
  // Some kinds are shown on the page of what they are the opposite of.
  const text =
    Object.values(PAGES).find((page) => headings(page).some((names) => names.includes(kind))) ?? "";
  const about =
    text
      .split("\n## ")[0]
      ?.replace(/^# .*\n+/, "")
      .trim() ?? "";
  for (const section of text.split("\n## ").slice(1)) {
    const [forwards, backwards] = namesOf(section);
    const [, plan = "", body = ""] = /```diff ?(\w*)\n([\s\S]*?)```/.exec(section) ?? [];
    const lines = body.split("\n").slice(0, -1);
    if (forwards === kind) return { kind, about, example: { plan: plan || "base", lines } };
    if (backwards === kind)
      return { kind, about, example: { plan: plan || "base", lines: backwardsOf(lines) } };
  }
  throw new Error(`there is no page of ${kind}`);
}

/** The page as Markdown. */
export function kindMarkdown({ kind, about, example }: KindPage): string {
  const { opposite, breaking } = kindRow(kind);
  const remarks = [
    ...(breaking
      ? ["Breaking: whoever hands data in, or computes with the rate book, must change something."]
      : []),
    ...(opposite === undefined ? [] : [`Backwards it is \`${opposite}\`.`]),
  ];
  return [about, ...remarks, ["Such as:", "", "```diff", ...example.lines, "```"].join("\n")].join("\n\n");
}

const namesOf = (section: string): readonly string[] => (section.split("\n")[0] ?? "").split(" / ");

const headings = (page: string): readonly (readonly string[])[] => page.split("\n## ").slice(1).map(namesOf);

/** What was put in is taken out, and stands first. */
function backwardsOf(lines: readonly string[]): string[] {
  const out: string[] = [];
  let taken: string[] = [];
  let put: string[] = [];
  const flush = (): void => {
    out.push(...put.map((line) => `-${line.slice(1)}`), ...taken.map((line) => `+${line.slice(1)}`));
    taken = [];
    put = [];
  };
  for (const line of lines) {
    if (line.startsWith("-")) taken.push(line);
    else if (line.startsWith("+")) put.push(line);
    else {
      flush();
      out.push(line);
    }
  }
  flush();
  return out;
}
