// What is soldered to the practice board, and the modules of its chip.
import { expect, test } from "./harness/journey.mjs";
import { ask, bootBoard, heard, type } from "./harness/practice-board.mjs";
import { button, expectPrompt, pressInMenu, terminal, TRY, type as press } from "./harness/screens.mjs";

const CTRL_C = "\x03";
const CTRL_D = "\x04";
/** All that an ESP8266's MicroPython has and that a lesson may ask for, under both names. */
const MODULES = `machine network neopixel dht onewire ds18x20 esp requests urequests ntptime socket usocket time utime
  ubinascii uos ujson urandom ustruct ure uhashlib uio micropython gc framebuf`.split(/\s+/);

const state = (page) => page.evaluate(() => globalThis.demo.hardware.state);

test("every module of the chip is there, and none of them is among a person's files", async ({ page }) => {
  await bootBoard(page);
  for (const name of MODULES) expect(await ask(page, `import ${name}\r`), name).not.toContain("Error");
  expect(await ask(page, "import os; os.listdir('/'), sorted(__import__('sys').modules)\r")).toContain("(['boot.py'], [])");
});

test("there is as much room for files as on a board with 4 MB of flash, and files take of it", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "import os\r");
  expect(await ask(page, "os.statvfs('/')[1:4]\r")).toContain("(4096, 758, 757)");
  await ask(page, "f = open('a', 'w'); f.write('x' * 5000); f.close()\r");
  expect(await ask(page, "os.statvfs('/')[1:4]\r")).toContain("(4096, 758, 755)");
});

test("what the board can't do, it says in one sentence", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "import machine, network, dht, onewire, ds18x20, requests, ntptime, esp\r");
  await ask(page, "wifi = network.WLAN(network.STA_IF); wifi.active(True)\r");
  expect(await ask(page, "wifi.scan(), wifi.isconnected()\r")).toContain("([], False)");
  const refused = {
    "wifi.connect('home', 'secret')": "OSError: there is no Wi-Fi on the practice board",
    "requests.get('http://micropython.org')": "OSError: there is no Wi-Fi on the practice board",
    "ntptime.settime()": "OSError: there is no Wi-Fi on the practice board",
    "dht.DHT22(machine.Pin(4)).measure()": "no sensor is connected to the practice board",
    "machine.I2C(scl=machine.Pin(5), sda=machine.Pin(4)).readfrom(60, 1)": "nothing is connected to the practice board",
    "ds18x20.DS18X20(onewire.OneWire(machine.Pin(4))).convert_temp()": "nothing is connected to the practice board",
    "machine.deepsleep()": "RuntimeError: the practice board can't sleep deeply",
    "machine.Pin(99)": "ValueError: invalid pin",
  };
  for (const [line, words] of Object.entries(refused)) expect(await ask(page, `${line}\r`)).toContain(words);
});

test("pins, PWM and a strip of lights are told to the page", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "from machine import Pin, Signal, PWM; from neopixel import NeoPixel\r");
  await ask(page, "led = Signal(2, Pin.OUT, invert=True); led.on(); led.value(), Pin(2).value()\r");
  await expect.poll(async () => (await state(page)).light).toBe(1);
  expect((await state(page)).pins[2]).toEqual({ mode: "out", value: 0 });
  await ask(page, "led.off()\r");
  await expect.poll(async () => (await state(page)).light).toBe(0);
  await ask(page, "dim = PWM(Pin(2), freq=1000, duty=512)\r");
  await expect.poll(async () => (await state(page)).light).toBeCloseTo(0.5, 2);
  await ask(page, "strip = NeoPixel(Pin(4), 2); strip[0] = (255, 128, 0); strip.write()\r");
  await expect.poll(async () => (await state(page)).pixels).toEqual({ 4: ["ff8000", "000000"] });
  await ask(page, CTRL_D);
  await expect.poll(async () => (await state(page)).light).toBe(0);
});

