//! The board went away.

use super::advice::Advice;
use crate::session::Activity;
use crate::texts;

pub(super) fn unplugged(during: Activity) -> Advice {
    let now = match during {
        Activity::Probing | Activity::Choosing | Activity::Terminal => texts::unplugged_now(),
        Activity::Preparing => texts::unplugged_preparing(),
        Activity::Writing => texts::unplugged_writing(),
    };
    Advice::new(texts::unplugged(), [now.into(), texts::unplugged_not_me().into()])
}
