// Whether the copy for a time without network is whole: its worker knows.

const ANSWER_MS = 5_000;

export async function offlineCopy() {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  const worker = registration?.active;
  if (!worker) return { result: "none" };
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((heard) => {
    port1.onmessage = ({ data }) => heard(data);
    setTimeout(heard, ANSWER_MS, undefined);
  });
  worker.postMessage("is it whole", [port2]);
  const isWhole = await answer;
  port1.close();
  return { result: isWhole ? "good" : "part" };
}
