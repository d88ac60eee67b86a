//! The program's functions in an order in which gzip finds more alike: 3 kB less to load.
//!
//! gzip looks back for what it has seen, and finds little where functions that are alike stand far from each other.
//! So the next one is always that which has most in common with those just before it. What a function does
//! has nothing to do with its place; only its number changes, wherever it is named.

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

use super::size::gzip_bytes;
use crate::failure::{During, Outcome};

/// How long a piece is that two functions have in common or not, in bytes. Found by trial, as are the windows.
const PIECE_BYTES: usize = 6;
/// How far back the functions stand that the next one is compared with. Which is best is chance, within 0.5 kB: the
/// one is taken that gzip makes the least of.
const WINDOWS_BYTES: [usize; 4] = [4_000, 8_000, 12_000, 16_000];

/// Puts the functions of a program into a better order.
pub(super) fn improve(program: &Path) -> Outcome {
    let doing = format!("order the functions of {}", program.display());
    let wasm = fs::read(program).during(&doing)?;
    let mut best = (gzip_bytes(&wasm).during(&doing)?, wasm.clone());
    for window_bytes in WINDOWS_BYTES {
        let ordered = ordered(&wasm, window_bytes).during(&doing)?;
        best = best.min((gzip_bytes(&ordered).during(&doing)?, ordered));
    }
    fs::write(program, best.1).during(&doing)
}

fn ordered(wasm: &[u8], window_bytes: usize) -> Result<Vec<u8>, Error> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = order(&bodies, window_bytes);
    let mut places = vec![0; order.len()];
    for (place, &function) in (imported..).zip(&order) {
        places[function] = place;
    }
    let mut module = Module::new();
    Reordered { imported, order, places }.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// Each function once, by its number: those follow each other that have pieces in common. `most_bytes` is how far
/// back that is looked at.
fn order(bodies: &[&[u8]], most_bytes: usize) -> Vec<usize> {
    let pieces = common_pieces(bodies);
    let mut owners = vec![Vec::new(); 1 + pieces.iter().flatten().max().unwrap_or(&0)];
    for (function, pieces) in pieces.iter().enumerate() {
        pieces.iter().for_each(|&piece| owners[piece].push(function));
    }
    // How often a piece is in the window, and how many of a function's are.
    let (mut seen, mut shared) = (vec![0_u32; owners.len()], vec![0_u32; bodies.len()]);
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let (mut window, mut window_bytes) = (VecDeque::new(), 0);
    let mut order = Vec::new();
    // Long functions have more in common with anything.
    let likeness = |function: usize, shared: &[u32]| {
        f64::from(shared[function]) / (bodies[function].len() as f64).sqrt()
    };
    while let Some(at) = (0..left.len()).max_by(|&one, &other| {
        let likeness = |at: usize| likeness(left[at], &shared);
        // The first of equals, so that one program always gives one order.
        likeness(one).total_cmp(&likeness(other)).then(other.cmp(&one))
    }) {
        let next = left.remove(at);
        order.push(next);
        window.push_back(next);
        window_bytes += bodies[next].len();
        for &piece in &pieces[next] {
            if seen[piece] == 0 {
                owners[piece].iter().for_each(|&owner| shared[owner] += 1);
            }
            seen[piece] += 1;
        }
        while window_bytes > most_bytes && window.len() > 1 {
            let Some(oldest) = window.pop_front() else { break };
            window_bytes -= bodies[oldest].len();
            for &piece in &pieces[oldest] {
                seen[piece] -= 1;
                if seen[piece] == 0 {
                    owners[piece].iter().for_each(|&owner| shared[owner] -= 1);
                }
            }
        }
    }
    order
}

/// For each function, the pieces that others have, too: each once, by a number.
fn common_pieces(bodies: &[&[u8]]) -> Vec<Vec<usize>> {
    let mut owners = BTreeMap::<&[u8], Vec<usize>>::new();
    for (function, body) in bodies.iter().enumerate() {
        for piece in body.windows(PIECE_BYTES) {
            let owners = owners.entry(piece).or_default();
            if owners.last() != Some(&function) {
                owners.push(function);
            }
        }
    }
    let mut pieces = vec![Vec::new(); bodies.len()];
    for (piece, owners) in owners.into_values().filter(|owners| owners.len() > 1).enumerate() {
        owners.into_iter().for_each(|function| pieces[function].push(piece));
    }
    pieces
}

/// Writes a program with its functions in another order.
struct Reordered {
    /// So many functions are imported: they come first and keep their numbers.
    imported: u32,
    /// The functions of the program in their new order, by their places among them.
    order: Vec<usize>,
    /// The new number of each of them.
    places: Vec<u32>,
}

impl Reencode for Reordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported);
        Ok(own.map_or(function, |own| self.places[own as usize]))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        self.order.iter().for_each(|&function| {
            functions.function(types[function]);
        });
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection,
        Instruction, TypeSection, ValType,
    };
    use wasmparser::Operator;

    /// A program with one import and, for each of these numbers, a function that gives it and one that calls that;
    /// both are exported by the number.
    fn program(numbers: &[i32]) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        let (mut functions, mut exports) = (FunctionSection::new(), ExportSection::new());
        let mut code = CodeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        imports.import("a", "b", EntityType::Function(0));
        for (index, number) in (1..).step_by(2).zip(numbers) {
            for (index, instruction) in
                [(index, Instruction::I32Const(*number)), (index + 1, Instruction::Call(index))]
            {
                functions.function(1);
                exports.export(&format!("{number} {}", index % 2), ExportKind::Func, index);
                let mut function = Function::new([]);
                function.instruction(&instruction);
                // Something that is alike in functions of like numbers.
                for _ in 0..20 {
                    function
                        .instruction(&Instruction::I32Const(number % 10))
                        .instruction(&Instruction::Drop);
                }
                function.instruction(&Instruction::End);
                code.function(&function);
            }
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    /// What each export gives, by its name, also through a call.
    fn exports(wasm: &[u8]) -> BTreeMap<String, i32> {
        let (mut exports, mut firsts) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    exports.extend(section.into_iter().map(|export| export.unwrap()));
                }
                Payload::CodeSectionEntry(body) => {
                    firsts.push(body.get_operators_reader().unwrap().read().unwrap());
                }
                _ => {}
            }
        }
        let gives = |mut index: u32| loop {
            match firsts[index as usize - 1] {
                Operator::Call { function_index } => index = function_index,
                Operator::I32Const { value } => return value,
                ref other => panic!("{other:?}"),
            }
        };
        exports.iter().map(|export| (export.name.to_owned(), gives(export.index))).collect()
    }

    #[test]
    fn every_function_is_found_under_its_name_and_by_its_callers() {
        let before = program(&[11, 22, 31, 42, 51]);
        let after = ordered(&before, 100).unwrap();
        assert_ne!(before, after);
        assert_eq!(exports(&before), exports(&after));
        assert_eq!(exports(&after)["42 0"], 42);
    }

    #[test]
    fn what_is_alike_stands_together() {
        let bodies: [&[u8]; 5] =
            [b"alike, one", b"different", b"alike, two", b"different, and long", b"alike, three"];
        let order = order(&bodies, 100);
        let place = |function| order.iter().position(|&other| other == function).unwrap();
        assert_eq!(place(1).abs_diff(place(3)), 1, "{order:?}");
        let alike = [place(0), place(2), place(4)];
        assert_eq!(alike.iter().max().unwrap() - alike.iter().min().unwrap(), 2, "{order:?}");
    }
}
