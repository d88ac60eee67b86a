// esptool-js in a page: what `rival.mjs` calls.
import { ESPLoader, Transport } from "../../node_modules/esptool-js/bundle.js";

const image = new Uint8Array(await (await fetch("image.bin")).arrayBuffer());

/**
 * Connects, erases, writes with MD5; gives the seconds, and what it said. Nothing is drawn, and `md5`
 * was made before the clock runs: both in its favour. Its reset at the end and its "detect" do not work
 * on this chip.
 */
globalThis.flash = async (baudrate, md5) => {
  const said = [];
  const terminal = { clean() {}, writeLine: (line) => said.push(line), write: (text) => said.push(text) };
  const began = performance.now();
  const transport = new Transport(await navigator.serial.requestPort(), false);
  const loader = new ESPLoader({ transport, baudrate, romBaudrate: 115200, terminal });
  await loader.main();
  await loader.eraseFlash();
  await loader.writeFlash({
    fileArray: [{ data: image, address: 0 }],
    flashMode: "keep",
    flashFreq: "keep",
    flashSize: "keep",
    eraseAll: false,
    compress: true,
    calculateMD5Hash: () => md5,
  });
  const seconds = (performance.now() - began) / 1e3;
  await transport.disconnect();
  return { seconds, speed: loader.baudrate, said: said.join("\n") };
};
