//! Work on all cores: each thread has boards of its own.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` makes of each number below `count`, in their order. Each thread calls `prepare` once.
pub(crate) fn map<C, T: Send>(
    count: usize,
    prepare: impl Fn() -> C + Sync,
    work: impl Fn(&C, usize) -> T + Sync,
) -> Vec<T> {
    map_on(threads(), count, prepare, work)
}

/// The same for work that waits for other processes.
pub(crate) fn map_waiting<C, T: Send>(
    count: usize,
    prepare: impl Fn() -> C + Sync,
    work: impl Fn(&C, usize) -> T + Sync,
) -> Vec<T> {
    map_on(2 * threads(), count, prepare, work)
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

fn map_on<C, T: Send>(
    threads: usize,
    count: usize,
    prepare: impl Fn() -> C + Sync,
    work: impl Fn(&C, usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(count));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let context = prepare();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count {
                        break;
                    }
                    let result = work(&context, index);
                    done.lock().unwrap().push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
