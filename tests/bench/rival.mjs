// Times esptool-js in Chromium, through the port that the page has too.
//
//     node rival.mjs '{"latency":1,"speed":921600,"image":"…/micropython.bin"}'
//
// Prints JSON: seconds from the call to the MD5's comparison, what the board saw, what the page took.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { startBoard } from "../journeys/harness/board.mjs";
import { openSite } from "../journeys/harness/site.mjs";
import { TOP, measure, noteLongTasks, openChromium } from "./chromium.mjs";

const wanted = JSON.parse(process.argv[2]);
const image = await readFile(wanted.image);
const md5 = createHash("md5").update(image).digest("hex");

const site = await openSite(TOP);
const board = await startBoard(["--fill", "5A", "--latency-ms", String(wanted.latency)]);
site.boardPort = board.port;
const { browser, page } = await openChromium();
try {
  await page.addInitScript({ path: `${TOP}tests/journeys/harness/served-serial.js` });
  await noteLongTasks(page);
  await page.route("**/image.bin", (route) => route.fulfill({ body: image }));
  await page.goto(`${site.address}tests/bench/rival.html`);
  await page.waitForFunction(() => globalThis.flash);
  const measured = await measure({ browser, page });
  await page.evaluate(() => servedBoard.stopwatch(true));
  const { seconds, speed, said } = await page.evaluate(([speed, md5]) => flash(speed, md5), [wanted.speed, md5]);
  const took = await measured();
  const reading = await page.evaluate(() => servedBoard.stopwatch(false));
  // It goes on at the ROM's speed where the higher one fails, and only says so.
  if (speed !== wanted.speed || !said.includes("Hash of data verified")) throw new Error(said);
  console.log(JSON.stringify({ seconds, reading, took }));
} finally {
  await browser.close();
  await board.stop();
  await site.close();
}
