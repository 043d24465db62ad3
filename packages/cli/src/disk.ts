import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "@planwright/semantics";
import { readText } from "./programs.js";

interface Stored {
  readonly stamp: string;
  readonly file: SourceFile;
}

/** Folders are looked into so deep, */
const MOST_DEPTH = 8;
/** and so many of them. */
const MOST_FOLDERS = 10_000;

/** Plans on the disk, for somebody who asks again and again: a file is read when its size or its time has changed. */
export class Disk {
  private readonly folders = new Map<string, ReadonlyMap<string, Stored>>();

  /** The `.plan` files of a folder, with paths as they are asked for; nothing when there is no such folder. */
  plansIn(folder: string): readonly SourceFile[] | undefined {
    const names = namesIn(folder);
    if (!names) {
      this.folders.delete(folder);
      return undefined;
    }
    const before = this.folders.get(folder);
    const now = new Map<string, Stored>();
    for (const name of names) {
      const stored = read(folder, name, before?.get(name));
      if (stored) now.set(name, stored);
    }
    this.folders.set(folder, now);
    return [...now.values()].map(({ file }) => file);
  }

  /** The folders at or below `root` that hold `.plan` files, without hidden ones and those of installed packages. */
  foldersBelow(root: string): readonly string[] {
    const found: string[] = [];
    let looked = 0;
    const walk = (folder: string, depth: number): void => {
      if (++looked > MOST_FOLDERS) return;
      const entries = entriesOf(folder);
      if (entries.some((entry) => !entry.isDirectory() && entry.name.endsWith(".plan"))) found.push(folder);
      if (depth === MOST_DEPTH) return;
      for (const { name } of entries.filter((entry) => entry.isDirectory())) {
        if (!name.startsWith(".") && name !== "node_modules") walk(slashed(join(folder, name)), depth + 1);
      }
    };
    walk(root, 0);
    return found;
  }
}

const slashed = (path: string): string => path.replaceAll("\\", "/");

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".plan"))
      .sort();
  } catch {
    return undefined;
  }
}

/** A file that is gone by now, or that cannot be read, is none. */
function read(folder: string, name: string, before: Stored | undefined): Stored | undefined {
  const path = join(folder, name);
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return undefined;
    const stamp = `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
    if (before?.stamp === stamp) return before;
    return { stamp, file: { path: slashed(path), text: readText(path) } };
  } catch {
    return undefined;
  }
}
