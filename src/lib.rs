//! Boardwalk: a web page that puts MicroPython on an ESP8266 and opens its prompt on the same port.
//!
//! [`session`] is the heart: data, and one task that owns the port. [`setup`] is what will be put on a
//! board, and [`page`] all that the page knows. [`serial`] is the port in a browser, [`terminal`] what
//! the board says, [`firmware`] what can be installed, and [`words`] turns all of it into sentences.
//! `app`, `screens` and `components` show it.

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod demo;
pub mod firmware;
pub mod handover;
#[cfg(target_arch = "wasm32")]
mod js;
pub mod layout;
pub mod page;
pub mod returning;
#[cfg(target_arch = "wasm32")]
pub mod screens;
pub mod serial;
pub mod session;
pub mod setup;
mod stub;
pub mod terminal;
pub mod texts;
pub mod words;
#[cfg(target_arch = "wasm32")]
mod workbench;

pub use stub::STUB;

/// Shows the page, with its own and the shared texts of a table where it speaks another language than English.
#[cfg(target_arch = "wasm32")]
pub fn start(own: Option<String>, shared: Option<String>) {
    // As long as the page lives.
    if let Some(table) = own {
        texts::speak(table.leak());
    }
    if let Some(table) = shared {
        page_words::texts::speak(table.leak());
    }
    yew::Renderer::<app::App>::new().render();
}
