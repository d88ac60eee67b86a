// What a page looks like on paper: its PDF, taken apart again.
import { extractText, getDocumentProxy } from "unpdf";

/** The pages of a page's PDF, each as its words with one space between them. */
export async function paper(page, format) {
  const bytes = new Uint8Array(await page.pdf({ format }));
  const { text } = await extractText(await getDocumentProxy(bytes));
  return text.map((words) => words.replace(/\s+/g, " ").trim());
}
