//! From a folder to what it says. Everything that is wrong with it is named, by file and line, before anything is changed.

use super::shape::{ASSETS, COURSE, FENCE, FORMAT, Folder, Head, LANDING, LandingFile, Lesson, MODULE, MODULES, Module, ModuleFile};
use super::{FolderError, Result, assets, landing, lessons};
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A text file is no larger, in bytes.
const LARGEST_TEXT: u64 = 1 << 20;
/// A folder has no more modules, and a module no more lessons.
const MOST: usize = 1000;

/// What is wrong with a folder.
#[derive(Default)]
pub struct Problems(Vec<String>);

impl Problems {
    /// Something in a file.
    pub fn of(&mut self, path: &str, what: impl Into<String>) {
        self.0.push(format!("{path}: {}", what.into()));
    }

    /// Something in a line of a file.
    fn in_line(&mut self, path: &str, line: usize, what: &str) {
        self.0.push(format!("{path}:{line}: {what}"));
    }
}

/// Reads a folder.
pub async fn read(root: &Path) -> Result<Folder> {
    let mut reader = Reader { root, problems: Problems::default() };
    let folder = reader.folder();
    let Some(mut folder) = folder.filter(|_| reader.problems.0.is_empty()) else { return Err(FolderError::Refused(reader.problems.0)) };
    reader.once(&folder);
    reader.hash(&mut folder).await?;
    let Reader { mut problems, .. } = reader;
    lessons::clean(&mut folder);
    lessons::check_course(&folder.course, &mut problems);
    for module in &folder.modules {
        lessons::check_module(&module.file, &mut problems);
        for lesson in &module.lessons {
            lessons::check(lesson, &folder, &mut problems);
        }
    }
    landing::check(&folder.landing, &mut problems);
    if problems.0.is_empty() { Ok(folder) } else { Err(FolderError::Refused(problems.0)) }
}

struct Reader<'a> {
    root: &'a Path,
    problems: Problems,
}

