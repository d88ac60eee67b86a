//! Fetching a file, for as long as bytes come.

use super::FirmwareError;
use crate::js::{Elapsed, message, within};
use core::time::Duration;
use js_sys::{Date, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestInit, Response};

/// A host that sends nothing for so long sends nothing any more. A slow network sends little, but on
/// and on.
const SILENCE: Duration = Duration::from_secs(15);

/// Nor is more than this waited for altogether: on the slowest of networks an image takes a tenth of it.
const ALTOGETHER_MS: f64 = 600_000.0;

/// What came.
pub(super) enum Fetched {
    Whole(Vec<u8>),
    /// So many bytes were announced, or came before it was given up.
    TooLarge(usize),
}

/// Ends the request when nobody waits for it any more.
struct Request(AbortController);

impl Drop for Request {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Fetches a file of at most `most_bytes`. Dropping the future ends the request.
pub(super) async fn fetch(path: &str, most_bytes: usize) -> Result<Fetched, FirmwareError> {
    let unreachable =
        |problem: String| FirmwareError::Unreachable { path: path.to_owned(), problem };
    let failed = |error: JsValue| unreachable(message(&error));
    let silent = |Elapsed| FirmwareError::Silent { path: path.to_owned() };
    let window = web_sys::window().ok_or_else(|| unreachable(String::new()))?;
    let request = Request(AbortController::new().map_err(failed)?);
    let options = RequestInit::new();
    options.set_signal(Some(&request.0.signal()));
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &options));
    let response = within(response, SILENCE).await.map_err(silent)?.map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(unreachable(response.status().to_string()));
    }
    let Some(body) = response.body() else { return Ok(Fetched::Whole(Vec::new())) };
    if let Some(bytes) = announced(&response).filter(|bytes| *bytes > most_bytes) {
        return Ok(Fetched::TooLarge(bytes));
    }
    let reader: ReadableStreamDefaultReader =
        body.get_reader().dyn_into().map_err(|error| failed(error.into()))?;
    let mut content = Vec::new();
    let until = Date::now() + ALTOGETHER_MS;
    while Date::now() < until {
        let piece = within(JsFuture::from(reader.read()), SILENCE);
        let result = piece.await.map_err(silent)?.map_err(failed)?;
        let value = Reflect::get(&result, &"value".into()).ok();
        let Some(chunk) = value.and_then(|value| value.dyn_into::<Uint8Array>().ok()) else {
            return Ok(Fetched::Whole(content));
        };
        let bytes = content.len() + chunk.length() as usize;
        if bytes > most_bytes {
            return Ok(Fetched::TooLarge(bytes));
        }
        content.extend(chunk.to_vec());
    }
    Err(silent(Elapsed))
}

/// The size that the host tells. Hosts may tell none, or a wrong one: what comes is counted too.
fn announced(response: &Response) -> Option<usize> {
    response.headers().get("content-length").ok()??.parse().ok()
}
