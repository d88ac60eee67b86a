// A static host for the built page, under a sub-path as on many free hosts. On the same origin it
// passes a WebSocket on to a served virtual board, so that a strict policy of the page holds.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { extname, join, resolve, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { PART_PAGE, partPage } from "./part-page.mjs";

const SUB_PATH = "/some/sub/path/";
const BOARD_PATH = `${SUB_PATH}board`;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/**
 * Serves `folder`; gives its address, the headers it adds, whether it is down or silent, and where a board's socket is passed on
 * to.
 * `compressed` sends files as usual hosts do.
 */
export async function openSite(folder, { compressed = false } = {}) {
  const site = { address: undefined, headers: {}, boardPort: undefined, isDown: false, isSilent: false, close: undefined };
  const read = compressed ? keep(compress) : readFile;
  const server = createServer((request, response) => {
    if (site.isDown) return request.socket.destroy();
    if (site.isSilent) return undefined;
    return answer(folder, read, site.headers, request, response);
  });
  const sockets = new Set();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (request, socket, head) => passOn(request, socket, head, site.boardPort));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  site.address = `http://127.0.0.1:${server.address().port}${SUB_PATH}`;
  site.close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  };
  return site;
}

async function answer(folder, read, headers, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const top = resolve(folder);
  const file = resolve(join(top, path.slice(SUB_PATH.length) || "index.html"));
  if (!path.startsWith(SUB_PATH) || !file.startsWith(top + sep)) {
    return response.writeHead(404).end();
  }
  try {
    const isPartPage = path === SUB_PATH + PART_PAGE;
    const body = isPartPage ? await partPage(top) : await read(file);
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const encoding = body.encoding && { "content-encoding": body.encoding };
    const own = { "content-type": type, "content-length": body.length, ...encoding };
    response.writeHead(200, { ...headers, ...own }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

async function compress(file) {
  const body = await readFile(file);
  return extname(file) === ".png" ? body : Object.assign(gzipSync(body), { encoding: "gzip" });
}

/** What `read` gave once is given again at once. */
function keep(read) {
  const kept = new Map();
  return (file) => {
    if (!kept.has(file)) kept.set(file, read(file));
    return kept.get(file);
  };
}

/** The handshake goes to the board as it came, but for its path; then bytes flow both ways. */
function passOn(request, socket, head, port) {
  socket.on("error", () => socket.destroy());
  if (new URL(request.url, "http://localhost").pathname !== BOARD_PATH || !port) {
    return socket.destroy();
  }
  const board = connect(port, "127.0.0.1");
  board.setNoDelay(true);
  board.on("error", () => socket.destroy());
  board.on("close", () => socket.destroy());
  socket.on("close", () => board.destroy());
  const headers = [];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    headers.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
  }
  board.write(`GET / HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`);
  board.write(head);
  board.pipe(socket);
  socket.pipe(board);
}
