// A language server that is deliberately broken: it says that it can do everything, and answers nothing. What a test
// asks of an editor must fail with it. `node broken-server.cjs capabilities.json`
const { readFileSync } = require("node:fs");

const capabilities = JSON.parse(readFileSync(process.argv[2], "utf8"));
let held = Buffer.alloc(0);

/** @param {object} message */
function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  process.stdout.write(`Content-Length: ${body.length}\r\n\r\n`);
  process.stdout.write(body);
}

process.stdin.on("data", (data) => {
  held = Buffer.concat([held, data]);
  for (;;) {
    const end = held.indexOf("\r\n\r\n");
    const length = Number(/Content-Length: (\d+)/i.exec(held.subarray(0, Math.max(end, 0)).toString())?.[1]);
    if (end < 0 || held.length < end + 4 + length) return;
    const { id, method } = JSON.parse(held.subarray(end + 4, end + 4 + length).toString());
    held = held.subarray(end + 4 + length);
    if (method === "exit") process.exit(0);
    if (id !== undefined && method !== undefined)
      send({ id, result: method === "initialize" ? { capabilities } : null });
  }
});
process.stdin.on("end", () => process.exit(0));
