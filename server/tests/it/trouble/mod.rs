//! What machines do to a shop: a database that restarts, refuses and runs short, a disk that is full, a second runner of the same work.

mod conflicts;
mod full_disk;
mod one_connection;
mod restarts;
mod two_runners;
