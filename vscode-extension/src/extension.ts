// The extension starts the language server that it carries, and offers the commands of the command line.
import * as vscode from "vscode";
import { COMMANDS } from "./commands.js";
import { watchExamples } from "./examples.js";
import { Planwright } from "./planwright.js";
import { PREVIEW, previewSerializer } from "./preview.js";
import { Results } from "./results.js";
import { startServer } from "./server.js";

/** Called once, when the first plan is opened or a command is asked for. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Planwright", { log: true });
  const planwright = new Planwright(context.asAbsolutePath("dist/server/planwright.cjs"), log);
  const results = new Results();
  const client = startServer(context, log);
  const examples = watchExamples(client, planwright);
  const tools = { context, client, planwright, results, examples, log };
  context.subscriptions.push(log, results, examples, client);
  for (const { id, run } of COMMANDS)
    context.subscriptions.push(
      vscode.commands.registerCommand(id, (...given: unknown[]) => run(tools, ...given)),
    );
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(PREVIEW, previewSerializer(client)),
  );
  // The commands do without a server that cannot be started; the client has said so to the user.
  await client.start().catch((thrown: unknown) => log.error(String(thrown)));
}
