// A virtual board as a program of its own, for journeys on the page's real serial code.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const STUB = fileURLToPath(
  new URL("../../../node_modules/esptool-js/lib/targets/stub_flasher/esp8266.json", import.meta.url),
);
const LISTENS_WITHIN_MS = 10_000;

/** Starts the board with `options` for its program; gives its port, what it said, and its end. */
export async function startBoard(options = []) {
  const program = process.env.BOARDWALK_VIRTUAL_BOARD;
  if (!program) throw new Error("BOARDWALK_VIRTUAL_BOARD names no program: run `cargo xtask test`");
  const words = ["--websocket", "127.0.0.1:0", "--stub", STUB, ...options];
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise((done) => child.once("close", done));
  const stop = async () => {
    child.kill();
    await ended;
  };
  const port = await new Promise((listens, failed) => {
    const fail = (why) => {
      clearTimeout(timer);
      failed(new Error(`the virtual board ${why}: ${said}`));
    };
    const timer = setTimeout(() => fail("does not listen"), LISTENS_WITHIN_MS);
    const hear = (bytes) => {
      said += bytes;
      // Its first line tells the port that the system chose.
      const address = /^websocket ws:\/\/127\.0\.0\.1:(\d+)\//m.exec(said);
      if (!address) return;
      clearTimeout(timer);
      listens(Number(address[1]));
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", (error) => fail(`can't be started (${error.message})`));
    child.once("exit", (code) => fail(`ended with code ${code}`));
  }).catch(async (error) => {
    if (child.pid) await stop();
    throw error;
  });
  return { port, said: () => said, stop };
}
