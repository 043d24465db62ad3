import { parse, readValue } from "@planwright/syntax";

/** How a phrase of a brochure is written, and why it is not written as it is. */
export interface Rewrite {
  /** Cost shares that can be read; several when the phrase may mean any of them. */
  readonly texts: readonly string[];
  readonly why: string;
}

interface Phrase {
  readonly find: RegExp;
  /** What is written in its place, with `$1` and so on; `per` is the unit of a copay that says none. */
  readonly write: (per: string) => readonly string[];
  readonly why: string;
}

const WHO = "A percentage says who pays it: brochures often print the member's share, and some the plan's.";
const DEDUCTIBLE = "A deductible is a step before those that come after it.";
const COPAY = "A copay says what it is per.";
const ALLOWANCE = "What the plan pays up to an amount is an allowance; the rest is the member's.";

const one = (text: string) => (): readonly string[] => [text];
const MONEY = String.raw`\$?(\d[\d,.]*)`;
const PER = String.raw`(?:per|\/|a|each) (\w+)`;

/**
 * What brochures print, in the order in which it is rewritten: what one writes is read by those below it. Commas have
 * no space before them.
 */
const PHRASES: readonly Phrase[] = [
  {
    find: /^(?:(?:covered )?(?:in full|at 100%)|100% covered|paid in full|100%)(?=$| after )/,
    write: one("no charge"),
    why: "What costs the member nothing is written `no charge`.",
  },
  {
    find: /,? (?:and )?(?:the )?(?:no deductible|deductible (?:is )?waived|deductible does not apply)$/,
    write: one(""),
    why: "A deductible that is not a step does not apply, so it is left out.",
  },
  {
    find: /,? (?:if not|waived if|waived when) (\w+)/,
    write: one(" unless $1"),
    why: "`unless` says when a copay is waived, by an input of kind `truth`.",
  },
  {
    find: /^(.+?),? (?:after|subject to) (?:the )?deductible$/,
    write: one("deductible then $1"),
    why: DEDUCTIBLE,
  },
  { find: /(\d[\d.]*%) (?:co ?- ?insurance|coinsurance)/, write: one("member pays $1"), why: WHO },
  { find: /(?:co ?- ?insurance|coinsurance)(?: of)? (\d[\d.]*%)/, write: one("member pays $1"), why: WHO },
  {
    find: /^((?:deductible then )?)(\d[\d.]*%)/,
    write: () => ["$1member pays $2", "$1plan pays $2"],
    why: WHO,
  },
  {
    find: new RegExp(`^((?:deductible then )?)(?:plan pays )?up to ${MONEY}`),
    write: one("$1allowance $$$2"),
    why: ALLOWANCE,
  },
  {
    find: new RegExp(
      String.raw`(pays \d[\d.]*%),? (?:up to|(?:to )?(?:a )?(?:maximum|max)(?: of)?) ${MONEY}`,
    ),
    write: one("$1, at most $$$2"),
    why: "What closes a share stands after a comma: `at most` or `at least`.",
  },
  { find: new RegExp(`${MONEY} copay ${PER}`), write: one("copay $$$1 per $2"), why: COPAY },
  { find: new RegExp(`${MONEY} copay`), write: (per) => [`copay $$$1${per}`], why: COPAY },
  {
    find: new RegExp(`copay(?: of)? ${MONEY} ${PER}`),
    write: one("copay $$$1 per $2"),
    why: "An amount has its dollar sign, and says what it is per.",
  },
  {
    find: new RegExp(`copay(?: of)? ${MONEY}(?! per)`),
    write: (per) => [`copay $$$1${per}`],
    why: "An amount has its dollar sign, and says what it is per.",
  },
  {
    find: new RegExp(`^((?:deductible then )?)${MONEY} ${PER}$`),
    write: one("$1copay $$$2 per $3"),
    why: COPAY,
  },
  {
    find: new RegExp(`^((?:deductible then )?)${MONEY}$`),
    write: (per) => [`$1copay $$$2${per}`, "$1allowance $$$2"],
    why: "An amount says what it is: a copay of the member, or what the plan pays up to.",
  },
];

const VISITS = /\bfirst (\d+) (visit|day)s?\b/;

/** Words of cost shares, which a brochure may begin with a capital. */
const WORDS =
  /\b(no|not|charge|covered|printed|deductible|then|copay|copayment|coinsurance|insurance|pay|plan|member|pays|after|waived|if|per|visit|day|admission|prescription|up|to|first|visits|days|at|most|least|same|in|full|paid|maximum|max|unless|admitted)\b/gi;

const isShare = (text: string): boolean =>
  readValue("costShare", parse("", text).tokens, { start: 0, end: 0 }).ok;

/** What a cell that cannot be read was probably meant to say, from how brochures print it. */
export function rewriteOf(words: string, unit: string | undefined): Rewrite | undefined {
  const per = unit === undefined ? " per visit" : "";
  const lower = words
    .replace(/ ,/g, ",")
    .replace(WORDS, (word) => word.toLowerCase())
    .replace(/\b(?:copayment|co ?- ?pay)\b/g, "copay");
  const visits = VISITS.exec(lower);
  if (visits && /no charge/.test(lower)) {
    const [, count = "", kind = ""] = visits;
    return {
      texts: [],
      why: `What differs by ${kind} is a table of its own: \`benefits for ... each calendar year {\`, the header \`${kind} | pays\`, and a row \`1 to ${count} | no charge\`.`,
    };
  }
  let texts: readonly string[] = [lower];
  let why: string | undefined;
  for (const { find, write, why: reason } of PHRASES) {
    // The rest of a phrase is rewritten until it can be read.
    if (texts.every(isShare) || !texts.some((text) => find.test(text))) continue;
    texts = texts.flatMap((text) => write(per).map((by) => text.replace(find, by)));
    if (write(per).length > 1) why = reason;
    why ??= reason;
  }
  const readable = texts.filter((text) => text !== words && isShare(text));
  if (readable.length === 0) return undefined;
  return { texts: readable, why: why ?? "Words of the language begin with a small letter." };
}
