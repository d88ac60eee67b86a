/// Whose texts a file holds: each part of the page has a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// index.html itself, in `index.ftl`: they are there before any program.
    Document,
    /// The page's program, in all other files beside it.
    Page,
    /// What both programs say, in the folder `shared`.
    Shared,
    /// The workbench, in the folder `workbench`.
    Workbench,
    /// The pages for teachers and for who looks after the computers, in the folder `school`: there are no programs
    /// behind them.
    School,
}

impl Owner {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Document, Self::Page, Self::Shared, Self::Workbench, Self::School];

    /// What its texts are called in the file of a language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Page => "page",
            Self::Shared => "shared",
            Self::Workbench => "workbench",
            Self::School => "school",
        }
    }

    /// Whether nobody gives values to its texts: they stand in HTML as they are.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::Document | Self::School)
    }

    /// The folder of its files, within that of a language.
    pub(crate) const fn folder(self) -> Option<&'static str> {
        match self {
            Self::Document | Self::Page => None,
            Self::Shared | Self::Workbench | Self::School => Some(self.name()),
        }
    }

    /// Whose a file is, by its path within the folder of a language; nobody's in an unknown folder.
    pub(crate) fn of(file: &str) -> Option<Self> {
        match file.split_once('/') {
            None if file == "index.ftl" => Some(Self::Document),
            None => Some(Self::Page),
            Some((folder, _)) => Self::ALL.into_iter().find(|it| it.folder() == Some(folder)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whose_folder_it_is_in() {
        assert_eq!(Owner::of("index.ftl"), Some(Owner::Document));
        assert_eq!(Owner::of("start.ftl"), Some(Owner::Page));
        assert_eq!(Owner::of("shared/amounts.ftl"), Some(Owner::Shared));
        assert_eq!(Owner::of("workbench/index.ftl"), Some(Owner::Workbench));
        assert_eq!(Owner::of("school/check.ftl"), Some(Owner::School));
        assert_eq!(Owner::of("page/start.ftl"), None);
    }
}
