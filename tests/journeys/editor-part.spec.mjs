// The editor by itself, on an empty page under the policy of the built one.
import { expect, test } from "./harness/journey.mjs";

const BLINK = "from machine import Pin\nimport time\n\nled = Pin(2, Pin.OUT)\n";

/** Opens an editor on `text`; `calls` notes what it reports. */
async function open(page, text = "", options = {}) {
  await page.goto("./part.html");
  await page.evaluate(
    async ({ text, options }) => {
      const part = await import(new URL("editor/editor.mjs", document.baseURI));
      const host = document.getElementById("host");
      host.style.height = "400px";
      const calls = (globalThis.calls = []);
      globalThis.part = part;
      globalThis.editor = part.createEditor(host, {
        text,
        onChange: () => calls.push("change"),
        onRun: () => calls.push("run"),
        onEscape: () => calls.push("escape"),
        ...options,
      });
      globalThis.editor.focus();
      // What is told aloud is there for a moment only.
      globalThis.told = [];
      const place = host.shadowRoot.querySelector(".cm-announced");
      new MutationObserver(() => globalThis.told.push(place.textContent)).observe(place, { childList: true });
    },
    { text, options },
  );
}

const textOf = (page) => page.evaluate(() => globalThis.editor.text());
const callsOf = (page) => page.evaluate(() => globalThis.calls);
const told = (page) => page.evaluate(() => globalThis.told.join("\n"));
const content = (page) => page.locator(".cm-content");
const suggestions = (page) => page.getByRole("listbox", { name: "Suggestions" });
const help = (page) => page.locator(".cm-help");

/** Puts the cursor behind the text's last letter. */
async function toTheEnd(page) {
  await page.keyboard.press("Control+End");
}

test("what is typed is the program, with four spaces in a block", async ({ page }) => {
  await open(page);
  await page.keyboard.type("while True:\nprint(1)\n");
  expect(await textOf(page)).toBe("while True:\n    print(1)\n    ");
  expect(await callsOf(page)).toContain("change");
  await page.keyboard.press("Backspace");
  expect(await textOf(page)).toBe("while True:\n    print(1)\n");
  await page.keyboard.press("Control+z");
  expect(await textOf(page)).not.toBe("while True:\n    print(1)\n");
  await page.keyboard.press("Control+y");
  expect(await textOf(page)).toBe("while True:\n    print(1)\n");
});

