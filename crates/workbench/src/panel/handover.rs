//! Files that a person gave to the page for the board, as the browser's objects.

use super::browser;
use crate::handover::{Picked, Refusal, look_at, request};
use js_sys::Array;
use wasm_bindgen::JsCast as _;
use web_sys::File;
use workbench_api::{Line, Purpose, Request};

/// The job for these [`File`]s, once the one that is taken was read; or why there is none. Browsers tell of those
/// that are dropped whether one is a folder.
pub(crate) async fn taken(
    purpose: Purpose,
    files: Array,
    is_folder: bool,
) -> Result<Request, Line> {
    job(purpose, files, is_folder).await.map_err(|refusal| refusal.line())
}

async fn job(purpose: Purpose, files: Array, is_folder: bool) -> Result<Request, Refusal> {
    let picked = files.iter().map(|file| {
        let file = file.unchecked_into::<File>();
        Picked { name: browser::name_of(&file), bytes: file.size() as u64, is_folder }
    });
    let Picked { name, .. } = look_at(purpose, picked.collect())?;
    let content = browser::read(&files.get(0).unchecked_into()).await;
    request(purpose, &name, content.map_err(|error| browser::words_of(&error)))
}
