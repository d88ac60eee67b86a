// The Content-Security-Policy that binds the page.

const NAME = "Content-Security-Policy";

/**
 * As the server sends it, or else as it stands in the page; neither where the page can't be had.
 * @returns {Promise<{ policy?: string, isHeader?: boolean }>}
 */
export async function readPolicy() {
  try {
    const response = await fetch(new URL("./", document.baseURI));
    const header = response.headers.get(NAME);
    if (header) return { policy: header, isHeader: true };
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const policy = page.querySelector(`meta[http-equiv="${NAME}"]`)?.content;
    // What start.mjs makes of it where no other site is asked for firmware.
    return { policy: policy?.replace("connect-src 'self' https:", "connect-src 'self'"), isHeader: false };
  } catch {
    return {};
  }
}
