// Two plans that repeat each other: one as like the other, or both as like a schedule of what they share.
import { join } from "node:path";
import { analyze } from "@planwright/semantics";
import type { CodeAction } from "vscode-languageserver-protocol";
import { afterEach, describe, expect, it } from "vitest";
import { plansIn, ROOT } from "../support/programs.ts";
import { Editor, edited, Memory, uri, VISION } from "./editor.ts";

const editors: Editor[] = [];

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

const FILE = "a/plan.plan";

/** Two plans of vision, the second a copy of the first but for its copay. */
const TWO = `${VISION.replace(/plan option_1.*\n\nplan option_2.*\n/, "")}
networks for vision {
  inside "In the network"  balance written off
}

services for vision {
  exam    "Eye exam"
  lenses  "Lenses"
  frames  "Frames"
}

plan option_1 "Option 1" for vision {
  allowed charge  in full in inside
  deductible  $20 per person each calendar year

  benefits {
    service by network | inside
    exam               | deductible then plan pays 80%
    lenses             | no charge
    frames             | copay $10 per visit
  }
}

plan opt‸ion_2 "Option 2" for vision {
  allowed charge  in full in inside
  deductible  $20 per person each calendar year

  benefits {
    service by network | inside
    exam               | deductible then plan pays 90%
    lenses             | no charge
    frames             | copay $10 per visit
  }
}
`;

async function actionsOn(source: string) {
  const editor = await Editor.start({ host: new Memory().host });
  editors.push(editor);
  const { text, cursors } = await editor.openMarked(FILE, source);
  const [start = { line: 0, character: 0 }] = cursors;
  const offered = await editor.ask<CodeAction[]>("textDocument/codeAction", FILE, undefined, {
    range: { start, end: start },
    context: { diagnostics: [], only: ["refactor.extract"] },
  });
  return { editor, text, offered };
}

/** The text after the action with this title. */
async function resultOf(source: string, title: RegExp): Promise<string> {
  const { editor, text, offered } = await actionsOn(source);
  const action = offered.find((one) => title.test(one.title));
  if (!action) return `not offered, but: ${offered.map((one) => one.title).join("; ")}`;
  const resolved = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", action);
  return edited(text, resolved.edit?.changes?.[uri(FILE)] ?? []);
}

const planText = (text: string, heading: string): string => {
  const from = text.indexOf(heading);
  return text.slice(from, text.indexOf("\n}\n", from) + 3);
};

describe("a plan that repeats another", () => {
  it("checks, in the text that these tests begin with", () => {
    const { diagnostics } = analyze(".", [{ path: "a.plan", text: TWO.replace("‸", "") }]);
    expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual(
      [],
    );
  });

  it("becomes like it, and says only how it differs", async () => {
    const text = await resultOf(TWO, /like option_1/);
    expect(planText(text, "plan option_2")).toBe(`plan option_2 "Option 2" for vision like option_1 {
  benefits {
    service by network | inside
    exam               | deductible then plan pays 90%
  }
}
`);
    expect(planText(text, "plan option_1")).toBe(planText(TWO, "plan option_1"));
  });

  it("is one line where it says nothing of its own", async () => {
    const text = await resultOf(TWO.replace("plan pays 90%", "plan pays 80%"), /like option_1/);
    expect(text).toContain('\nplan option_2 "Option 2" for vision like option_1\n');
  });

  it("shares a schedule with it", async () => {
    const text = await resultOf(TWO, /into a schedule/);
    const schedule = planText(text, "schedule ");
    expect(schedule).toContain(
      'schedule option_2_and_option_1 "What option_2 and option_1 share" for vision {',
    );
    expect(schedule).toContain("deductible  $20 per person each calendar year");
    expect(schedule).toContain("copay $10 per visit");
    expect(schedule).not.toContain("exam");
    for (const plan of ["option_1", "option_2"]) {
      const own = planText(text, `plan ${plan}`);
      expect(own).toContain("for vision like option_2_and_option_1 {");
      expect(own).not.toContain("lenses");
      expect(own).toContain("exam");
    }
  });

  it("is refused where the other says more, which would then hold for both", async () => {
    const more = TWO.replace(
      "frames             | copay $10 per visit\n  }\n}\n\nplan opt‸ion_2",
      "frames             | copay $10 per visit\n  }\n\n  plan pays at most $500 per person each calendar year\n}\n\nplan opt‸ion_2",
    );
    expect(more).toContain("at most $500");
    await expect(resultOf(more, /like option_1/)).rejects.toThrow(/says more|cannot be written so/);
  });

  it("is not offered for plans that have little in common, nor inside a plan", async () => {
    const { offered } = await actionsOn(VISION.replace("plan option_2", "plan opt‸ion_2"));
    expect(offered).toEqual([]);
    expect(
      (
        await actionsOn(
          TWO.replace("opt‸ion_2", "option_2").replace(
            "exam               | deductible then plan pays 9",
            "ex‸am               | deductible then plan pays 9",
          ),
        )
      ).offered,
    ).toEqual([]);
  });
});

describe("in the showcase", () => {
  const folder = "examples/sdrma-2015";
  const path = `${folder}/medical.plan`;

  /** The text of the medical plans after an action on the plan with this heading. */
  async function medicalAfter(change: (text: string) => string, heading: string, title: RegExp) {
    const files = plansIn(join(ROOT, folder)) ?? [];
    const text = change(files.find((file) => file.path === path)?.text ?? "");
    const editor = await Editor.start({
      host: new Memory(Object.fromEntries(files.map((file) => [file.path, file.text]))).host,
    });
    editors.push(editor);
    await editor.open(path, text);
    const start = { line: text.split("\n").findIndex((line) => line.startsWith(heading)), character: 3 };
    const offered = await editor.ask<CodeAction[]>("textDocument/codeAction", path, undefined, {
      range: { start, end: start },
      context: { diagnostics: [], only: ["refactor.extract"] },
    });
    const action = offered.find((one) => title.test(one.title));
    expect(offered.map((one) => one.title).join()).toMatch(title);
    const resolved = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", action);
    return edited(text, resolved.edit?.changes?.[uri(path)] ?? []);
  }

  it("a copy of Gold PPO with another share for an office visit says that alone", async () => {
    const text = await medicalAfter(
      (medical) => {
        const from = medical.indexOf("plan gold_ppo ");
        const copy = medical.slice(from, medical.indexOf("\n}\n", from) + 3);
        const own = copy
          .replace("plan gold_ppo", "plan gold_again")
          .replace(/(\n +office_visit +\|[^\n]*?)\$20/, "$1$$25");
        expect(own).not.toBe(copy.replace("plan gold_ppo", "plan gold_again"));
        return `${medical}\n${own}`;
      },
      "plan gold_again",
      /like gold_ppo/,
    );
    const own = planText(text, "plan gold_again");
    expect(own).toContain('plan gold_again "Gold PPO" for medical like gold_ppo {');
    expect(own.split("\n").filter((line) => line.includes("|"))).toHaveLength(2);
    expect(own).toContain("office_visit");
  });
});
