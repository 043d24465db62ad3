// What the probe asks in the editor. Answers are plain data, and vscode.test.ts says what they must be.
const { basename } = require("node:path");
/** @typedef {typeof import("vscode")} Vscode */

const PATIENCE = Number(process.env.PLANWRIGHT_PATIENCE ?? 60_000);

/** The first answer that is meant; the last one where none comes in time. */
async function until(ask, isMeant) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (isMeant(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {Vscode} vscode */
const uriOf = (vscode, name) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);

async function shown(vscode, name) {
  const document = await vscode.workspace.openTextDocument(uriOf(vscode, name));
  return vscode.window.showTextDocument(document);
}

/** Where a text stands in a document, so many characters further on. */
function placeOf(document, text, further = 0) {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`${text} is not in ${document.fileName}`);
  return document.positionAt(at + further);
}

async function provided(vscode, command, name, text, further = 0, ...more) {
  const { document } = await shown(vscode, name);
  const answer = await vscode.commands.executeCommand(
    command,
    document.uri,
    ...(text === undefined ? [] : [placeOf(document, text, further)]),
    ...more,
  );
  return { document, answer };
}

const diagnosticsOf = (vscode, name) =>
  vscode.languages.getDiagnostics(uriOf(vscode, name)).map(({ code, message, range, severity, source }) => ({
    code: code?.value ?? code,
    target: code?.target?.toString(true),
    message,
    line: range.start.line + 1,
    severity,
    source,
  }));

const textOf = (contents) => contents.map((one) => (typeof one === "string" ? one : one.value)).join("\n");

