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
