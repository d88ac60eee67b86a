// A virtual board as a program of its own, for journeys on the page's real serial code.
import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** Starts the board with `options` for its program; gives its port, what it said, and its end. */
export async function startBoard(options = []) {
  const program = process.env.BOARDWALK_VIRTUAL_BOARD;
  if (!program) throw new Error("BOARDWALK_VIRTUAL_BOARD names no program: run `cargo xtask test`");
  const port = await freePort();
  const child = spawn(program, ["--websocket", `127.0.0.1:${port}`, ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = [];
  child.stdout.on("data", (bytes) => said.push(bytes.toString()));
  child.stderr.on("data", (bytes) => said.push(bytes.toString()));
  const ended = new Promise((done) => child.once("exit", done));
  child.once("error", (error) => said.push(`${error}\n`));
  return {
    port,
    said: () => said.join(""),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null && child.pid) {
        child.kill();
        await ended;
      }
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