module.exports = {
  trusted: (vscode) => vscode.workspace.isTrusted,

  language: async (vscode) => (await shown(vscode, "vision/vision.plan")).document.languageId,

  active: async (vscode) => {
    const extension = vscode.extensions.getExtension("planwright.planwright-vscode");
    await extension.activate();
    const commands = await vscode.commands.getCommands(true);
    const own = extension.packageJSON.contributes.commands.map(({ command }) => command);
    return { isActive: extension.isActive, missing: own.filter((command) => !commands.includes(command)) };
  },

  diagnostics: async (vscode) => {
    await shown(vscode, "wrong/wrong.plan");
    return until(
      () => diagnosticsOf(vscode, "wrong/wrong.plan"),
      (found) => found.length > 0,
    );
  },

  clean: async (vscode) => {
    const { document } = await shown(vscode, "wrong/wrong.plan");
    const edit = new vscode.WorkspaceEdit();
    const start = placeOf(document, "singel");
    edit.replace(document.uri, new vscode.Range(start, start.translate(0, 6)), "single");
    const before = diagnosticsOf(vscode, "wrong/wrong.plan").length;
    await vscode.workspace.applyEdit(edit);
    const after = await until(
      () => diagnosticsOf(vscode, "wrong/wrong.plan").length,
      (count) => count === 0,
    );
    await vscode.commands.executeCommand("workbench.action.files.revert");
    return { before, after };
  },

  hover: async (vscode) => {
    const { answer } = await provided(
      vscode,
      "vscode.executeHoverProvider",
      "vision/vision.plan",
      'option_1 "',
      2,
    );
    return answer.map(({ contents }) => textOf(contents)).join("\n");
  },

  completion: async (vscode) => {
    const { document } = await shown(vscode, "vision/examples.plan");
    const at = placeOf(document, "plan option_1", 5);
    const { items } = await vscode.commands.executeCommand(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    return items.map(({ label }) => (typeof label === "string" ? label : label.label));
  },

  definition: async (vscode) => {
    const { answer } = await provided(
      vscode,
      "vscode.executeDefinitionProvider",
      "vision/examples.plan",
      "option_1",
      2,
    );
    return answer.map((one) => {
      const uri = one.targetUri ?? one.uri;
      const range = one.targetSelectionRange ?? one.targetRange ?? one.range;
      return [basename(uri.path), range.start.line + 1];
    });
  },

  references: async (vscode) => {
    const { answer } = await provided(
      vscode,
      "vscode.executeReferenceProvider",
      "vision/vision.plan",
      "option_1",
      2,
    );
    return answer.map(({ uri, range }) => [basename(uri.path), range.start.line + 1]).sort();
  },

  rename: async (vscode) => {
    const { answer } = await provided(
      vscode,
      "vscode.executeDocumentRenameProvider",
      "vision/vision.plan",
      "option_1",
      2,
      "basic",
    );
    return answer
      .entries()
      .map(([uri, edits]) => [basename(uri.path), edits.map(({ newText }) => newText)])
      .sort();
  },

  formatting: async (vscode) => {
    const { document } = await shown(vscode, "vision/vision.plan");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, placeOf(document, "currency    USD", 8), "      ");
    await vscode.workspace.applyEdit(edit);
    const loose = document.getText();
    const edits = await vscode.commands.executeCommand("vscode.executeFormatDocumentProvider", document.uri, {
      tabSize: 2,
      insertSpaces: true,
    });
    const tidy = new vscode.WorkspaceEdit();
    tidy.set(document.uri, edits ?? []);
    await vscode.workspace.applyEdit(tidy);
    const formatted = document.getText();
    await vscode.commands.executeCommand("workbench.action.files.revert");
    return { changed: loose !== formatted, same: formatted === document.getText() };
  },

  outline: async (vscode) => {
    const { answer } = await provided(vscode, "vscode.executeDocumentSymbolProvider", "vision/vision.plan");
    return (answer ?? []).map(({ name }) => name);
  },

  workspaceSymbols: async (vscode) =>
    (await vscode.commands.executeCommand("vscode.executeWorkspaceSymbolProvider", "plus_one")).map(
      ({ name }) => name,
    ),

  tokens: async (vscode) => {
    const { answer } = await provided(vscode, "vscode.provideDocumentSemanticTokens", "vision/vision.plan");
    return answer?.data.length ?? 0;
  },

  lenses: async (vscode) => {
    const ask = async () =>
      (await provided(vscode, "vscode.executeCodeLensProvider", "vision/examples.plan", undefined)).answer ??
      [];
    const found = await until(ask, (all) => {
      // Another process is told no titles.
      const titles = all.flatMap(({ command }) => command?.title ?? []);
      return all.length > 0 && (titles.length === 0 || titles.some((title) => title.includes("FAILS")));
    });
    return found.map(({ command, range }) => [range.start.line + 1, command?.title]);
  },

  fixes: async (vscode) => {
    const { document } = await shown(vscode, "wrong/wrong.plan");
    await until(
      () => diagnosticsOf(vscode, "wrong/wrong.plan"),
      (found) => found.length > 0,
    );
    const at = placeOf(document, "singel");
    const actions = await vscode.commands.executeCommand(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(at, at.translate(0, 6)),
    );
    return actions.map(({ title }) => title);
  },

  inlayHints: async (vscode) => {
    const { document } = await shown(vscode, "vision/vision.plan");
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand(
      "vscode.executeInlayHintProvider",
      document.uri,
      whole,
    );
    return (hints ?? []).map(({ label }) =>
      typeof label === "string" ? label : label.map(({ value }) => value).join(""),
    );
  },

  examples: (vscode) => vscode.commands.executeCommand("planwright.test"),

  check: (vscode) => vscode.commands.executeCommand("planwright.check"),

  build: async (vscode) => {
    const out = uriOf(vscode, "vision.ratebook.json");
    await vscode.commands.executeCommand("planwright.build", uriOf(vscode, "vision"), out);
    const book = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(out)));
    return [book.format, book.program.id];
  },

  buildWrong: (vscode) =>
    vscode.commands.executeCommand(
      "planwright.build",
      uriOf(vscode, "wrong"),
      uriOf(vscode, "wrong.ratebook.json"),
    ),

  rate: async (vscode) => {
    const census = uriOf(vscode, "vision/census.csv");
    await vscode.commands.executeCommand("planwright.rate", uriOf(vscode, "vision"), census, "2015-03-01");
    const { document } = vscode.window.activeTextEditor;
    return { name: basename(document.uri.path), text: document.getText() };
  },

  compare: (vscode) => vscode.commands.executeCommand("planwright.compare", uriOf(vscode, "vision"), "HEAD"),

  compareNothing: (vscode) =>
    vscode.commands.executeCommand("planwright.compare", uriOf(vscode, "vision"), "no-such-revision"),

  newProgram: async (vscode) => {
    await vscode.commands.executeCommand("planwright.newProgram", uriOf(vscode, "fresh"));
    const made = vscode.window.activeTextEditor.document;
    const found = await until(
      () => diagnosticsOf(vscode, "fresh/program.plan"),
      () => true,
    );
    return { name: basename(made.fileName), language: made.languageId, findings: found };
  },

  explain: async (vscode) => {
    await vscode.commands.executeCommand("planwright.explain", "PW1001");
    const tabs = () => vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all.map(({ label }) => label));
    return until(tabs, (labels) => labels.some((label) => label.includes("PW1001")));
  },
};
