//! Compressing an image while the page goes on: long before the click, and never for long at a time.

use esp8266_loader::compress::{Preparation, Prepared};
use esp8266_loader::image::Image;
use gloo::timers::future::TimeoutFuture;
use std::rc::Rc;

/// A frame of the screen is twice as long.
const SLICE_MS: f64 = 8.0;

pub(super) async fn prepare(image: Image) -> Rc<Prepared> {
    let mut preparation = Preparation::new(image);
    let mut slice_began = js_sys::Date::now();
    while !preparation.step() {
        if js_sys::Date::now() - slice_began > SLICE_MS {
            TimeoutFuture::new(0).await;
            slice_began = js_sys::Date::now();
        }
    }
    Rc::new(preparation.finish())
}
