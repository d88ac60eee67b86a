// @ts-check
// The blue light by the antenna, as an element of its own: it blinks without anything else of the page being
// drawn anew, and nothing is announced.
//
//     <board-light data-on="on, in words" data-off="off, in words"></board-light>

import { hardware } from "./board-hardware.mjs";

class BoardLight extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "img");
    hardware.addEventListener("change", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    hardware.removeEventListener("change", this);
  }

  handleEvent() {
    const { light } = hardware.state;
    this.toggleAttribute("data-lit", light > 0);
    this.style.setProperty("--light", String(light));
    const words = (light > 0 ? this.dataset.on : this.dataset.off) ?? "";
    this.setAttribute("aria-label", words);
    this.title = words;
  }
}

customElements.define("board-light", BoardLight);
