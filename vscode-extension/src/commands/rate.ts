import { basename } from "node:path";
import * as vscode from "vscode";
import { programFor, saved } from "../programs.js";
import type { Tools } from "../tools.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Computes the premiums of a census and shows them. `given`: the program and the census, as Uris, and the day. */
export async function rate(
  { planwright, results }: Tools,
  given?: unknown,
  census?: unknown,
  day?: unknown,
): Promise<string | undefined> {
  const program = await programFor(given, "Rate the census by which program?");
  if (!program) return undefined;
  const file = census instanceof vscode.Uri ? census : await askedCensus(program.path);
  if (!file) return undefined;
  const asOf = typeof day === "string" ? day : await askedDay();
  if (asOf === undefined) return undefined;
  await saved();
  const when = asOf === "" ? [] : ["--as-of", asOf];
  const args = ["rate", program.path, "--census", file.fsPath, ...when];
  const { status, stdout, stderr } = await planwright.run(args, program.path);
  if (status === 2 || stdout === "") {
    void vscode.window.showErrorMessage(
      status === 2 ? stderr.trim() : "The census was not rated: errors stand in the program.",
    );
    return undefined;
  }
  await results.show(`Premiums of ${basename(file.fsPath)}.txt`, `${stdout}${stderr}`);
  if (status === 1) void vscode.window.showWarningMessage(stderr.trim());
  return stdout;
}

async function askedCensus(folder: string): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    defaultUri: vscode.Uri.file(folder),
    filters: { Census: ["csv", "jsonl"] },
    openLabel: "Rate this census",
  });
  return chosen?.[0];
}

const askedDay = (): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title: "Rate a census",
    prompt: "The day of rows without a column “date”. Leave it empty for the first day of the program.",
    placeHolder: "2026-01-01",
    validateInput: (text) => (text === "" || DAY.test(text) ? undefined : "Write a day such as 2026-01-31."),
  });
