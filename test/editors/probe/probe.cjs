// Runs in the editor: runs the questions of a test there, and writes down what came of them.
const { renameSync, writeFileSync } = require("node:fs");
const vscode = require("vscode");

exports.activate = async () => {
  const { PLANWRIGHT_QUESTIONS: questions, PLANWRIGHT_ANSWERS: answers } = process.env;
  if (!questions || !answers) return;
  /** @type {Record<string, unknown>} */
  const told = {};
  for (const [name, ask] of Object.entries(require(questions))) {
    try {
      told[name] = { answer: await ask(vscode) };
    } catch (thrown) {
      told[name] = { error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
    }
  }
  // Under its name only when it is whole.
  writeFileSync(`${answers}.part`, JSON.stringify(told, null, 2));
  renameSync(`${answers}.part`, answers);
};
