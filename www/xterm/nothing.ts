// Stands for the parts of xterm.js that this page never uses, so that nobody loads them. tsconfig.json says which.

const ended = { dispose() {} };

// What a board's bytes never bring up, for src/terminal/sanitize.rs lets none of it pass: strings that control the
// terminal, such as links and titles, and reports of the mouse.

class ControlStrings {
  dispose() {}
  registerHandler() {
    return ended;
  }
  setHandlerFallback() {}
  clearHandler() {}
  reset() {}
  start() {}
  put() {}
  end() {}
  hook() {}
  unhook() {}
}

export { ControlStrings as DcsParser, ControlStrings as OscParser };

export class DcsHandler {}

export class OscHandler {}

export class OscLinkProvider {
  provideLinks(_row: number, found: (links: undefined) => void) {
    found(undefined);
  }
}

export class OscLinkService {
  addLineToLink() {}
  registerLink() {
    return 0;
  }
  getLinkData() {}
}

export class CoreMouseService {
  activeProtocol = "NONE";
  activeEncoding = "DEFAULT";
  areMouseEventsActive = false;
  onProtocolChange() {
    return ended;
  }
  consumeWheelEvent() {
    return 0;
  }
  triggerMouseEvent() {
    return false;
  }
  reset() {}
  dispose() {}
}

export const parseColor = () => undefined;

export const toRgbString = () => "";

// What this page does not ask for: joined letters, marks beside the scroll bar, old Windows consoles.

export class CharacterJoinerService {
  getJoinedCharacters() {
    return [];
  }
}

export class JoinedCellData {}

export class OverviewRulerRenderer {
  dispose() {}
}

export const updateWindowsModeWrappedState = () => {};

// Only for parts of its toolkit that it does not use: an observer of elements, and widgets with a keyboard.

export const hash = () => 0;

export class StandardKeyboardEvent {}
