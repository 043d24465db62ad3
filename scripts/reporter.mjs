// Vitest's own report in a terse form, then one plain line: "412 passed, 0 failed".
import { DefaultReporter } from "vitest/node";

export default class SummaryReporter extends DefaultReporter {
  constructor() {
    super({ summary: false });
  }

  /** @override @type {DefaultReporter["onTestRunEnd"]} */
  onTestRunEnd(modules, unhandledErrors, reason) {
    super.onTestRunEnd(modules, unhandledErrors, reason);
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      let failed = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") count.passed++;
        else if (state === "skipped") count.skipped++;
        else failed++;
      }
      // A file that could not be loaded has no tests to count, yet it did not pass.
      count.failed += failed === 0 && !module.ok() ? 1 : failed;
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
    process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
  }
}
