// The terminal in its frame.
import { connectFlood, say } from "./harness/flood.mjs";
import { expect, test } from "./harness/journey.mjs";
import { terminal } from "./harness/screens.mjs";

for (const [width, height] of [[1366, 768], [1024, 600], [320, 640]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the terminal stays in its frame, and the ring is whole, at ${width} by ${height}, ${colorScheme}`, async ({
      page,
      picture,
    }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await connectFlood(page);
      await say(page, Array.from({ length: 60 }, (_, n) => `row ${n}\r\n`).join("") + ">>> ");
      await expect(terminal(page)).toContainText("row 59");
      const { frame, screen, border, outline } = await page.locator(".terminal-frame").evaluate((frame) => {
        const box = (element) => element.getBoundingClientRect().toJSON();
        const { borderBottomWidth, paddingBottom, outlineStyle } = getComputedStyle(frame);
        const border = parseFloat(borderBottomWidth) + parseFloat(paddingBottom);
        return { frame: box(frame), screen: box(frame.querySelector(".xterm-screen")), border, outline: outlineStyle };
      });
      expect(outline).toBe("solid");
      expect(screen.bottom).toBeLessThanOrEqual(frame.bottom - border);
      expect(screen.right).toBeLessThanOrEqual(frame.right - border);
      await page.locator(".terminal-frame").scrollIntoViewIfNeeded();
      await picture(`terminal-${width}-${colorScheme}`);
    });
  }
}
