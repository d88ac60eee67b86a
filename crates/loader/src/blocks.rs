//! The blocks that a compressed stream is sent in, and how much of the flash each stands for.
//!
//! How long the stub takes for a block, and how far the bar moves, follows from the bytes that it inflates
//! to. Nothing is inflated for that: a stream (RFC 1950, RFC 1951) is read for the lengths in it alone,
//! which takes no window and a tenth of an inflater's code.

use alloc::vec;
use alloc::vec::Vec;

/// Size of a block for the stub, in bytes.
pub const BLOCK_BYTES: u32 = 0x4000;
const BLOCK_BITS: usize = BLOCK_BYTES as usize * 8;
/// Two bytes before the first of deflate's own blocks.
const ZLIB_HEADER_BITS: usize = 16;
const END_OF_BLOCK: usize = 256;
/// The order in which the lengths of the codes for lengths are sent.
const CODE_LENGTH_ORDER: [usize; 19] =
    [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// For each block of a zlib stream of our own, the bytes it inflates to. What takes up its last bit in a
/// block belongs to that block: only then can it be inflated.
pub(crate) fn inflated_by_block(stream: &[u8]) -> Vec<u32> {
    let blocks = stream.len().div_ceil(BLOCK_BYTES as usize);
    let bits = Bits { stream, at: ZLIB_HEADER_BITS };
    let mut counter = Counter { bits, inflated: vec![0; blocks] };
    while counter.deflate_block() == Some(More::Blocks) {}
    counter.inflated
}

#[derive(PartialEq, Eq)]
enum More {
    Blocks,
    Nothing,
}

struct Counter<'s> {
    bits: Bits<'s>,
    inflated: Vec<u32>,
}

impl Counter<'_> {
    /// Counts one of deflate's own blocks. `None` where the stream breaks off.
    fn deflate_block(&mut self) -> Option<More> {
        let is_last = self.bits.take(1)? == 1;
        match self.bits.take(2)? {
            0 => self.stored()?,
            1 => {
                let mut lengths = [8; 288];
                lengths.get_mut(144..256)?.fill(9);
                lengths.get_mut(256..280)?.fill(7);
                self.compressed(&Code::new(&lengths), &Code::new(&[5; 30]))?;
            }
            2 => {
                let (literals, distances) = self.bits.codes()?;
                self.compressed(&literals, &distances)?;
            }
            _ => return None,
        }
        Some(if is_last { More::Nothing } else { More::Blocks })
    }

    fn stored(&mut self) -> Option<()> {
        self.bits.at = self.bits.at.next_multiple_of(8);
        let bytes = self.bits.take(16)?;
        self.bits.take(16)?;
        for _ in 0..bytes {
            self.bits.take(8)?;
            self.count(1);
        }
        Some(())
    }

    fn compressed(&mut self, literals: &Code, distances: &Code) -> Option<()> {
        loop {
            let symbol = self.bits.symbol(literals)?;
            let bytes = match symbol {
                ..END_OF_BLOCK => 1,
                END_OF_BLOCK => return Some(()),
                _ => {
                    let bytes = self.bits.match_bytes(symbol - END_OF_BLOCK - 1)?;
                    let distance = self.bits.symbol(distances)?;
                    self.bits.take((distance / 2).saturating_sub(1))?;
                    bytes
                }
            };
            self.count(bytes);
        }
    }

    /// What was just read stands for so many bytes.
    fn count(&mut self, bytes: u32) {
        if let Some(inflated) = self.inflated.get_mut((self.bits.at - 1) / BLOCK_BITS) {
            *inflated += bytes;
        }
    }
}

