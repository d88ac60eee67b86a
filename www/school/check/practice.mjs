// Whether the practice board comes to a prompt: its worker, its WebAssembly and its Python, without the page's program.

const LIMIT_MS = 60_000;
const KNOCK_MS = 1_000;
const PROMPT = />>> $/;
const ASK = "print(6*7)\r";
const ANSWER = /\r\n42\r\n>>> $/;

export async function practiceBoard() {
  let board;
  const late = new Promise((_, fail) => setTimeout(fail, LIMIT_MS, new Error("late")));
  try {
    board = await Promise.race([import(new URL("demo-board/port.mjs", document.baseURI).href), late]);
    const port = await Promise.race([board.choose({ name: "check", isAtPrompt: true }), late]);
    await Promise.race([answers(port), late]);
    return { result: "good" };
  } catch (error) {
    console.warn("the practice board:", error);
    return { result: "failed" };
  } finally {
    await board?.unplug().catch(() => {});
  }
}

async function answers(port) {
  await port.open({ baudRate: 115200, bufferSize: 4096 });
  const writer = port.writable.getWriter();
  const type = (text) => writer.write(new TextEncoder().encode(text));
  // What is typed before it has started is lost, as on any board.
  const knocking = setInterval(() => void type("\r"), KNOCK_MS);
  const reader = port.readable.getReader();
  try {
    await hear(reader, PROMPT);
    clearInterval(knocking);
    await type(ASK);
    await hear(reader, ANSWER);
  } finally {
    clearInterval(knocking);
    reader.releaseLock();
    writer.releaseLock();
  }
}

/** Reads up to where what came last matches. */
async function hear(reader, end) {
  const decoder = new TextDecoder();
  for (let heard = ""; !end.test(heard); ) {
    const { value, done } = await reader.read();
    if (done) throw new Error("the port was closed");
    heard += decoder.decode(value, { stream: true });
  }
}
