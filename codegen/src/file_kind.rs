//! What a file is that is not a module, told by how it begins.

/// How other files begin, what they are, and what to do.
const KINDS: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "it is compressed with gzip: `gunzip` unpacks it"),
    (b"\x28\xb5\x2f\xfd", "it is compressed with zstd: `unzstd` unpacks it"),
    (b"\xfd7zXZ\0", "it is compressed with xz: `unxz` unpacks it"),
    (b"BZh", "it is compressed with bzip2: `bunzip2` unpacks it"),
    (b"PK\x03\x04", "it is a zip archive: `unzip` unpacks it"),
    (b"\x7fELF", "it is an ELF file, machine code for some system; compile for target wasm32-wasip1"),
    (b"MZ", "it is a program for Windows; compile for target wasm32-wasip1"),
    (b"\xcf\xfa\xed\xfe", "it is a program for macOS; compile for target wasm32-wasip1"),
    (b"BC\xc0\xde", "it is bitcode of LLVM, which was not linked"),
    (b"!<arch>\n", "it is an archive of object files, which was not linked"),
    (b"#!", "it is a script"),
    (b"<", "it is HTML or XML, perhaps the error page of a download"),
    (b"\xef\xbb\xbf<", "it is HTML or XML, perhaps the error page of a download"),
];

/// What the file with these bytes is, if it is a well-known kind that is not a module.
#[must_use]
pub fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    // Pages may begin with empty lines.
    let text = bytes.trim_ascii_start();
    let begins = |start: &[u8]| bytes.starts_with(start) || start == b"<" && text.starts_with(start);
    KINDS.iter().find(|(start, _)| begins(start)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_first_bytes() {
        for (bytes, word) in [
            (&b"\x1f\x8b\x08"[..], "gunzip"),
            (b"\x7fELF\x02", "ELF"),
            (b"\n <!doctype html>", "HTML"),
            (b"#!/bin/sh", "script"),
        ] {
            assert!(other_kind(bytes).is_some_and(|kind| kind.contains(word)), "{word}");
        }
        for bytes in [&b""[..], b"\0asm\x01\0\0\0", b"(module)", b"hello", b";; <"] {
            assert_eq!(other_kind(bytes), None);
        }
    }
}
