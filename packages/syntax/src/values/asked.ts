import { EOF, type ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type { AboutNode, AskedNode, LiteralNode, NameNode, WithPair } from "./ast.js";
import { BaseGrammar } from "./base.js";
import { type ArrangementHead, arrangementHeadAt, isRuleHead } from "./heads.js";
import { keyword as k } from "./keywords.js";

const CLAUSE_BEGINS = new Set("of for by in on each from with".split(" "));
/** Words that end the words of a clause of a question. */
const CLAUSE_ENDS = new Set([...CLAUSE_BEGINS, ..."and or is at under over".split(" ")]);

type AskedClauses = Omit<AboutNode, "kind" | "head" | "span">;
const NO_CLAUSES: AskedClauses = {
  of: [],
  for: [],
  by: undefined,
  in: [],
  on: undefined,
  each: undefined,
  between: undefined,
  with: [],
};

/** Questions about arrangements, which expressions may hold. */
export class AskedGrammar extends BaseGrammar {
  /**
   * Whether its expressions may ask about arrangements. Programs of rates and benefits do not, and their parsers are
   * made without these rules, so that they do not wait for them.
   */
  protected get asks(): boolean {
    return true;
  }

  /** Whether its questions may say per whom an amount is: those of rules do. */
  protected get asksPer(): boolean {
    return false;
  }

  /** Whether an answer stands behind the question: then the last word of the line is the answer's. */
  protected answerFollows = false;

  override reset(): void {
    super.reset();
    this.answerFollows = false;
  }

  /** How many words of a head come next. Elsewhere than in `expect` it has a clause behind it, and else is a name. */
  protected arrangementWords(): number {
    const words = arrangementHeadAt((ahead) => this.LA(ahead).image);
    // `claims by the month` changes the period of a value.
    return this.answerFollows || this.clauseBegins(words + 1) ? words : 0;
  }

  protected clauseBegins(ahead: number): boolean {
    const isClause = CLAUSE_BEGINS.has(this.LA(ahead).image) || (this.asksPer && this.nextIs(ahead, "per"));
    return isClause && !(this.nextIs(ahead, "by") && this.nextIs(ahead + 1, "the"));
  }

  /**
   * `cost of cds for administration each month`: a head, then clauses in any order. Which of them a head takes is for
   * the binder to say, so that a wrong one is one finding and never a phrase that cannot be read.
   */
  readonly asked: ParserMethod<[], AskedNode | AboutNode> = this.RULE("asked", (): AskedNode | AboutNode => {
    const first = this.LA(1);
    let clauses = NO_CLAUSES;
    if (!this.asks) return { kind: "asked", head: "cost", ...clauses, span: this.spanFrom(first) };
    const words: string[] = [];
    const length = this.ACTION(() => this.arrangementWords());
    this.AT_LEAST_ONE({
      GATE: () => words.length < length,
      DEF: () => words.push(this.CONSUME(T.Word).image),
    });
    this.MANY(() => {
      clauses = { ...clauses, ...this.SUBRULE(this.askedClause) };
    });
    const head = words.join(" ");
    const rest = { ...clauses, span: this.spanFrom(first) };
    return this.asksPer && isRuleHead(head)
      ? { kind: "about", head, ...rest }
      : { kind: "asked", head: head as ArrangementHead, ...rest };
  });

  private readonly askedClause: ParserMethod<[], Partial<AskedClauses>> = this.RULE(
    "askedClause",
    (): Partial<AskedClauses> => {
      if (!this.asks) return NO_CLAUSES;
      return this.OR<Partial<AskedClauses>>([
        ...(this.asksPer
          ? [
              {
                ALT: () => {
                  this.CONSUME(k("per"));
                  return { per: this.SUBRULE2(this.name) };
                },
              },
            ]
          : []),
        {
          ALT: () => {
            this.CONSUME(k("of"));
            return { of: this.SUBRULE(this.names) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("for"));
            return { for: this.SUBRULE(this.clauseWords) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("by"));
            return { by: this.SUBRULE(this.name) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("in"));
            return { in: this.SUBRULE(this.clauseSpan) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("on"));
            return { on: this.SUBRULE(this.nameOrLiteral) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("each"));
            return { each: this.SUBRULE(this.period) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("from"));
            const from = this.SUBRULE(this.literal);
            this.CONSUME(k("through"));
            return { between: { from, through: this.SUBRULE2(this.literal) } };
          },
        },
        {
          ALT: () => {
            this.CONSUME(k("with"));
            const pairs = [this.SUBRULE(this.pair)];
            this.MANY(() => {
              this.CONSUME(T.Comma);
              pairs.push(this.SUBRULE2(this.pair));
            });
            return { with: pairs };
          },
        },
      ]);
    },
  );

  /** The words of a clause: all up to the next clause, or to the answer behind the question. */
  private readonly clauseWords: ParserMethod<[], NameNode[]> = this.RULE("clauseWords", (): NameNode[] => {
    const words: NameNode[] = [];
    if (!this.asks) return words;
    this.AT_LEAST_ONE({
      GATE: () => words.length === 0 || this.clauseGoesOn(),
      DEF: () => words.push(this.SUBRULE(this.name)),
    });
    return words;
  });

  private readonly clauseSpan: ParserMethod<[], (NameNode | LiteralNode)[]> = this.RULE(
    "clauseSpan",
    (): (NameNode | LiteralNode)[] => {
      const words: (NameNode | LiteralNode)[] = [];
      if (!this.asks) return words;
      this.AT_LEAST_ONE({
        GATE: () => words.length === 0 || this.clauseGoesOn(),
        DEF: () => words.push(this.SUBRULE(this.name)),
      });
      this.OPTION({
        GATE: () => this.LA(1).tokenType === T.Day,
        DEF: () => words.push(this.SUBRULE(this.literal)),
      });
      return words;
    },
  );

  private clauseGoesOn(): boolean {
    const { image } = this.LA(1);
    if (CLAUSE_ENDS.has(image) || (this.asksPer && image === "per")) return false;
    return !(this.answerFollows && this.LA(2).tokenType === EOF);
  }

  protected readonly pair: ParserMethod<[], WithPair> = this.RULE("pair", (): WithPair => {
    const key = this.SUBRULE(this.name);
    const value = this.SUBRULE(this.nameOrLiteral);
    return { key, value };
  });
}
