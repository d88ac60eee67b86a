// Which files of a host are the page's.

/** The name of a file beside the page, `index.html` for the page; nothing for what lies elsewhere. */
export function nameOf(address, scope) {
  const { origin, pathname } = new URL(address);
  const top = new URL(scope);
  if (origin !== top.origin || !pathname.startsWith(top.pathname)) return undefined;
  return decodeURI(pathname.slice(top.pathname.length)) || "index.html";
}

/** Whether a host changes the file without building the page again. */
export const isOfHost = (name) => name === "settings.json" || name.startsWith("firmware/");

/** The names of the images beside the page that a list of firmware has, if it is one. */
export async function fromShelf(list, scope) {
  try {
    const { builds } = await list.json();
    const paths = builds.flatMap(({ parts }) => parts.map(({ path }) => path));
    const names = paths.map((path) => nameOf(new URL(path, new URL("firmware/", scope)), scope));
    return names.filter((name) => name !== undefined && isOfHost(name));
  } catch {
    return [];
  }
}
