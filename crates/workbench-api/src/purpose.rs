/// What a person wants done with a file that they pick or drop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Python runs it, and keeps nothing of it.
    Run,
    /// The board keeps it under its name.
    Save,
    /// The board keeps it under the name of the program that runs at each start.
    SaveAsMain,
}

impl Purpose {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Run, Self::Save, Self::SaveAsMain];
}
