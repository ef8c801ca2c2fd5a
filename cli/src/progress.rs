//! Shows on a terminal how far the compiler is with a large module.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use windlass::CompileProgress;

/// What takes no longer is not worth a line, and how often the line is written again.
const PATIENCE: Duration = Duration::from_secs(1);
const AGAIN: Duration = Duration::from_millis(200);

/// A thread that shows progress on standard error, until this is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Whether somebody may look: standard error is a terminal.
    pub(crate) fn is_wanted() -> bool {
        io::stderr().is_terminal()
    }

    /// Shows `progress` of the module in `file` from a second on.
    pub(crate) fn show(file: String, progress: Arc<CompileProgress>) -> Progress {
        let (end, ended) = mpsc::channel();
        let start = Instant::now();
        let show = move || {
            let mut wait = PATIENCE;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                write(&format!("\r\x1b[K{}", line(&file, &progress, start.elapsed())));
                wait = AGAIN;
            }
            if wait == AGAIN {
                write("\r\x1b[K");
            }
        };
        // Without a thread there is nothing to see, and nothing else is missing.
        let thread = thread::Builder::new().name("windlass-progress".into()).spawn(show).ok();
        Progress { end: Some(end), thread }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.end.take());
        // The line is gone before anything else is written.
        self.thread.take().map(JoinHandle::join);
    }
}

fn write(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

fn line(file: &str, progress: &CompileProgress, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    match progress.total() {
        0 => format!("{file}: reading, {seconds} s"),
        total => {
            let megabytes = progress.code_bytes() as f64 / f64::from(1 << 20);
            let threads = match progress.threads() {
                1 => "1 thread".into(),
                threads => format!("{threads} threads"),
            };
            format!(
                "{file}: {} of {total} functions, {megabytes:.1} MiB of machine code, {threads}, {seconds} s",
                progress.functions()
            )
        }
    }
}
