import type {
  AboutNode,
  AskedNode,
  ConditionNode,
  ExpressionNode,
  LiteralNode,
  NameNode,
  QuestionNode,
  RuleHead,
} from "@planwright/syntax";
import { nearest } from "../diagnostics/report.js";
import type { Condition } from "../model.js";
import type { Place } from "../places.js";
import type { FactSource, Typed } from "../types/typed.js";
import type { Asking, Figure } from "./asking.js";
import { accumulated, greatestVolume, share, total } from "./benefit-questions.js";
import { fundingPercent, limit } from "./other-questions.js";
import { continuationPercent, rate, rateRatio } from "./rate-questions.js";
import { showFigure } from "./show.js";
import { WORD_QUESTIONS, type Word, wordOf } from "./words.js";

/** A figure that a rule has asked for, for whoever reads its finding. */
export interface Used {
  readonly what: string;
  readonly place: Place | undefined;
  /** It is a figure of the year, and none of the program's own. */
  readonly isLimit: boolean;
}

const TRUE: Condition = { op: "all", of: [] };
const FALSE: Condition = { op: "any", of: [] };

type Truth = { readonly condition: Condition | undefined };

/** Questions that are answered with a figure, by their first words. */
const FIGURE_QUESTIONS: Readonly<Partial<Record<RuleHead, (node: AboutNode, asking: Asking) => Figure>>> = {
  deductible: accumulated,
  "out of pocket maximum": accumulated,
  "total out of pocket maximum": total,
  copay: share,
  coinsurance: share,
  limit,
  "greatest rate ratio": rateRatio,
  "greatest volume": greatestVolume,
  "continuation percent": continuationPercent,
  "aggregate attachment percent": fundingPercent,
  "reserve percent": fundingPercent,
};

/** Answers what a rule asks, of one subject in one plan year. */
export class Facts implements FactSource {
  readonly used: Used[] = [];

  constructor(readonly asking: Asking) {}

  figure(node: ExpressionNode): { readonly typed: Typed | undefined } | undefined {
    if (node.kind === "asked") return { typed: this.unknown(node) };
    if (node.kind !== "about" && node.kind !== "question") return undefined;
    const found = this.ask(node);
    if (found !== "none") return { typed: found };
    const what = `There is no ${this.asking.textOf(node)}`;
    return { typed: this.asking.refuse(node, what, "Write `when ... is not none` where the rule needs it.") };
  }

  is(node: ConditionNode & { kind: "is" }): Truth | undefined {
    const { value, values } = node;
    const answer = (holds: boolean): Truth => ({ condition: holds === !node.not ? TRUE : FALSE });
    const [first, second] = values;
    if (first?.kind === "name" && first.name === "none" && !second && isFigure(value)) {
      const found = this.ask(value);
      if (found) this.used.pop();
      return found === undefined ? { condition: undefined } : answer(found === "none");
    }
    const word = wordOf(value, this.asking);
    if (!word) return undefined;
    if (!values.every((one) => this.isPossible(one, word))) return { condition: undefined };
    const said = typeof word.is === "string" ? [word.is] : (word.is ?? []);
    return answer(values.some((one) => said.includes(textOf(one) ?? "")));
  }

  /** Whether a word may be what it is compared with; reported when it may not. */
  private isPossible(one: NameNode | LiteralNode, { kind, among }: Word): boolean {
    const text = textOf(one);
    if (text !== undefined && (among === undefined || among.includes(text))) return true;
    const meant = text !== undefined && among ? nearest(text, among) : undefined;
    const why = among && among.length <= 20 ? `There is: ${among.join(", ")}.` : undefined;
    this.asking.refuse(one, `There is no ${kind} ${text ?? "that is a figure"}`, why, meant);
    return false;
  }

  private ask(node: AboutNode | QuestionNode): Figure {
    const { asking } = this;
    asking.said = { place: undefined };
    const found = this.answer(node);
    if (found && found !== "none") {
      const { place, name = asking.textOf(node), more = "" } = asking.said;
      this.used.push({
        what: `${name} is ${showFigure(found)}${more}`,
        place,
        isLimit: node.head === "limit",
      });
    }
    return found;
  }

  private answer(node: AboutNode | QuestionNode): Figure {
    if (node.kind === "question") return node.head === "rate" ? rate(node, this.asking) : this.unknown(node);
    const question = FIGURE_QUESTIONS[node.head];
    if (question) return question(node, this.asking);
    const what = `\`${node.head}\` is a word, and no figure`;
    return this.asking.refuse(node, what, `It is written like \`${node.head} of plan is ...\`.`);
  }

  private unknown(node: AskedNode | QuestionNode): undefined {
    return this.asking.refuse(
      node,
      `\`${node.head}\` is not known of the program alone`,
      "A rule is asked before there is a person or a claim. What depends on one is put into an `example`.",
    );
  }
}

const isFigure = (node: ExpressionNode): node is AboutNode | QuestionNode =>
  node.kind === "question" || (node.kind === "about" && !(node.head in WORD_QUESTIONS));

const textOf = (node: NameNode | LiteralNode): string | undefined =>
  node.kind === "name" ? node.name : node.kind === "text" ? node.value : undefined;
