// A page with nothing but a place for one of the parts that Boardwalk loads on request, under the policy of the
// built page: a test imports the part and puts it into `#host`.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export const PART_PAGE = "part.html";

/** @param {string} folder of the built page */
export async function partPage(folder) {
  const built = await readFile(join(folder, "index.html"), "utf8");
  const policy = built.match(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/)[0];
  return Buffer.from(`<!doctype html>
    <html lang="en"><head><meta charset="utf-8">${policy}
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="icons/boardwalk.svg"><title>A part</title></head>
    <body><main><h1>A part</h1><button>Before</button><div id="host"></div><button>After</button></main></body>
    </html>`);
}