test("a timer runs at the prompt, in a loop, and while a program sleeps", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "import machine, time; n = []; t = machine.Timer(-1)\r");
  await ask(page, "t.init(period=20, callback=n.append)\r");
  await expect.poll(() => ask(page, "len(n) > 5\r")).toContain("True");
  await ask(page, "n.clear(); time.sleep(0.5)\r");
  expect(await ask(page, "len(n) > 5\r")).toContain("True");
  await ask(page, "n.clear()\r");
  await ask(page, "while len(n) < 5: pass\r\r");
  await ask(page, "t.deinit(); n.clear(); time.sleep(0.2)\r");
  expect(await ask(page, "n\r")).toContain("\r\n[]\r\n");
});

test("a program that sleeps or waits for a key is stopped at once, and keeps what it knew", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "import time, sys; a = 5\r");
  const programs = ["time.sleep(30); a = 6\r", "a = input('? ')\r", "a = sys.stdin.read(1)\r", "while True: time.sleep_ms(1)\r\r"];
  for (const line of programs) {
    await type(page, line);
    await page.waitForTimeout(300);
    const stopped = Date.now();
    expect(await ask(page, CTRL_C), line).toContain("KeyboardInterrupt");
    expect(Date.now() - stopped, line).toBeLessThan(1_500);
    expect(await ask(page, "a\r"), line).toContain("\r\n5\r\n");
  }
});

test("a program may catch its end, and hears what was typed before", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "import time\r");
  await type(page, "try: time.sleep(30)\rexcept KeyboardInterrupt: print('caught')\r\r");
  await page.waitForTimeout(300);
  expect(await ask(page, CTRL_C)).toContain("caught");
  await type(page, "for n in range(2): time.sleep(0.3); print([input()])\r\r");
  expect(await ask(page, "one\rtwo\r", /two'\]\r\n>>> $/)).toMatch(/\['one'\].*\['two'\]/s);
});

test("machine.reset() starts the board anew, with its files", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "open('kept.txt', 'w').close(); a = 1\r");
  await ask(page, "import machine; machine.reset()\r", /more information.\r\n>>> $/);
  expect(await ask(page, "import os; os.listdir()\r")).toContain("'kept.txt'");
  expect(await ask(page, "a\r")).toContain("NameError");
});

test("the light blinks in the page while a program runs, and says so in words", async ({
  page,
  picture,
  expectAccessible,
}) => {
  await page.goto("./");
  await button(page, TRY).click();
  await expectPrompt(page);
  const light = (words) => page.getByRole("img", { name: words, exact: true });
  await expect(light("The blue light is off")).toBeVisible();
  await press(page, "import time; from machine import Pin, Signal; led = Signal(2, Pin.OUT, invert=True)\n");
  await press(page, "while True: led.on(); time.sleep(0.5); led.off(); time.sleep(0.5)\n\n");
  for (let n = 0; n < 2; n++) {
    await expect(light("The blue light is on")).toBeVisible({ timeout: 2_000 });
    await expect(light("The blue light is off")).toBeVisible({ timeout: 2_000 });
  }
  await button(page, "Stop Ctrl-C").click();
  await expect(terminal(page)).toContainText("KeyboardInterrupt");
  await press(page, "led.on()\n");
  await expect(light("The blue light is on")).toBeVisible();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible();
    await picture(`light-${colorScheme}`);
  }
});

test("files stay for the visit, whatever is pressed", async ({ page }) => {
  await page.goto("./");
  await button(page, TRY).click();
  await expectPrompt(page);
  await press(page, "f = open('mine.txt', 'w'); f.write('kept'); f.close()\n");
  const expectFile = async () => {
    await expectPrompt(page);
    await press(page, "open('mine.txt').read() + '!'\n");
    await expect(terminal(page)).toContainText("'kept!'");
    await pressInMenu(page, "Clear");
    await expect(terminal(page)).not.toContainText("kept!");
  };
  await expectFile();
  await pressInMenu(page, "Restart Python Ctrl-D");
  await expect(terminal(page)).toContainText("soft reboot");
  await expectFile();
  await pressInMenu(page, "Reset board");
  await expect(terminal(page)).toContainText("ESP module with ESP8266");
  await expectFile();
  await pressInMenu(page, "Disconnect");
  await button(page, TRY).click();
  await expectFile();
});
