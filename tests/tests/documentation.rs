//! The documentation is true about names: every file and every option of the command that it mentions exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::run;

/// The extensions of names that are checked.
const EXTENSIONS: [&str; 12] = ["rs", "md", "sh", "py", "wat", "wast", "h", "c", "ld", "toml", "patch", "html"];

/// Files of other projects.
const OTHERS: [&str; 2] = ["wasm.h", "wasmtime.h"];

/// Options of tools other than the command, and of builds for debugging the compiler.
const OTHER_OPTIONS: [&str; 5] = ["--trace-emit", "--fuse-limit", "--found", "--minimize", "--profile"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().into()
}

/// All files below `folder`, relative to `root`, except build outputs and hidden folders other than `.ci`.
fn files(root: &Path, folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if name == "target" || name.to_string_lossy().starts_with('.') && name != ".ci" {
            continue;
        }
        found.insert(format!("/{}", entry.path().strip_prefix(root).unwrap().display()));
        if entry.file_type().unwrap().is_dir() {
            files(root, &entry.path(), found);
        }
    }
}

/// The documents: their names and texts.
fn documents() -> Vec<(String, String)> {
    let root = root();
    let folders = [root.clone(), root.join("docs"), root.join("filetests")];
    let paths = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let documents: Vec<_> = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    assert!(documents.len() > 10, "{documents:?}");
    let name = |path: &Path| path.strip_prefix(&root).unwrap().display().to_string();
    documents.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The code spans of a document, outside of code blocks.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    let blocks = text.split("```").step_by(2);
    blocks.flat_map(|prose| prose.split("\n\n").flat_map(|paragraph| paragraph.split('`').skip(1).step_by(2)))
}

/// Whether a file or folder has this path or, since documents omit the folder that a section is about, ends in it.
/// `*` stands for the name of one folder.
fn exists(files: &BTreeSet<String>, path: &str) -> bool {
    let wanted = format!("/{}", path.trim_end_matches('/'));
    match wanted.split_once('*') {
        None => files.iter().any(|file| file.ends_with(&wanted)),
        Some((before, after)) => files.iter().any(|file| {
            let rest = file.find(before).map(|at| &file[at + before.len()..]);
            rest.is_some_and(|rest| rest.strip_suffix(after).is_some_and(|name| !name.contains('/')))
        }),
    }
}

#[test]
fn every_file_that_documents_name_exists() {
    let root = root();
    let mut known = BTreeSet::new();
    files(&root, &root, &mut known);
    let (mut checked, mut missing) = (0, Vec::new());
    for (document, text) in documents() {
        let folder = root.join(&document).parent().unwrap().to_path_buf();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            if !link.contains("://") && !link.is_empty() && !folder.join(link).exists() {
                missing.push(format!("{document}: the target of a link, {link}"));
            }
        }
        for span in code_spans(&text) {
            let path = span.split(['#', ':']).next().unwrap_or_default();
            let is_name = |c: char| c.is_ascii_alphanumeric() || "._-/*".contains(c);
            let first = path.split('/').next().unwrap_or_default();
            let is_path = path.rsplit_once('.').is_some_and(|(stem, extension)| {
                EXTENSIONS.contains(&extension) && !stem.is_empty() && !stem.ends_with('/')
            }) || path.contains('/') && known.contains(&format!("/{first}"));
            // `riscv64` is the example of a new instruction set.
            if !is_path || !path.chars().all(is_name) || OTHERS.contains(&path) || path.contains("riscv64") {
                continue;
            }
            checked += 1;
            if !exists(&known, path) {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "these do not exist:\n{}", missing.join("\n"));
    assert!(checked > 200, "only {checked} names were checked");
}

#[test]
fn every_option_that_documents_name_exists() {
    let commands: &[&[&str]] = &[&[], &["run"], &["compile"], &["validate"], &["disas"], &["explore"], &["wast"]];
    let help: Vec<_> = commands.iter().map(|command| run(&[*command, &["--help"]].concat()).stdout).collect();
    let separators = |c: char| c.is_whitespace() || "[]=,()".contains(c);
    let known: BTreeSet<&str> = help.iter().flat_map(|text| text.split(separators)).collect();
    let (mut checked, mut missing) = (0, Vec::new());
    for (document, text) in documents() {
        for option in code_spans(&text).filter_map(|span| span.split(separators).next()) {
            if option.len() > 2 && option.starts_with("--") && !OTHER_OPTIONS.contains(&option) {
                checked += 1;
                if !known.contains(option) {
                    missing.push(format!("{document}: {option}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "no command has these options:\n{}", missing.join("\n"));
    assert!(checked > 50, "only {checked} options were checked");
}
