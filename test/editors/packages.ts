// The packages that are installed into the editor, made of what is built: the extension, the same with a server that is
// deliberately broken, and the probe.
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capabilities } from "@planwright/language-server";
import { lay, pack } from "../../scripts/package-vsix.mjs";
import { ROOT } from "../support/programs.ts";

const CACHE = join(ROOT, ".cache/editors");
const OWN = join(ROOT, "test/editors");

export async function extensionPackage(): Promise<string> {
  const stage = join(CACHE, "extension");
  await lay(stage);
  pack(stage, `${stage}.vsix`);
  return `${stage}.vsix`;
}

/** The command line is whole, and its `lsp` is another program. */
export async function brokenPackage(): Promise<string> {
  const stage = join(CACHE, "broken");
  await lay(stage);
  const server = join(stage, "dist/server");
  renameSync(join(server, "planwright.cjs"), join(server, "whole.cjs"));
  cpSync(join(OWN, "broken-server.cjs"), join(server, "broken.cjs"));
  writeFileSync(join(server, "broken.json"), JSON.stringify(capabilities()));
  writeFileSync(
    join(server, "planwright.cjs"),
    `if (process.argv[2] === "lsp") { process.argv[2] = __dirname + "/broken.json"; require("./broken.cjs"); }
else require("./whole.cjs");`,
  );
  const manifest = join(stage, "package.json");
  const said = JSON.parse(readFileSync(manifest, "utf8"));
  writeFileSync(manifest, JSON.stringify({ ...said, files: [...said.files, "dist/server/broken.json"] }));
  pack(stage, `${stage}.vsix`);
  return `${stage}.vsix`;
}

/** The extension as it is laid out for its package, with a worker that answers nothing where it is broken. */
export async function browserFolder(isBroken: boolean): Promise<string> {
  const stage = join(CACHE, isBroken ? "browser-broken" : "browser");
  await lay(stage);
  if (isBroken) {
    const answer = `{ jsonrpc: "2.0", id, result: method === "initialize" ? { capabilities: ${JSON.stringify(capabilities())} } : null }`;
    writeFileSync(
      join(stage, "dist/web/server.js"),
      `onmessage = ({ data: { id, method } }) => { if (id !== undefined && method) postMessage(${answer}); };`,
    );
  }
  return stage;
}

export function probePackage(): string {
  const stage = join(CACHE, "probe");
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  cpSync(join(OWN, "probe"), stage, { recursive: true });
  cpSync(join(ROOT, "LICENSE"), join(stage, "LICENSE"));
  pack(stage, `${stage}.vsix`);
  return `${stage}.vsix`;
}

/** The broken server as a command, for editors that start one themselves. */
export function brokenCommand(): readonly string[] {
  mkdirSync(CACHE, { recursive: true });
  const said = join(CACHE, "capabilities.json");
  writeFileSync(said, JSON.stringify(capabilities()));
  return [process.execPath, join(OWN, "broken-server.cjs"), said];
}
