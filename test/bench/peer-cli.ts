/** The peer as a program: a census in, premiums out, as CSV or as lines of JSON. */
import { closeSync, createReadStream, openSync, readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { type Figures, type PeerAnswer, peerFor } from "./peer.ts";

const [figures = "", from = "", to = "", day = ""] = process.argv.slice(2);

const amount = (cents: number): string => (cents / 100).toFixed(2);

const csvOf = ({ id, lines }: PeerAnswer): string =>
  lines
    .map(
      (l) =>
        `${id},${l.coverage},${l.plan ?? ""},${amount(l.premium)},${amount(l.employer)},${amount(l.employee)}\n`,
    )
    .join("");

const jsonOf = ({ lines, ...answer }: PeerAnswer): string =>
  `${JSON.stringify({
    ...answer,
    lines: lines.map((l) => ({
      ...l,
      premium: amount(l.premium),
      employer: amount(l.employer),
      employee: amount(l.employee),
    })),
  })}\n`;

async function main(): Promise<void> {
  const rate = peerFor(JSON.parse(readFileSync(figures, "utf8")) as Figures, day);
  const isCsv = from.endsWith(".csv");
  const output = openSync(to, "w");
  let waiting = isCsv ? "id,coverage,plan,premium,employer,employee\n" : "";
  let header: readonly string[] | undefined;
  for await (const line of createInterface({ input: createReadStream(from) })) {
    if (!isCsv) waiting += jsonOf(rate(JSON.parse(line) as Record<string, string>));
    else if (!header) header = line.split(",");
    else {
      const cells = line.split(",");
      waiting += csvOf(rate(Object.fromEntries(header.map((name, i) => [name, cells[i]]))));
    }
    if (waiting.length > 65_536) {
      writeSync(output, waiting);
      waiting = "";
    }
  }
  writeSync(output, waiting);
  closeSync(output);
}

await main();
