/**
 * The words that begin a question about an arrangement: eligibility, funding, an account, a renewal. A line that holds
 * one is read by the grammar of these questions; a program without them never makes its parser.
 */
export const ARRANGEMENT_HEADS = [
  "begins",
  "ends",
  "eligible",
  "continues",
  "class",
  "balance",
  "cost",
  "change",
  "least change",
  "greatest change",
  "change before corridor",
  "compounded change",
  "least compounded change",
  "greatest compounded change",
  "first rate",
  "new rate",
  "participants",
  "usable",
  "unpaid",
  "interest",
  "credited months",
  "covered months",
  "full years",
  "payment",
  "payment date",
  "claims",
  "paid",
  "largest paid",
  "specific attachment",
  "aggregate attachment",
  "deposit",
  "prefund",
  "reserve",
  "surplus",
  "retro call",
  "retro return",
  "retro due",
  "retro premium",
] as const;

export type ArrangementHead = (typeof ARRANGEMENT_HEADS)[number];

/** The words that begin a question about the program itself, which only its rules ask. */
export const RULE_HEADS = [
  "deductible",
  "out of pocket maximum",
  "total out of pocket maximum",
  "family deductible",
  "family out of pocket maximum",
  "copay",
  "coinsurance",
  "product",
  "carrier",
  "insured",
  "payers",
  "limit",
  "greatest rate ratio",
  "greatest volume",
  "continuation percent",
  "continuation reason",
  "aggregate attachment percent",
  "reserve percent",
] as const;

export type RuleHead = (typeof RULE_HEADS)[number];

export const isRuleHead = (words: string): words is RuleHead => RULE_HEADS.some((head) => head === words);

type ByFirst = ReadonlyMap<string, readonly (readonly string[])[]>;

/** By first word, the heads that it may begin, the longest first. */
function byFirst(heads: readonly string[]): ByFirst {
  const found = new Map<string, (readonly string[])[]>();
  for (const head of heads) {
    const words = head.split(" ");
    const [first = ""] = words;
    found.set(
      first,
      [...(found.get(first) ?? []), words].sort((a, b) => b.length - a.length),
    );
  }
  return found;
}

const BY_FIRST = byFirst(ARRANGEMENT_HEADS);
const RULES_BY_FIRST = byFirst(RULE_HEADS);

type WordAt = (ahead: number) => string;

function headAt(wordAt: WordAt, heads: ByFirst): number {
  for (const words of heads.get(wordAt(1)) ?? []) {
    if (words.every((word, i) => wordAt(i + 1) === word)) return words.length;
  }
  return 0;
}

/** How many words of a head stand at a place; 0 when none does. `wordAt` answers the word so many places on, from 1. */
export const arrangementHeadAt = (wordAt: WordAt): number => headAt(wordAt, BY_FIRST);
/** The same of a question that a rule asks. */
export const ruleHeadAt = (wordAt: WordAt): number => headAt(wordAt, RULES_BY_FIRST);

/** Whether the words of a head stand anywhere among others. */
export const asksArrangement = (words: readonly { readonly image: string }[]): boolean =>
  words.some(
    ({ image }, i) =>
      BY_FIRST.has(image) && arrangementHeadAt((ahead) => words[i + ahead - 1]?.image ?? "") > 0,
  );

/** Those of them that a value may be called: without a clause behind it, such a word is a name. */
const ALSO_NAMES: ReadonlySet<string> = new Set(
  "eligible claims paid deposit prefund reserve surplus interest".split(" "),
);

/** Whether a word begins questions, and so cannot be the name of a value. */
export const beginsQuestion = (word: string): boolean => isArrangementHead(word) && !ALSO_NAMES.has(word);

const isArrangementHead = (words: string): words is ArrangementHead =>
  (ARRANGEMENT_HEADS as readonly string[]).includes(words);
