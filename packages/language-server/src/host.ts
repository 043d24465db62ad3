import type { ReadFolder } from "@planwright/semantics";

/** What the server needs of the world around it: a disk, or what a browser has in its place. */
export interface Host {
  /** The `.plan` files of a folder, as they are stored; nothing when there is no such folder. Read afresh each time. */
  readonly readFolder: ReadFolder;
  /** The folders at or below `root` that hold `.plan` files. */
  programFolders(root: string): readonly string[];
  /** The day, such as `2015-03-02`. */
  today(): string;
  /** Where the page of a finding can be read, as a URI. */
  pageUri(code: string): string | undefined;
  /** The folder in which the files of the standard library can be read, if they can: it holds `standard/california.plan`. */
  readonly library: string | undefined;
  /** Does something after so many milliseconds. */
  pause(milliseconds: number, run: () => void): void;
  /** Nobody waits for an answer just now: the time to tidy up memory. */
  rest(): void;
  /** Does something once whatever is waiting to be read has been read. */
  later(run: () => void): void;
}
