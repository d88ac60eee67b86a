// What Python has without an import, as MicroPython has it.

export const KEYWORDS = words(`
  and as assert async await break class continue def del elif else except False finally for from global if import in
  is lambda None nonlocal not or pass raise return True try while with yield`);

/** Where nothing more is known of them. */
export const BUILTINS = words(`
  abs all any bin bool bytearray bytes callable chr dict dir divmod enumerate eval exec filter float getattr hasattr
  help hex id input int isinstance iter len list map max min next object oct open ord pow print range repr reversed
  round set setattr sorted str sum super tuple type zip
  AttributeError Exception ImportError IndexError KeyError KeyboardInterrupt MemoryError NameError OSError
  RuntimeError TypeError ValueError ZeroDivisionError`);

function words(list) {
  return list.trim().split(/\s+/);
}