impl Reader<'_> {
    fn folder(&mut self) -> Option<Folder> {
        let course: super::shape::CourseFile = self.toml(COURSE)?;
        if course.format != FORMAT {
            self.problems.of(COURSE, format!("it has form {}, and this version reads form {FORMAT}", course.format));
        }
        let modules = self.names(MODULES).into_iter().filter_map(|name| self.module(&format!("{MODULES}/{name}"))).collect();
        let landing: LandingFile = self.toml(LANDING)?;
        Some(Folder { course, modules, landing: landing.sections })
    }

    fn module(&mut self, place: &str) -> Option<Module> {
        let file: ModuleFile = self.toml(&format!("{place}/{MODULE}"))?;
        let names = self.names(place).into_iter().filter(|name| name != MODULE);
        let lessons = names.filter_map(|name| self.lesson(&format!("{place}/{name}"))).collect();
        Some(Module { file, lessons })
    }

    fn lesson(&mut self, path: &str) -> Option<Lesson> {
        if Path::new(path).extension().is_none_or(|extension| extension != "md") {
            self.problems.of(path, "a module holds module.toml and lessons that end in .md, and nothing else");
            return None;
        }
        let text = self.text(path)?;
        let parts = text.strip_prefix(&format!("{FENCE}\n")).and_then(|rest| rest.split_once(&format!("\n{FENCE}\n")));
        let Some((head, body)) = parts else {
            self.problems.in_line(path, 1, "a lesson begins with a line +++, lines of TOML, and another line +++");
            return None;
        };
        let head: Head = self.parsed(path, &format!("{head}\n"), 1)?;
        Some(Lesson { head, text: body.trim_matches('\n').to_owned() })
    }

    /// The names in a folder that are not hidden, in order.
    fn names(&mut self, place: &str) -> Vec<String> {
        let Some(path) = self.real(place, false) else { return Vec::new() };
        let entries = path.read_dir().into_iter().flatten().filter_map(std::result::Result::ok);
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).take(MOST + 1).collect();
        if names.len() > MOST {
            self.problems.of(place, format!("it holds more than {MOST} entries"));
        }
        names.sort();
        names
    }

    /// The path of something of the folder. What leads out of it is refused.
    fn real(&mut self, place: &str, is_file: bool) -> Option<PathBuf> {
        let path = self.root.join(place);
        let wrong = match path.symlink_metadata() {
            Err(error) => Some(error.to_string()),
            Ok(found) if found.is_symlink() => Some("it is a symbolic link".to_owned()),
            Ok(found) if found.is_file() != is_file => Some(if is_file { "it is no file" } else { "it is no folder" }.to_owned()),
            Ok(_) => None,
        };
        let Some(wrong) = wrong else { return Some(path) };
        self.problems.of(place, wrong);
        None
    }

    fn text(&mut self, place: &str) -> Option<String> {
        let path = self.real(place, true)?;
        if path.metadata().is_ok_and(|found| found.len() > LARGEST_TEXT) {
            self.problems.of(place, format!("it has more than {LARGEST_TEXT} bytes"));
            return None;
        }
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(text.replace("\r\n", "\n")),
            Err(error) => {
                self.problems.of(place, error.to_string());
                None
            }
        }
    }

    fn toml<T: DeserializeOwned>(&mut self, place: &str) -> Option<T> {
        let text = self.text(place)?;
        self.parsed(place, &text, 0)
    }

    /// Understands TOML that stands below so many lines.
    fn parsed<T: DeserializeOwned>(&mut self, place: &str, text: &str, above: usize) -> Option<T> {
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let Range { start, .. } = error.span().unwrap_or_default();
                let line = above + 1 + text.get(..start).unwrap_or_default().matches('\n').count();
                self.problems.in_line(place, line, error.message());
                None
            }
        }
    }

    /// Ids and slugs are there once.
    fn once(&mut self, folder: &Folder) {
        let (mut ids, mut slugs) = (HashSet::<Uuid>::new(), HashSet::<&str>::new());
        let lessons = || folder.modules.iter().flat_map(|module| &module.lessons).map(|lesson| &lesson.head);
        let of_lessons = lessons().flat_map(|head| {
            let inside = head.files.iter().filter_map(|file| file.id).chain(head.pictures.iter().map(|picture| picture.id));
            head.id.into_iter().chain(inside)
        });
        let pictures = folder.landing.iter().filter_map(|section| section.picture.as_ref()).map(|picture| picture.id);
        for id in folder.modules.iter().filter_map(|module| module.file.id).chain(of_lessons).chain(pictures) {
            if !ids.insert(id) {
                self.problems.of(MODULES, format!("the id {id} is there twice"));
            }
        }
        for slug in lessons().flat_map(|head| std::iter::once(&head.slug).chain(&head.former_slugs)) {
            if !slugs.insert(slug) {
                self.problems.of(MODULES, format!("the lesson {slug} is there twice"));
            }
        }
    }

    async fn hash(&mut self, folder: &mut Folder) -> Result<()> {
        for lesson in folder.modules.iter_mut().flat_map(|module| &mut module.lessons) {
            let slug = lesson.head.slug.clone();
            for file in &mut lesson.head.files {
                file.sha256 = self.hash_of(&slug, &file.asset, &file.file_name).await?;
            }
            for picture in &mut lesson.head.pictures {
                picture.sha256 = self.hash_of(&slug, &picture.asset, &picture.file_name).await?;
            }
        }
        for section in &mut folder.landing {
            if let Some(picture) = &mut section.picture {
                picture.sha256 = self.hash_of(&section.id, &picture.asset, &picture.file_name).await?;
            }
        }
        Ok(())
    }

    /// The hash that an asset gets in the store. It lies in the folder of assets and nowhere else.
    async fn hash_of(&mut self, of: &str, asset: &str, file_name: &str) -> Result<Vec<u8>> {
        let name = asset.strip_prefix(&format!("{ASSETS}/"));
        if name.is_none_or(|name| name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0'])) {
            self.problems.of(of, format!("the asset {asset:?} is no file of {ASSETS}/"));
            return Ok(Vec::new());
        }
        if self.real(ASSETS, false).is_none() {
            return Ok(Vec::new());
        }
        let Some(path) = self.real(asset, true) else { return Ok(Vec::new()) };
        match assets::measured(&path, file_name).await {
            Ok((_, hash)) => Ok(hash.to_vec()),
            Err(error) => {
                self.problems.of(asset, error.to_string());
                Ok(Vec::new())
            }
        }
    }
}
