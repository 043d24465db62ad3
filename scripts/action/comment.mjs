// Keeps one comment on a pull request up to date: the one that begins with the marker of the program.
import { appendFileSync, readFileSync } from "node:fs";

/** GitHub takes no longer comment. */
const MOST_CHARACTERS = 65_000;
/** Pages of a hundred comments that are looked through. */
const MOST_PAGES = 30;
const MARKER = /^<!-- planwright:diff [\w.-]+ -->$/;

/** @param {string} name */
function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** @param {string} text */
function cut(text) {
  if (text.length <= MOST_CHARACTERS) return text;
  const end = text.lastIndexOf("\n", MOST_CHARACTERS);
  return `${text.slice(0, end)}\n\n… cut here: the summary of the run has all of it.\n`;
}

/**
 * @param {string} path
 * @param {{ method?: string, body?: unknown }} [how]
 * @returns {Promise<unknown>}
 */
async function ask(path, { method = "GET", body } = {}) {
  const api = process.env.GITHUB_API_URL ?? "https://api.github.com";
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${needed("GITHUB_TOKEN")}`,
      accept: "application/vnd.github+json",
      "content-type": "application/json",
      "user-agent": "planwright-diff",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`);
  return response.json();
}

/**
 * @param {string} issue
 * @param {string} marker
 * @returns {Promise<number | undefined>} the comment that begins with the marker
 */
async function existing(issue, marker) {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const comments = await ask(`${issue}/comments?per_page=100&page=${page}`);
    if (!Array.isArray(comments)) throw new Error("the comments are no list");
    const found = comments.find(({ body }) => typeof body === "string" && body.split(/\r?\n/)[0] === marker);
    if (found) return found.id;
    if (comments.length < 100) return undefined;
  }
  return undefined;
}

async function main() {
  const body = cut(readFileSync(needed("COMMENT_FILE"), "utf8"));
  const [marker = ""] = body.split("\n");
  if (!MARKER.test(marker)) throw new Error("the comment has no marker");
  const event = JSON.parse(readFileSync(needed("GITHUB_EVENT_PATH"), "utf8"));
  const number = event.pull_request?.number;
  if (!Number.isInteger(number)) throw new Error("this is no pull request");
  const repository = `/repos/${needed("GITHUB_REPOSITORY")}`;
  const id = await existing(`${repository}/issues/${number}`, marker);
  const isQuiet = body.includes(": no change in meaning.**");
  if (id !== undefined) await ask(`${repository}/issues/comments/${id}`, { method: "PATCH", body: { body } });
  // Of nothing, nobody is told who was told nothing before.
  else if (!isQuiet) await ask(`${repository}/issues/${number}/comments`, { method: "POST", body: { body } });
  const done = id !== undefined ? "updated" : isQuiet ? "not needed" : "written";
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `done=${done}\n`);
  console.log(`The comment was ${done}.`);
}

try {
  await main();
} catch (thrown) {
  // Whoever comes from a fork may not comment; the comparison stands in the summary of the run all the same.
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  console.log(`::warning::The comment could not be written: ${reason.replace(/\s+/g, " ")}`);
}
