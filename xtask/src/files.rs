//! Hashes, compressed siblings, copies.

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Kinds of files that shrink. Pictures, fonts and films are compressed already.
const SHRINKABLE: [&str; 9] = ["js", "wasm", "css", "svg", "txt", "json", "xml", "webmanifest", "html"];

/// Linux's folder that lies in memory.
const MEMORY: &str = "/dev/shm";
/// Tests need less than so many bytes there.
const ROOM: u64 = 2 << 30;

/// A folder for files of now, removed when it is dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes one of this name: on the disk, or in memory, where files cost next to nothing, if that is asked for and there is room.
    pub fn make(name: &str, in_memory: bool) -> Result<Self> {
        let room = nix::sys::statvfs::statvfs(MEMORY).map_or(0, |found| found.blocks_available() * found.fragment_size());
        let parent = if in_memory && room >= ROOM { PathBuf::from(MEMORY) } else { std::env::temp_dir() };
        let folder = parent.join(format!("lectern-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        Ok(Self(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// `stem.12345678.extension`: a name that changes with the content, so that a browser may keep the file for ever.
pub fn hashed_name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}.{}.{extension}", &sha256(bytes)[..8])
}

/// Writes a file so that a reader sees the old one or the new one, never half of it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let draft = with_suffix(path, "draft");
    fs::write(&draft, bytes).with_context(|| format!("writing {}", draft.display()))?;
    fs::rename(&draft, path).with_context(|| format!("writing {}", path.display()))
}

/// Writes a file with its brotli and gzip siblings, each at the highest level, if the kind shrinks.
pub fn write_compressed(path: &Path, bytes: &[u8]) -> Result<()> {
    if path.extension().and_then(OsStr::to_str).is_some_and(|kind| SHRINKABLE.contains(&kind)) {
        write(&with_suffix(path, "br"), &brotli(bytes)?)?;
        write(&with_suffix(path, "gz"), &gzip(bytes)?)?;
    }
    write(path, bytes)
}

/// A file and its compressed siblings, whether they exist or not.
pub fn with_siblings(path: &Path) -> [PathBuf; 3] {
    [path.to_owned(), with_suffix(path, "br"), with_suffix(path, "gz")]
}

/// Copies a folder's files, at any depth, and compresses them. Files already there with the same content are left alone.
pub fn copy_compressed(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("creating {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_compressed(&entry.path(), &target)?;
        } else {
            let bytes = fs::read(entry.path())?;
            if fs::read(&target).ok().as_ref() != Some(&bytes) {
                write_compressed(&target, &bytes)?;
            }
        }
    }
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut small = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut small, 64 * 1024, 11, 22);
        writer.write_all(bytes)?;
    }
    Ok(small)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_name_carries_the_first_eight_digits_of_its_content() {
        assert_eq!(hashed_name("public", "js", b""), "public.e3b0c442.js");
        assert_ne!(hashed_name("public", "js", b"a"), hashed_name("public", "js", b"b"));
    }

    #[test]
    fn compressed_siblings_hold_the_same_bytes() {
        let text = "lectern ".repeat(500);
        let mut unpacked = String::new();
        brotli::Decompressor::new(brotli(text.as_bytes()).unwrap().as_slice(), 4096).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        unpacked.clear();
        flate2::read::GzDecoder::new(gzip(text.as_bytes()).unwrap().as_slice()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
    }

    #[test]
    fn a_folder_is_copied_with_siblings_where_they_help() {
        let folder = std::env::temp_dir().join(format!("lectern-copy-{}", std::process::id()));
        fs::create_dir_all(folder.join("from/icons")).unwrap();
        fs::write(folder.join("from/icons/a.svg"), "<svg/>").unwrap();
        fs::write(folder.join("from/photo.jpg"), "jpeg").unwrap();
        copy_compressed(&folder.join("from"), &folder.join("to")).unwrap();
        assert!(folder.join("to/icons/a.svg.br").is_file() && folder.join("to/icons/a.svg.gz").is_file());
        assert!(folder.join("to/photo.jpg").is_file() && !folder.join("to/photo.jpg.br").exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
