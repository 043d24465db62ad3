import type { IParserConfig, ParserMethod } from "chevrotain";
import * as T from "../tokens.js";
import type { LiteralNode, NameNode } from "./ast.js";
import { BaseGrammar, means } from "./base.js";
import { keyword as k } from "./keywords.js";
import type * as R from "./renewal-ast.js";

/** The lines of a history of rate changes. */
export class RenewalGrammar extends BaseGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }

  /** `7.0% rate_change, 2% fee, compounded, for united on 2018-10-01`. */
  readonly parts: ParserMethod<[], R.PartsNode> = this.RULE("parts", (): R.PartsNode => {
    const first = this.LA(1);
    const parts = [this.SUBRULE(this.part)];
    let together: R.Together | undefined;
    this.MANY({
      GATE: () => !this.nextIs(2, "added", "compounded", "for"),
      DEF: () => {
        this.CONSUME(T.Comma);
        parts.push(this.SUBRULE2(this.part));
      },
    });
    this.OPTION({
      GATE: () => this.nextIs(2, "added", "compounded"),
      DEF: () => {
        this.CONSUME2(T.Comma);
        together = this.OR<R.Together>([
          { ALT: () => means("added", this.CONSUME(k("added"))) },
          { ALT: () => means("compounded", this.CONSUME(k("compounded"))) },
        ]);
      },
    });
    this.OPTION2(() => this.CONSUME3(T.Comma));
    let of: readonly NameNode[] = [];
    this.OPTION3(() => {
      this.CONSUME(k("for"));
      of = this.SUBRULE(this.names);
    });
    this.CONSUME(k("on"));
    const on = this.SUBRULE(this.literal);
    return { parts, together, for: of, on, span: this.spanFrom(first) };
  });

  private readonly part: ParserMethod<[], R.PartNode> = this.RULE("part", (): R.PartNode => {
    const percent: LiteralNode = this.SUBRULE(this.literal);
    const name = this.SUBRULE(this.name);
    return { percent, name };
  });
}
