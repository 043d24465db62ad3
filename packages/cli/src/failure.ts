/** A reason why a command could not run: exit status 2. */
export class Failure extends Error {
  constructor(
    message: string,
    /** What to do. */
    readonly advice?: string,
  ) {
    super(message);
  }
}

/** Why the system refused, in words. */
export function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  switch (code) {
    case "ENOENT":
      return "there is no such file or folder";
    case "EACCES":
    case "EPERM":
      return "it may not be read or written";
    case "EISDIR":
      return "it is a folder";
    case "ENOTDIR":
      return "part of its path is no folder";
    case "ELOOP":
      return "its links lead in a circle";
    case "ENOSPC":
      return "the disk is full";
    default:
      return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
