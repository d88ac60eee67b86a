// The USB chips between a computer and these boards, the commonest first. Sources: the lists of Thonny
// (`mp_front.py`) and of ESP Web Tools (`flash.ts`), and the makers' drivers.

/** @type {{ chips: string, vendor: number, product: number }[]} */
export const ADAPTERS = [
  { chips: "CH340", vendor: 0x1a86, product: 0x7523 },
  { chips: "CP2102, CP2102N, CP2104", vendor: 0x10c4, product: 0xea60 },
  { chips: "CH9102", vendor: 0x1a86, product: 0x55d4 },
  { chips: "CH341", vendor: 0x1a86, product: 0x5523 },
  { chips: "FT232R", vendor: 0x0403, product: 0x6001 },
  { chips: "FT230X, FT231X", vendor: 0x0403, product: 0x6015 },
  { chips: "PL2303", vendor: 0x067b, product: 0x2303 },
];
