import { LAYOUT } from "@planwright/semantics";
import { format, parse, positionAt } from "@planwright/syntax";
import type { Command } from "commander";
import { foldersOf, sourcesOf } from "../programs.js";
import { counted } from "../text.js";
import { say } from "../output.js";
import { replaceFile } from "../writing.js";

export function define(command: Command): void {
  command
    .argument(
      "<paths...>",
      "folders of .plan files or of such folders, or single files; - for standard input",
    )
    .option("--check", "change nothing; list the files that would change")
    .action((paths: string[], options: { check?: boolean }) => {
      let changed = 0;
      let refused = 0;
      const sources = paths
        .flatMap((path) => foldersOf(path))
        .flatMap((path) => sourcesOf(path).files.map((file) => ({ ...file, piped: path === "-" })));
      for (const { path, text, piped } of sources) {
        const tree = parse(path, text);
        const result = format(tree, LAYOUT);
        if (!result.ok) {
          refused++;
          const { line } = positionAt(tree.lineStarts, result.offset);
          process.stderr.write(`${path}:${line} was left as it is: ${WHY[result.reason]}\n`);
          if (piped && !options.check) say(text);
        } else if (piped && !options.check) say(result.text);
        else if (result.text !== text) {
          changed++;
          if (options.check) say(`${path}\n`);
          else replaceFile(path, result.text);
        }
      }
      if (!options.check && paths.every((path) => path !== "-")) {
        say(`Formatted ${counted(changed, "file")}, ${sources.length - changed - refused} were in order.\n`);
      }
      if (refused > 0 || (options.check && changed > 0)) process.exitCode = 1;
    });
}

const WHY = {
  braces: "its braces or brackets do not agree. `planwright check` shows where.",
  texts: "a text is never closed. `planwright check` shows where.",
  tokens: "something could be lost. Please report this file.",
} as const;
