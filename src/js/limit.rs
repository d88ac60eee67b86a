//! A limit for everything that a browser promises.

use core::future::Future;
use core::pin::pin;
use core::time::Duration;
use futures::future::{Either, select};
use gloo::timers::future::TimeoutFuture;

/// The time was over first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Elapsed;

/// Browsers count timers in 31 bits of milliseconds; a longer one would fire at once.
const LONGEST: Duration = Duration::from_millis(i32::MAX as u64);

/// Waits for something, but not for longer than `limit`.
pub(crate) async fn within<T>(
    future: impl Future<Output = T>,
    limit: Duration,
) -> Result<T, Elapsed> {
    match select(pin!(future), pin!(timer(limit))).await {
        Either::Left((output, _)) => Ok(output),
        Either::Right(_) => Err(Elapsed),
    }
}

/// Lets at least `duration` pass.
pub(crate) async fn timer(duration: Duration) {
    let duration = duration.min(LONGEST);
    let begun = duration.subsec_nanos().div_ceil(1_000_000);
    TimeoutFuture::new(duration.as_secs() as u32 * 1_000 + begun).await;
}
