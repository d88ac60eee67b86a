// Starts the page's program. Trunk writes the two names, which change with every build, into the
// attributes of this script's own element.
const { program, wasm } = document.getElementById("start").dataset;
const { default: init } = await import(new URL(program, document.baseURI));
await init({ module_or_path: new URL(wasm, document.baseURI) });
