import type { Span } from "../tree.js";
import type { LiteralNode, NameNode } from "./ast.js";

/** A length of time: `1 month`, or an input. */
export type DurationNode = (LiteralNode & { readonly kind: "duration" }) | NameNode;

/** A day that follows from events: `first of month after hire`. */
export type PointNode =
  /** An input of type date, or the first or last day of something: `employee begin`, `program end`. */
  | {
      readonly kind: "event";
      readonly name: NameNode;
      readonly side: "begin" | "end" | undefined;
      /** `hire of employee`, where a line is about a dependent. */
      readonly isEmployees: boolean;
      readonly span: Span;
    }
  /** `begins of major_medical`: a day of the cover of an employee. */
  | {
      readonly kind: "cover";
      readonly which: "begins" | "ends";
      readonly of: NameNode;
      readonly span: Span;
    }
  | {
      readonly kind: "plus";
      readonly duration: DurationNode;
      readonly after: PointNode;
      readonly span: Span;
    }
  /** The first day of a month, or a day that each year has: `first July 1`. */
  | {
      readonly kind: "first";
      readonly of: { readonly nthMonth: 1 | 2 | 3 } | { readonly month: number; readonly day: number };
      /** `after` leaves its day out, `on or after` holds it; `following` is the word of documents. */
      readonly relation: "after" | "on or after" | "following";
      readonly relationSpan: Span;
      readonly after: PointNode;
      readonly span: Span;
    }
  | {
      readonly kind: "last";
      readonly of: "month" | "calendar year" | "contract year";
      readonly at: PointNode;
      readonly span: Span;
    }
  /** `day of hire`, `day before marriage`. */
  | {
      readonly kind: "beside";
      readonly relation: "of" | "before" | "after";
      readonly at: PointNode;
      readonly span: Span;
    }
  | {
      readonly kind: "choice";
      readonly pick: "earlier" | "later";
      readonly left: PointNode;
      readonly right: PointNode;
      readonly span: Span;
    }
  | { readonly kind: "birthday"; readonly nth: number; readonly span: Span }
  | { readonly kind: "date"; readonly day: string; readonly span: Span }
  | { readonly kind: "never"; readonly span: Span };
