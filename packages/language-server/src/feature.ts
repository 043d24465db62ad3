import type { CancellationToken, Connection, RequestType, ServerCapabilities } from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Workspace } from "./workspace.js";

/** Something that an editor may ask for: what the server says of it at the start, and the answer. */
export interface Feature {
  readonly method: string;
  readonly capabilities: ServerCapabilities;
  register(connection: Connection, workspace: Workspace): void;
}

/** Something that cannot be done, in words for whoever asked for it. */
export class Refusal extends Error {}

/**
 * A request with its answer. An answer that fails is logged and is nothing: whoever goes on typing is not interrupted.
 * A refusal reaches the editor as it is.
 */
export function request<P, R>(
  type: RequestType<P, R, void>,
  capabilities: ServerCapabilities,
  answer: (workspace: Workspace, params: P) => R | null,
): Feature {
  return {
    method: type.method,
    capabilities,
    register(connection, workspace) {
      connection.onRequest(type.method, (params: P, token: CancellationToken): unknown => {
        if (token.isCancellationRequested) return cancelled();
        try {
          return answer(workspace, params);
        } catch (thrown) {
          if (thrown instanceof Refusal)
            return new ResponseError(LSPErrorCodes.RequestFailed, thrown.message);
          connection.console.error(`${type.method}: ${failure(thrown)}`);
          return null;
        }
      });
    },
  };
}

const cancelled = () => new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");

/** What went wrong inside, for the log. */
export const failure = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