test("a program with tabs goes on with tabs", async ({ page }) => {
  await open(page, "if True:\n\tprint(1)\n\tif x:");
  await toTheEnd(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("y");
  expect(await textOf(page)).toBe("if True:\n\tprint(1)\n\tif x:\n\t\ty");
});

test.describe("line breaks and bytes", () => {
  const kept = {
    "a file from Windows": "a = 1\r\nb = 2\r\n",
    "a file from an old Mac": "a = 1\rb = 2\r",
    "a file with every kind of line break": "a = 1\r\nb = 2\nc = 3\rd = 4\r\n\r\n",
    "a byte order mark": "\ufeffprint('ü')\n",
    "tabs, blanks and controls": "\tif x :  \n \u0000\u000b\u000c\u2028\u0085 \n\n",
    nothing: "",
  };
  for (const [name, text] of Object.entries(kept)) {
    test(`${name} comes out of the editor as it went in`, async ({ page }) => {
      await open(page, text);
      expect(await textOf(page)).toBe(text);
      const isSame = await page.evaluate((text) => {
        const { bytesOf, textOf } = globalThis.part;
        const bytes = new TextEncoder().encode(text);
        return String(bytesOf(textOf(bytes))) === String(bytes);
      }, text);
      expect(isSame).toBe(true);
    });
  }

  test("bytes that are no UTF-8 are no text", async ({ page }) => {
    await open(page);
    const given = await page.evaluate(() => {
      return [[0xe4], [0xff, 0xfe, 0x61, 0x00]].map(
        (bytes) => globalThis.part.textOf(new Uint8Array(bytes)) ?? null,
      );
    });
    expect(given).toEqual([null, null]);
  });

  test("a new line ends as the others do", async ({ page }) => {
    await open(page, "a = 1\r\nb = 2\r\n");
    await toTheEnd(page);
    await page.keyboard.type("c = 3\n");
    await page.evaluate(() => globalThis.editor.insert("d = 4\ne = 5\n"));
    expect(await textOf(page)).toBe("a = 1\r\nb = 2\r\nc = 3\r\nd = 4\r\ne = 5\r\n");
  });

  test("where line breaks differ, what is typed elsewhere changes none of them", async ({ page }) => {
    await open(page, "a = 1\r\nb = 2\nc = 3\r\n");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("x = 0\n");
    await page.evaluate(() => globalThis.editor.insert("y = 0\r\n"));
    expect(await textOf(page)).toBe("x = 0\ny = 0\na = 1\r\nb = 2\nc = 3\r\n");
  });
});

test.describe("suggestions", () => {
  const cases = [
    ["import ", "mach", "machine"],
    ["from machine import ", "Pi", "Pin"],
    ["from machine import Pin, ", "Sig", "Signal"],
    ["import machine\nmachine", ".fr", "freq"],
    ["from machine import Pin\nled = Pin(2, Pin.OUT)\nled", ".on", "on"],
    ["from machine import Pin\nPin", ".OU", "OUT"],
    ["import machine as m\nled = m.Signal(m.Pin(2), invert=True)\nled", ".of", "off"],
    [
      "import neopixel, machine\nclass A:\n    def f(self):\n        self.np = neopixel.NeoPixel(machine.Pin(4), 8)\n        self.np",
      ".fi",
      "fill",
    ],
    ["import utime\nutime", ".sleep_m", "sleep_ms"],
    ["import requests\nr = requests.get('http://x/')\nr", ".te", "text"],
    ["name = 'x'\nname", ".upp", "upper"],
    ["from dht import *\nd = DHT22(1)\nd", ".hum", "humidity"],
    ["def blink_slowly():\n    pass\n\n", "blink_s", "blink_slowly"],
    ["", "prin", "print"],
    ["", "whil", "while"],
  ];
  for (const [before, typed, expected] of cases) {
    test(`“${(before + typed).split("\n").at(-1).trim()}” leads to ${expected}`, async ({ page }) => {
      await open(page, before);
      await toTheEnd(page);
      await page.keyboard.type(typed);
      await expect(suggestions(page).getByRole("option").first()).toContainText(expected);
      await page.keyboard.press("Tab");
      const own = typed.startsWith(".") ? `.${expected}` : expected;
      expect(await textOf(page)).toBe(before + own);
    });
  }

  test("come neither in a comment nor in a text", async ({ page }) => {
    await open(page);
    await page.keyboard.type("# prin");
    await page.waitForTimeout(500);
    await expect(suggestions(page)).toHaveCount(0);
    await page.keyboard.type("\nx = 'prin");
    await page.waitForTimeout(500);
    await expect(suggestions(page)).toHaveCount(0);
  });

  test("leave Enter a new line, and Escape closes them", async ({ page }) => {
    await open(page);
    await page.keyboard.type("prin");
    await expect(suggestions(page)).toBeVisible();
    await page.keyboard.press("Enter");
    expect(await textOf(page)).toBe("prin\n");
    await page.keyboard.type("prin");
    await expect(suggestions(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(suggestions(page)).toHaveCount(0);
    expect(await callsOf(page)).not.toContain("escape");
  });

  test("are Python's own where nothing is known of MicroPython", async ({ page }) => {
    await page.route("**/micropython.json", (route) => route.fulfill({ json: {} }));
    await open(page, "from machine import Pin\nled = Pin(2)\n");
    await toTheEnd(page);
    await page.keyboard.type("led.o");
    await page.waitForTimeout(500);
    await expect(suggestions(page)).toHaveCount(0);
    await page.keyboard.type("n()\nprin");
    await expect(suggestions(page).getByRole("option").first()).toContainText("print");
  });

  test("explain what is chosen", async ({ page }) => {
    await open(page, BLINK + "led");
    await toTheEnd(page);
    await page.keyboard.type(".val");
    await expect(suggestions(page)).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(page.locator(".cm-completionInfo")).toContainText("set and get the value of the pin");
  });
});

test("a name under the pointer, or at the cursor by F1, is explained", async ({ page }) => {
  await open(page, BLINK);
  await page.locator(".cm-line", { hasText: "led =" }).getByText("Pin", { exact: true }).first().hover();
  await expect(help(page)).toContainText("Pin(id, mode=-1");
  await expect(help(page)).toContainText("A pin object is used to control I/O pins");
  await page.mouse.move(0, 0);
  await expect(help(page)).toHaveCount(0);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F1");
  await expect(help(page)).toHaveCount(0);
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F1");
  await expect(help(page)).toContainText("Functions related to the hardware");
  expect(await told(page)).toContain("Functions related to the hardware");
  await page.keyboard.press("Escape");
  await expect(help(page)).toHaveCount(0);
});

test("the line of an error is marked, shown and told, until it is changed", async ({ page }) => {
  const long = Array.from({ length: 300 }, (_, i) => `x${i} = ${i}`).join("\n");
  await open(page, long);
  await page.evaluate(() => globalThis.editor.markLine(250, "NameError: name 'x' isn't defined"));
  const marked = page.locator(".cm-marked-line");
  await expect(marked).toHaveText("x249 = 249");
  await expect(marked).toBeInViewport();
  const number = page.locator(".cm-lineNumbers .cm-marked-number");
  await expect(number).toHaveText("250");
  expect(await number.evaluate((one) => getComputedStyle(one, "::before").content)).toContain("▶");
  await expect(page.locator(".cm-mark-message")).toHaveText("NameError: name 'x' isn't defined");
  expect(await told(page)).toContain("Error in line 250: NameError");
  // A line more above moves it along.
  await page.evaluate(() => globalThis.editor.goToLine(249));
  await page.keyboard.type("# more\n");
  await expect(marked).toHaveText("x249 = 249");
  await page.evaluate(() => globalThis.editor.goToLine(251));
  await page.keyboard.type("y");
  await expect(marked).toHaveCount(0);
  await page.evaluate(() => globalThis.editor.markLine(9_999));
  await expect(marked).toHaveText("x299 = 299");
  await page.evaluate(() => globalThis.editor.clearMarks());
  await expect(marked).toHaveCount(0);
});

test.describe("keys", () => {
  test("Tab indents; Escape, then Tab leaves, and both are said", async ({ page }) => {
    await open(page, "x");
    await page.keyboard.press("Tab");
    expect(await textOf(page)).toBe("    x");
    await page.keyboard.press("Shift+Tab");
    expect(await textOf(page)).toBe("x");
    await expect(content(page)).toHaveAttribute("aria-description", "Esc, then Tab leaves the editor");
    await expect(page.locator(".hint")).toHaveText("Esc, then Tab leaves the editor");
    await page.keyboard.press("Escape");
    expect(await callsOf(page)).toContain("escape");
    // Longer than a tired hand takes.
    await page.waitForTimeout(3_000);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "After" })).toBeFocused();
    expect(await textOf(page)).toBe("x");
    await page.keyboard.press("Shift+Tab");
    await expect(content(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Tab");
    await expect(page.getByRole("button", { name: "Before" })).toBeFocused();
  });

  test("another key after Escape gives Tab back to the editor", async ({ page }) => {
    await open(page);
    await page.keyboard.press("Escape");
    await page.keyboard.type("x");
    await page.keyboard.press("Home");
    await page.keyboard.press("Tab");
    expect(await textOf(page)).toBe("    x");
  });

  test("F5 and Ctrl-Enter run the program, in the editor only", async ({ page }) => {
    await open(page, "x = 1");
    await page.keyboard.press("F5");
    await page.keyboard.press("Control+Enter");
    expect(await callsOf(page)).toEqual(["run", "run"]);
    expect(await textOf(page)).toBe("x = 1");
    const prevented = await page.evaluate(() => {
      const press = (key, options) => {
        const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options });
        document.querySelector("button").dispatchEvent(event);
        return event.defaultPrevented;
      };
      return [press("F5"), press("Enter", { ctrlKey: true }), press("f", { ctrlKey: true }), press("F1")];
    });
    expect(prevented).toEqual([false, false, false, false]);
    expect(await callsOf(page)).toEqual(["run", "run"]);
  });

  test("Ctrl-F searches and replaces in the program", async ({ page }) => {
    await open(page, "led = 1\nled = 2\n");
    await page.keyboard.press("Control+f");
    const find = page.getByRole("textbox", { name: "Find" });
    await expect(find).toBeFocused();
    await find.pressSequentially("led");
    await expect(page.locator(".cm-searchMatch")).toHaveCount(2);
    await page.getByRole("textbox", { name: "Replace with" }).pressSequentially("lamp");
    await page.getByRole("button", { name: "Replace all" }).click();
    expect(await textOf(page)).toBe("lamp = 1\nlamp = 2\n");
    await page.keyboard.press("Escape");
    await expect(find).toHaveCount(0);
    await expect(content(page)).toBeFocused();
  });
});

