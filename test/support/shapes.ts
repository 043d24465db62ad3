// The shapes of JSON answers that other systems rely on.
import { Ajv2020 } from "ajv/dist/2020.js";

const range = {
  type: "object",
  required: ["start", "end"],
  properties: { start: { $ref: "#/$defs/position" }, end: { $ref: "#/$defs/position" } },
};
const position = {
  type: "object",
  required: ["line", "column"],
  properties: { line: { type: "integer", minimum: 1 }, column: { type: "integer", minimum: 1 } },
};
const place = {
  type: "object",
  required: ["message", "file", "range"],
  properties: { range: { $ref: "#/$defs/range" } },
};
const list = (items: object) => ({ type: "array", items });
const figure = { type: "string", pattern: "^\\d+\\.\\d{2,}$" };
const money = { type: ["string", "null"], pattern: "^\\d+\\.\\d\\d$" };
const text = { type: "string" };

/** What other systems read of each answer. */
const SHAPES = {
  check: {
    $defs: { range, position },
    type: "object",
    required: ["diagnostics", "summary"],
    properties: {
      diagnostics: list({
        type: "object",
        required: ["code", "severity", "message", "file", "range", "related", "fixes"],
        properties: {
          code: { type: "string", pattern: "^PW\\d{4}$" },
          severity: { enum: ["error", "warning", "info"] },
          message: text,
          file: text,
          range: { $ref: "#/$defs/range" },
          related: list(place),
          fixes: list({
            type: "object",
            required: ["title", "edits"],
            properties: { edits: list({ type: "object", required: ["file", "range", "text"] }) },
          }),
        },
      }),
      summary: {
        type: "object",
        required: ["errors", "warnings", "infos", "suppressed"],
        additionalProperties: { type: "integer" },
      },
    },
  },
  rate: {
    type: "object",
    required: ["id", "lines", "total", "errors"],
    properties: {
      id: { type: ["string", "null"] },
      lines: list({
        type: "object",
        required: ["coverage", "plan", "rate", "per", "quantity", "premium", "employer", "employee", "trace"],
        properties: {
          coverage: text,
          plan: { type: ["string", "null"] },
          rate: figure,
          per: text,
          quantity: { type: "string", pattern: "^\\d+(\\.\\d+)?$" },
          premium: money,
          employer: money,
          employee: money,
          trace: { type: "array" },
        },
      }),
      total: {
        anyOf: [
          { type: "null" },
          { type: "object", required: ["premium", "employer", "employee"], additionalProperties: money },
        ],
      },
      errors: list({
        type: "object",
        required: ["about", "message"],
        properties: { about: text, message: text },
      }),
    },
  },
  test: {
    type: "object",
    required: ["examples", "summary"],
    properties: {
      examples: list({
        type: "object",
        required: ["name", "file", "line", "status", "checks"],
        properties: {
          name: text,
          file: text,
          line: { type: "integer", minimum: 1 },
          status: { enum: ["pass", "fail"] },
          checks: list({
            type: "object",
            required: ["what", "expected", "actual", "status"],
            properties: {
              what: text,
              expected: text,
              actual: text,
              printed: text,
              status: { enum: ["pass", "fail"] },
            },
          }),
        },
      }),
      summary: {
        type: "object",
        required: ["passed", "failed", "misprints"],
        additionalProperties: { type: "integer" },
      },
    },
  },
};

const ajv = new Ajv2020({ allowUnionTypes: true, strict: true, strictRequired: false, strictTypes: false });

/** Where an answer has not the shape that it should have; empty when it has. */
export function wrongShape(shape: keyof typeof SHAPES, value: unknown): string[] {
  const validate = ajv.compile(SHAPES[shape]);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