/// A stream, read bit by bit, the lowest of each byte first.
struct Bits<'s> {
    stream: &'s [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> Option<u32> {
        let mut value = 0;
        for bit in 0..count {
            value |= self.bit()? << bit;
        }
        Some(value)
    }

    fn bit(&mut self) -> Option<u32> {
        let byte = self.stream.get(self.at / 8)?;
        let bit = byte >> (self.at % 8) & 1;
        self.at += 1;
        Some(bit.into())
    }

    /// The next symbol of a code, whose bits come the highest first.
    fn symbol(&mut self, code: &Code) -> Option<usize> {
        let (mut value, mut first, mut index) = (0, 0, 0);
        for &count in &code.counts {
            value = value << 1 | self.bit()? as usize;
            if value < first + count {
                return code.symbols.get(index + value - first).copied();
            }
            index += count;
            first = (first + count) << 1;
        }
        None
    }

    /// The length that a symbol and its further bits tell, in bytes.
    fn match_bytes(&mut self, symbol: usize) -> Option<u32> {
        match symbol {
            ..8 => Some(symbol as u32 + 3),
            28 => Some(258),
            _ => {
                let further = symbol / 4 - 1;
                let base = (4 + symbol as u32 % 4) << further;
                Some(base + 3 + self.take(further)?)
            }
        }
    }

    /// The two codes that stand at the begin of a block.
    fn codes(&mut self) -> Option<(Code, Code)> {
        let literals = self.take(5)? as usize + 257;
        let distances = self.take(5)? as usize + 1;
        let mut of_lengths = [0; CODE_LENGTH_ORDER.len()];
        let sent = self.take(4)? as usize + 4;
        for place in CODE_LENGTH_ORDER.iter().take(sent) {
            *of_lengths.get_mut(*place)? = self.take(3)? as u8;
        }
        let of_lengths = Code::new(&of_lengths);
        let mut lengths = Vec::new();
        while lengths.len() < literals + distances {
            let (length, times) = match self.symbol(&of_lengths)? {
                16 => (*lengths.last()?, 3 + self.take(2)?),
                17 => (0, 3 + self.take(3)?),
                18 => (0, 11 + self.take(7)?),
                length => (length as u8, 1),
            };
            lengths.resize(lengths.len() + times as usize, length);
        }
        Some((Code::new(lengths.get(..literals)?), Code::new(lengths.get(literals..)?)))
    }
}

/// A canonical Huffman code: symbols in the order of their bits.
struct Code {
    /// How many symbols have one bit, two, and so on.
    counts: [usize; 15],
    symbols: Vec<usize>,
}

impl Code {
    /// From the number of bits of each symbol; none for those that do not occur.
    fn new(lengths: &[u8]) -> Self {
        let mut counts = [0; 15];
        let mut symbols = Vec::with_capacity(lengths.len());
        for (bits, count) in (1..).zip(&mut counts) {
            let of_these_bits = lengths.iter().enumerate().filter(|(_, length)| **length == bits);
            symbols.extend(of_these_bits.map(|(symbol, _)| symbol));
            *count = symbols.len();
        }
        for bits in (1..counts.len()).rev() {
            counts[bits] -= counts[bits - 1];
        }
        Self { counts, symbols }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec_zlib;
    use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
    use proptest::prelude::*;

    const WINDOW_BYTES: usize = 0x8000;

    /// What an inflater gives for each block, which it is handed alone.
    fn inflated_by_inflating(stream: &[u8]) -> Vec<u32> {
        let (mut inflater, mut window, mut at) = (DecompressorOxide::new(), [0; WINDOW_BYTES], 0);
        let mut inflate = |mut block: &[u8]| {
            let mut inflated = 0;
            loop {
                let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER
                    | inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
                let (_, taken, given) = decompress(&mut inflater, block, &mut window, at, flags);
                block = &block[taken..];
                at = (at + given) % WINDOW_BYTES;
                inflated += given as u32;
                if given == 0 {
                    return inflated;
                }
            }
        };
        stream.chunks(BLOCK_BYTES as usize).map(&mut inflate).collect()
    }

    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let run = (any::<u8>(), 0..9_000_usize).prop_map(|(byte, count)| vec![byte; count]);
        let noise = prop::collection::vec(any::<u8>(), 0..9_000);
        let text = prop::collection::vec(prop::sample::select(b"aeinrst \n".to_vec()), 0..30_000);
        prop::collection::vec(prop_oneof![run, noise, text], 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn an_inflater_gives_as_many_bytes_for_each_block(flash in bytes(), level in 0..=10_u8) {
            let stream = compress_to_vec_zlib(&flash, level);
            let counted = inflated_by_block(&stream);
            let inflated = inflated_by_inflating(&stream);
            prop_assert_eq!(counted.iter().sum::<u32>() as usize, flash.len());
            // An inflater may need some bits beyond a symbol before it gives that.
            for (counted, inflated) in counted.iter().zip(&inflated) {
                prop_assert!(counted.abs_diff(*inflated) <= 2 * 258, "{} and {}", counted, inflated);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_stream_that_breaks_off_is_counted_as_far_as_it_goes(
            flash in bytes(), level in 0..=10_u8, cut in any::<prop::sample::Index>(),
        ) {
            let stream = compress_to_vec_zlib(&flash, level);
            let cut = cut.index(stream.len());
            let (whole, part) = (inflated_by_block(&stream), inflated_by_block(&stream[..cut]));
            let full = cut / BLOCK_BYTES as usize;
            prop_assert_eq!(&part[..full], &whole[..full]);
            prop_assert!(part.iter().zip(&whole).all(|(part, whole)| part <= whole));
        }

        #[test]
        fn a_stream_that_is_none_does_no_harm(stream in prop::collection::vec(any::<u8>(), 0..2_000)) {
            inflated_by_block(&stream);
        }
    }
}
