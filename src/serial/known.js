// Ports that a person, or a policy, has let this page open before. A browser may lack any of it.

const serial = navigator.serial;

/** Those that are plugged in. Older browsers don't say, and tell only of those that are. */
export const ports = async () =>
  ((await serial.getPorts?.()) ?? []).filter((port) => port.connected !== false);

/** Tells of each that is plugged in (`true`) or unplugged, as long as the page lives. */
export const watch = (changed) => {
  serial.addEventListener?.("connect", () => changed(true));
  serial.addEventListener?.("disconnect", () => changed(false));
};

/** Gives the permission back. What can't be forgotten stays known, as the start screen then shows. */
export const forget = async (port) => port.forget?.();
