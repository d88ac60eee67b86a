/// A third of the size of the one that comes with Rust, and no slower.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Shows the page: start.mjs calls it when it knows the page's language.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(own: Option<String>, shared: Option<String>) {
    boardwalk::start(own, shared);
}

/// Nothing happens before `start`.
fn main() {}
