// esptool-js in Node: connects, erases, writes with MD5; or reads a region.
//
//     node --experimental-websocket esptool_js.mjs ws://127.0.0.1:PORT/ IMAGE BAUD
//     node --experimental-websocket esptool_js.mjs ws://127.0.0.1:PORT/ FILE BAUD OFFSET LENGTH
//
// The port is the one that the journeys put into a page; here it is told what a page would be.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

const [address, path, baud, offset, length] = process.argv.slice(2);
globalThis.document = { baseURI: address.replace("ws:", "http:") };
if (!globalThis.navigator) globalThis.navigator = {};
globalThis.window = globalThis;
await import("../journeys/harness/served-serial.js");
const { ESPLoader, Transport } = await import("../../node_modules/esptool-js/bundle.js");

const terminal = {
  clean() {},
  writeLine: (line) => console.log(line),
  write: (text) => process.stdout.write(text),
};
const transport = new Transport(await navigator.serial.requestPort(), false);
const loader = new ESPLoader({ transport, baudrate: Number(baud), romBaudrate: 115200, terminal });
await loader.main();
if (length) {
  await writeFile(path, await loader.readFlash(Number(offset), Number(length)));
} else {
  await loader.eraseFlash();
  await loader.writeFlash({
    fileArray: [{ data: new Uint8Array(await readFile(path)), address: 0 }],
    flashMode: "keep",
    flashFreq: "keep",
    flashSize: "keep",
    eraseAll: false,
    compress: true,
    calculateMD5Hash: (image) => createHash("md5").update(image).digest("hex"),
  });
}
await transport.disconnect();
process.exit(0);
