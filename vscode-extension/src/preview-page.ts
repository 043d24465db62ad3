// What stands in the panel of the preview: a frame with a script of its own, which is handed the page as messages.

/** What `planwright/preview` answers. */
export interface Preview {
  readonly title: string;
  readonly body: string;
  readonly style: string;
  readonly isCurrent: boolean;
  readonly services: readonly Service[];
  readonly anchors: readonly Anchor[];
}

/** What the charts can be of. */
export interface Service {
  readonly id: string;
  readonly name: string;
}

/** A part of the page, and the line that says it, from 0. */
export interface Anchor {
  readonly id: number;
  readonly uri: string;
  readonly line: number;
}

/** What the panel is told. */
export type ToPanel =
  | {
      readonly kind: "page";
      readonly body: string;
      readonly style: string;
      readonly notice: string;
      readonly services: readonly Service[];
      /** The one that was chosen; empty where none was. */
      readonly service: string;
    }
  /** The parts of the page where the cursor stands. */
  | { readonly kind: "here"; readonly ids: readonly number[] };

/** What the panel tells: it can be told the page, somebody points at a part of it, or chooses a service for the charts. */
export type FromPanel =
  | { readonly kind: "ready" }
  | { readonly kind: "pointed"; readonly id: number }
  | { readonly kind: "chosen"; readonly service: string };

/** What came from the panel, read without trust. */
export function readMessage(message: unknown): FromPanel | undefined {
  if (typeof message !== "object" || message === null || !("kind" in message)) return undefined;
  if (message.kind === "ready") return { kind: "ready" };
  if (message.kind === "pointed" && "id" in message && Number.isSafeInteger(message.id))
    return { kind: "pointed", id: Number(message.id) };
  if (message.kind === "chosen" && "service" in message && typeof message.service === "string")
    return { kind: "chosen", service: message.service };
  return undefined;
}

/** The anchors of the line in which the cursor stands, or of the nearest line before it that has some. */
export function anchorsAt(anchors: readonly Anchor[], uri: string, line: number): readonly Anchor[] {
  let nearest = -1;
  for (const anchor of anchors)
    if (anchor.uri === uri && anchor.line <= line && anchor.line > nearest) nearest = anchor.line;
  return anchors.filter((anchor) => anchor.uri === uri && anchor.line === nearest);
}

/**
 * It puts in what it is told, marks where the cursor stands, and tells where somebody points. Markup that is put in so
 * runs nothing: its policy allows the two elements with the nonce, and no handlers.
 */
const SCRIPT = `const host = acquireVsCodeApi();
const page = document.getElementById("planwright-page");
const notice = document.getElementById("planwright-notice");
const service = document.getElementById("planwright-service");
let here = [];
function mark(scroll) {
  for (const one of page.querySelectorAll(".here")) one.classList.remove("here");
  const found = here.map((id) => page.querySelector('[data-at="' + id + '"]')).filter(Boolean);
  for (const one of found) one.classList.add("here");
  if (!scroll || found.length === 0) return;
  const { top, bottom } = found[0].getBoundingClientRect();
  if (top < 60 || bottom > innerHeight) found[0].scrollIntoView({ block: "center" });
}
addEventListener("message", ({ data }) => {
  if (data.kind === "page") {
    const opened = new Set([...page.querySelectorAll("details")].map((one, i) => (one.open ? i : -1)));
    document.getElementById("planwright-style").textContent = data.style;
    page.innerHTML = data.body;
    page.querySelectorAll("details").forEach((one, i) => (one.open = opened.has(i)));
    const choices = [{ id: "", name: "Charts: what plans say most of" }, ...data.services];
    service.replaceChildren(...choices.map(({ id, name }) => new Option(name, id, false, id === data.service)));
    service.hidden = data.services.length === 0;
    notice.textContent = data.notice;
    notice.hidden = data.notice === "";
    mark(false);
  }
  if (data.kind === "here") {
    here = data.ids;
    mark(true);
  }
});
service.addEventListener("change", () => host.postMessage({ kind: "chosen", service: service.value }));
page.addEventListener("click", (event) => {
  if (event.target.closest("a, summary")) return;
  const part = event.target.closest("[data-at]");
  if (part) host.postMessage({ kind: "pointed", id: Number(part.dataset.at) });
});
host.postMessage({ kind: "ready" });`;

/** The frame. `nonce`: a text that nobody could know. `state`: what is kept for the next start of the editor. */
export function frame(nonce: string, state: { readonly uri: string }): string {
  const kept = JSON.stringify(state).replace(/</g, "\\u003c");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style id="planwright-style" nonce="${nonce}"></style></head>
<body><p id="planwright-notice" class="stale" role="status" hidden></p><select id="planwright-service" aria-label="Service of the charts" hidden></select><div id="planwright-page"></div>
<script nonce="${nonce}">${SCRIPT}
host.setState(${kept});</script></body></html>`;
}
