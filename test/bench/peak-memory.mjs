// Loaded before a program: when it ends, writes the most memory that it had, in kilobytes, where PEAK_MEMORY says.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const file = process.env.PEAK_MEMORY;
  if (file) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
