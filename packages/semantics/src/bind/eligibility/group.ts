import type { GroupRequirementNode, GroupTestNode, Property } from "@planwright/syntax";
import type { Document, GroupRequirement } from "../../eligibility-model.js";
import type { FileScope, Read, ReadBlock } from "../../reading/block.js";
import { readProperty } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { exact, shortest } from "../../types/exact.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";

type ParticipationBlock = ReadBlock<(typeof BLOCKS)["participation"]>;
type Level = GroupRequirement["level"];

const EXAMPLES: Readonly<Record<Level, string>> = {
  require: "require at least 75% of eligible employees enrolled",
  recommend: "recommend at least 75% of eligible employees enrolled",
};

/** Whether a requirement is about who pays, which the contributions must meet. */
export const isAboutPayment = ({ items }: Property): boolean =>
  items[2]?.image === "pays" && (items[1]?.image === "employer" || items[1]?.image === "employee");

/** What a group must fulfil beside what is paid. */
export function bindGroup(block: ParticipationBlock, files: FileScope, scope: Scope): GroupRequirement[] {
  return (["require", "recommend"] as const).flatMap((level) =>
    block
      .all(level)
      .flatMap(({ node }) =>
        isAboutPayment(node) ? [] : (bindRequirement(node, level, files, scope) ?? []),
      ),
  );
}

function bindRequirement(
  node: Property,
  level: Level,
  files: FileScope,
  scope: Scope,
): GroupRequirement | undefined {
  const spec = { value: "groupRequirement", example: EXAMPLES[level] } as const;
  const read = readProperty(files, node, 1, spec, `\`${level}\``) as Read<GroupRequirementNode> | undefined;
  if (!read) return undefined;
  const { troubles } = scope.reporter;
  const test = bindTest(read.value.test, files, scope);
  const coverages = scope.findCoverages(read.value.for, files.file);
  const where = { file: files.file, coverage: undefined };
  const when = read.value.when && bindCondition(read.value.when, scope, where);
  if (!test || (read.value.when && !when) || scope.reporter.troubles !== troubles) return undefined;
  const words = node.items
    .slice(1)
    .map(({ image }) => image)
    .join(" ")
    .replaceAll(" ,", ",");
  return { level, test, words, coverages, when, origin: read.origin };
}

function bindTest(node: GroupTestNode, files: FileScope, scope: Scope): GroupRequirement["test"] | undefined {
  switch (node.kind) {
    case "enrolled": {
      const { least } = node;
      if (least.kind === "percent" && exact(least.value).compare(100) <= 0)
        return { kind: "enrolled", least: shortest(least.value), is: "share" };
      if (isCount(least)) return { kind: "enrolled", least: shortest(least.value), is: "count" };
      wrong("A share up to 100%, or a number of employees", least, files, scope);
      return undefined;
    }
    case "eligible": {
      const { least, most } = node;
      const bad = [least, most].find((one) => one !== undefined && !isCount(one));
      if (bad) {
        wrong("A number of employees", bad, files, scope);
        return undefined;
      }
      if (most && exact(least.value).compare(exact(most.value)) > 0) {
        const what = "This range holds nothing: its end is below its beginning";
        scope.reporter.report("PW2013", { what }, placeOf(files.file, most.span));
        return undefined;
      }
      return { kind: "eligible", least: shortest(least.value), most: most && shortest(most.value) };
    }
    case "with dependents":
      return { kind: "with_dependents" };
    case "one plan":
      return { kind: "one_plan" };
    case "holds": {
      const when = bindCondition(node.when, scope, { file: files.file, coverage: undefined });
      return when && { kind: "fact", when };
    }
  }
}

type Literal = Extract<GroupTestNode, { kind: "enrolled" }>["least"];

const isCount = (node: Literal): boolean => node.kind === "number" && /^\d+$/.test(node.value);

function wrong(wanted: string, node: Literal, files: FileScope, scope: Scope): void {
  const got = node.kind === "text" ? "a text" : node.value;
  scope.reporter.report("PW3003", { wanted, got }, placeOf(files.file, node.span));
}

/** Papers that the group hands in. */
export function bindDocuments(block: ParticipationBlock, scope: Scope): Document[] {
  return block.all("documents").flatMap(({ value, origin }) => {
    const coverages = scope.findCoverages(value.for, block.file);
    return value.names.map(({ name }) => ({ id: name, coverages, origin }));
  });
}
