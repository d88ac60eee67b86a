//! Proof that the loader, the prompt and the line they talk over need no standard library.
//!
//! This crate brings its own panic handler and its own memory. As soon as one of them, or anything
//! that they depend on, pulls in std, there are two of each and this no longer compiles.
#![no_std]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, unreachable};
use core::panic::PanicInfo;
use core::ptr::null_mut;

// Links them with all of their code.
use esp8266_loader as _;
use micropython_repl as _;
use serial_line as _;

const PAGE_BYTES: usize = 64 * 1024;

/// Gives out fresh pages and takes none back.
struct OnlyGrows;

#[global_allocator]
static MEMORY: OnlyGrows = OnlyGrows;

// SAFETY: each block lies in pages of its own, which were added to the memory for it.
unsafe impl GlobalAlloc for OnlyGrows {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let pages = (layout.size() + layout.align()).div_ceil(PAGE_BYTES);
        match memory_grow::<0>(pages) {
            usize::MAX => null_mut(),
            old_pages => (old_pages * PAGE_BYTES).next_multiple_of(layout.align()) as *mut u8,
        }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    unreachable()
}