test("another text comes with its own history, or into the one there is", async ({ page }) => {
  await open(page, "a = 1\r\n");
  await page.evaluate(() => globalThis.editor.setText("b = 2\n", { keepHistory: true }));
  expect(await textOf(page)).toBe("b = 2\r\n");
  await page.keyboard.press("Control+z");
  expect(await textOf(page)).toBe("a = 1\r\n");
  await page.evaluate(() => globalThis.editor.setText("c = 3\n"));
  await page.keyboard.press("Control+z");
  expect(await textOf(page)).toBe("c = 3\n");
});

test.describe("syntax errors", () => {
  test("are underlined half a second after the last change, and go when they are mended", async ({
    page,
  }) => {
    await open(page, "def f(:\n    pass");
    await page.waitForTimeout(800);
    await expect(page.locator(".cm-lintRange-error")).toHaveCount(0);
    await toTheEnd(page);
    await page.keyboard.type("\n");
    await expect(page.locator(".cm-lintRange-error")).toHaveText("def f(:");
    await expect(page.locator(".cm-lint-marker-error")).toBeVisible();
    await page.locator(".cm-lint-marker-error").hover();
    await expect(page.locator(".cm-diagnostic")).toHaveText("SyntaxError: invalid syntax");
    await page.evaluate(() => globalThis.editor.setText("def f():\n    pass", { keepHistory: true }));
    await expect(page.locator(".cm-lintRange-error")).toHaveCount(0);
  });

  test("are found as a board finds them", async ({ page }) => {
    await open(page);
    const cases = [
      ["print(1)\n", []],
      ["x = 1\n  y = 2\n", [{ line: 2, message: "IndentationError: unexpected indent" }]],
      ["return 1\n", [{ line: 1, message: "SyntaxError: 'return' outside function" }]],
      ["print('ü'\nx", [{ line: 2, message: "SyntaxError: invalid syntax" }]],
      ["@micropython.native\ndef f():\n    return 1\n", []],
      // What today's firmware takes, and the compiler's version does not.
      ["print(f'{a!r} {b!s:>4}', rf'{a}')\n", []],
    ];
    for (const [text, errors] of cases) {
      expect(await page.evaluate((text) => globalThis.part.checkSyntax(text), text), text).toEqual(errors);
    }
  });

  test("are not waited for when the check hangs, and found again afterwards", async ({ page }) => {
    await open(page);
    const { given, milliseconds } = await page.evaluate(async () => {
      await globalThis.part.checkSyntax("");
      const start = performance.now();
      const given = await globalThis.part.checkSyntax("x = 10 ** 1000000\n");
      return { given: given ?? null, milliseconds: performance.now() - start };
    });
    expect(given).toBeNull();
    expect(milliseconds).toBeLessThan(4_000);
    expect(await page.evaluate(() => globalThis.part.checkSyntax("if\n"))).toHaveLength(1);
  });

  test.describe("where the check can't be loaded", () => {
    test.use({ expectedErrors: /404|Failed to load/ });

    test("the editor works on", async ({ page }) => {
      await page.route("**/mpy-cross.wasm", (route) => route.fulfill({ status: 404 }));
      await open(page);
      await page.keyboard.type("if\n");
      expect(await page.evaluate(async () => (await globalThis.editor.check()) ?? null)).toBeNull();
      await page.keyboard.type("x");
      expect(await textOf(page)).toBe("if\nx");
    });
  });
});

