//! Asking the chip and its flash what they are. Nothing on the board is changed.

use super::{Context, Ending, JobEvent, SpeedReason};
use esp8266_loader::error::Error;
use esp8266_loader::identify::identify;
use esp8266_loader::ladder::{LADDER, Rung, Way};
use serial_line::{SerialLine as _, SerialPort};

pub use esp8266_loader::identify::Identity as Facts;

pub(super) async fn run<P: SerialPort>(context: &mut Context<'_, P>) -> Result<Ending, Error> {
    context.reporter.event(JobEvent::Begun(SpeedReason::Fastest));
    let (status, began) = (context.port.layer.status(), context.port.now());
    let mut events = |event| {
        let at = status.now().saturating_sub(began);
        context.reporter.event(JobEvent::Loader { at, event });
    };
    // No stub is started, so nothing could change the speed on the way.
    let is_direct = |rung: &Rung| rung.way == Way::FromTheFirstByte;
    let ladder: Vec<Rung> = LADDER.into_iter().filter(is_direct).collect();
    let facts = identify(&mut *context.port, &ladder, &mut events).await?;
    context.watch.reset_at(context.port.now());
    context.reporter.event(JobEvent::ChipInfo(facts));
    Ok(Ending::Shown)
}
