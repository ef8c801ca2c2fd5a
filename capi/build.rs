//! Without the standard library, drops unwind tables from the shared object.

fn main() {
    println!("cargo::rerun-if-changed=without-unwinding.ld");
    if std::env::var_os("CARGO_FEATURE_STD").is_none() {
        let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
        println!("cargo::rustc-link-arg-cdylib=-Wl,--no-eh-frame-hdr,-T,{folder}/without-unwinding.ld");
    }
}