test("diagnostics from outside stand beside the editor's own", async ({ page }) => {
  await open(page, "a = b\n\nc = d\n");
  await page.evaluate(() =>
    globalThis.editor.setDiagnostics([{ line: 3, message: "NameError", severity: "warning" }]),
  );
  await expect(page.locator(".cm-lintRange-warning")).toHaveText("c = d");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("if ");
  await expect(page.locator(".cm-lintRange-error")).toHaveText("if a = b");
  await expect(page.locator(".cm-lintRange-warning")).toHaveText("c = d");
  await page.evaluate(() => globalThis.editor.setDiagnostics([]));
  await expect(page.locator(".cm-lintRange-warning")).toHaveCount(0);
});

test.describe("looks", () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [
      { width: 1024, height: 600 },
      { width: 320, height: 640 },
    ]) {
      test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
        test.use({ colorScheme, viewport });

        test("every state is for everybody", async ({ page, expectAccessible, picture }) => {
          const program = `# A light\n${BLINK}\ndef blink(times=3):\n    """On and off."""\n    for i in range(times):\n        led.on()\n        print(f"{i}", 'é', 1.5e3, None, not True)\n`;
          await open(page, program);
          await page.evaluate(() => {
            globalThis.editor.markLine(5, "NameError: name 'led' isn't defined");
            globalThis.editor.setDiagnostics([{ line: 3, message: "never used", severity: "warning" }]);
          });
          await expectAccessible();
          await picture(`editor-${colorScheme}-${viewport.width}`);
          await page.keyboard.press("Control+f");
          await page.getByRole("textbox", { name: "Find" }).pressSequentially("led");
          await expectAccessible();
          await picture(`editor-search-${colorScheme}-${viewport.width}`);
          await page.keyboard.press("Escape");
          await page.keyboard.press("Control+a");
          await expectAccessible();
          await toTheEnd(page);
          await page.keyboard.type("led.o");
          await expect(suggestions(page)).toBeVisible();
          await page.keyboard.press("ArrowDown");
          // Where there is no room beside the list, it would cover it.
          await expect(page.locator(".cm-completionInfo")).toBeVisible({ visible: viewport.width > 480 });
          await expectAccessible();
          await picture(`editor-suggestions-${colorScheme}-${viewport.width}`);
        });
      });
    }
  }

  test("follow the system from light to dark", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, "x");
    const ground = () => page.locator(".cm-editor").evaluate((one) => getComputedStyle(one).backgroundColor);
    const light = await ground();
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(ground).not.toBe(light);
    await expect(page.locator(".cm-editor")).toHaveAttribute("class", /./);
  });

  test("letters grow for the projector", async ({ page }) => {
    await open(page, "x");
    await page.evaluate(() => globalThis.editor.setFontSize(28));
    await expect(content(page)).toHaveCSS("font-size", "28px");
  });
});

test("texts from outside are used", async ({ page }) => {
  await open(page, "x", { texts: { find: "Suche" }, label: "Programm", hint: "Esc, dann Tab" });
  await expect(content(page)).toHaveAttribute("aria-label", "Programm");
  await expect(page.locator(".hint")).toHaveText("Esc, dann Tab");
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("textbox", { name: "Suche" })).toBeVisible();
});

test("an editor that is gone leaves room for another", async ({ page }) => {
  await open(page, "first");
  const text = await page.evaluate(() => {
    globalThis.editor.destroy();
    const host = document.getElementById("host");
    const isEmpty = host.shadowRoot.childElementCount === 0;
    globalThis.editor = globalThis.part.createEditor(host, { text: "second" });
    return isEmpty && globalThis.editor.text();
  });
  expect(text).toBe("second");
});
