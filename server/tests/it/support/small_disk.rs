//! A disk of few megabytes, which a test can fill.

use super::database::own_name;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::chown;
use std::path::PathBuf;
use std::process::Command;

/// A mounted disk in memory. It is gone when it is dropped.
pub struct SmallDisk {
    /// Where it is mounted.
    pub folder: PathBuf,
}

impl SmallDisk {
    /// Mounts one, or says that whoever runs the tests may not.
    pub fn mount(megabytes: u32) -> Option<Self> {
        let folder = std::env::temp_dir().join(own_name());
        fs::create_dir_all(&folder).unwrap();
        let options = format!("size={megabytes}m,mode=0755");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "lectern"]).arg(&folder).output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self { folder });
        }
        fs::remove_dir(&folder).unwrap();
        None
    }

    /// A folder on it that belongs to a user and a group.
    pub fn space_of(&self, (user, group): (u32, u32)) -> PathBuf {
        let space = self.folder.join("space");
        fs::create_dir(&space).unwrap();
        chown(&space, Some(user), Some(group)).unwrap();
        space
    }

    /// Leaves no room on it.
    pub fn fill(&self) {
        let mut ballast = File::create(self.ballast()).unwrap();
        let mut size = 1 << 20;
        while size > 0 {
            match ballast.write(&vec![7; size]) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => size /= 2,
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// Makes room again.
    pub fn relieve(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("--lazy").arg(&self.folder).status());
        drop(fs::remove_dir(&self.folder));
    }
}
