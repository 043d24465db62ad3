import type { IParserConfig, ParserMethod } from "chevrotain";
import type { ConditionNode, ExpressionNode, LiteralNode, NameNode, WithPair } from "./ast.js";
import type { Title } from "./base.js";
import * as T from "../tokens.js";
import { FigureGrammar } from "./figures.js";
import { ruleHeadAt } from "./heads.js";
import { keyword as k } from "./keywords.js";
import type * as R from "./rule-ast.js";

/** The lines of a rule over the program itself, and of how findings are taken. */
export class RuleGrammar extends FigureGrammar {
  constructor(config: IParserConfig = {}) {
    super(config);
    this.performSelfAnalysis();
  }

  protected override get asksPer(): boolean {
    return true;
  }

  protected override arrangementWords(): number {
    const words = ruleHeadAt((ahead) => this.LA(ahead).image);
    return words > 0 && this.clauseBegins(words + 1) ? words : super.arrangementWords();
  }

  /** `plan for medical when deductible per person of plan is not none`. */
  readonly ruleLoop: ParserMethod<[], R.RuleLoopNode> = this.RULE("ruleLoop", (): R.RuleLoopNode => {
    const first = this.LA(1);
    const each = this.SUBRULE(this.name);
    let coverages: NameNode[] = [];
    let among: NameNode[] = [];
    const pairs: WithPair[] = [];
    this.OPTION(() => {
      this.OR([{ ALT: () => this.CONSUME(k("for")) }, { ALT: () => this.CONSUME(k("of")) }]);
      coverages = this.SUBRULE(this.names);
    });
    this.OPTION2(() => {
      this.CONSUME(k("in"));
      among = this.SUBRULE2(this.names);
    });
    this.OPTION3(() => {
      this.CONSUME(k("with"));
      pairs.push(this.SUBRULE(this.pair));
      this.MANY(() => {
        this.CONSUME(T.Comma);
        pairs.push(this.SUBRULE2(this.pair));
      });
    });
    const when = this.OPTION4(() => {
      this.CONSUME(k("when"));
      return this.SUBRULE(this.condition);
    });
    return { each, for: coverages, in: among, with: pairs, when, span: this.spanFrom(first) };
  });

  readonly ruleCondition: ParserMethod<[], ConditionNode> = this.RULE(
    "ruleCondition",
    (): ConditionNode => this.SUBRULE(this.condition),
  );

  readonly ruleFigure: ParserMethod<[], ExpressionNode> = this.RULE(
    "ruleFigure",
    (): ExpressionNode => this.SUBRULE(this.expression),
  );

  readonly applies: ParserMethod<[], R.AppliesNode> = this.RULE("applies", (): R.AppliesNode => {
    const first = this.CONSUME(k("from"));
    const from = this.SUBRULE(this.literal);
    const until: LiteralNode | undefined = this.OPTION(() => {
      this.CONSUME(k("until"));
      return this.SUBRULE2(this.literal);
    });
    return { from, until, span: this.spanFrom(first) };
  });

  /** `status active for disability`: the keys of the rates that others continue. */
  readonly continuedRates: ParserMethod<[], R.ContinuedRatesNode> = this.RULE(
    "continuedRates",
    (): R.ContinuedRatesNode => {
      const first = this.LA(1);
      const pairs = [this.SUBRULE(this.pair)];
      this.MANY(() => {
        this.CONSUME(T.Comma);
        pairs.push(this.SUBRULE2(this.pair));
      });
      const reason: NameNode | undefined = this.OPTION(() => {
        this.CONSUME(k("for"));
        return this.SUBRULE(this.name);
      });
      return { with: pairs, reason, span: this.spanFrom(first) };
    },
  );

  readonly findingLevel: ParserMethod<[], R.FindingLevelNode> = this.RULE(
    "findingLevel",
    (): R.FindingLevelNode => {
      const first = this.LA(1);
      const of = this.SUBRULE(this.name);
      let rule: Title | undefined;
      let folder: Title | undefined;
      this.OPTION(() => {
        rule = this.SUBRULE(this.title);
      });
      const level = this.SUBRULE2(this.name);
      this.OPTION2(() => {
        this.CONSUME(k("in"));
        folder = this.SUBRULE2(this.title);
      });
      return { of, rule, in: folder, level, span: this.spanFrom(first) };
    },
  );
}
