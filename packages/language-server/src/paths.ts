/**
 * Files are named by paths with `/`, as programs name them. An editor names them by URI: `file:///c%3A/a%20b/x.plan`
 * is `c:/a b/x.plan` here, and a file that is on no disk keeps its scheme: `untitled:Untitled-1`.
 */
export function pathOf(uri: string): string {
  if (!uri.startsWith("file://")) return decoded(uri);
  const path = decoded(uri.slice("file://".length));
  // A drive: `/C:/plans`. A server of Windows, `//server/share`, keeps its name.
  if (/^\/[a-z]:/i.test(path)) return `${path.charAt(1).toLowerCase()}${path.slice(2)}`;
  return path.startsWith("/") ? path : `//${path}`;
}

/** The URI of a path, written as most editors write it. */
export function uriOf(path: string): string {
  const scheme = /^[a-z][a-z0-9+.-]+:/i.exec(path)?.[0];
  if (scheme) return scheme + encoded(path.slice(scheme.length));
  if (/^[a-z]:/i.test(path)) return `file:///${encoded(path)}`;
  return path.startsWith("//") ? `file:${encoded(path)}` : `file://${encoded(path)}`;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const encoded = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

/** The folder of a file. A file that is on no disk, and so in no folder, is a folder of its own. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at < 0 ? path : path.slice(0, at) || "/";
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
