use super::*;
use std::fs::File;
use std::os::unix::fs::PermissionsExt;

/// A new cache, and its directory.
fn cache(name: &str, limit: u64) -> (Cache, PathBuf) {
    let directory = std::env::temp_dir().join(format!("windlass-{name}-{}", std::process::id()));
    let cache = Cache::open(Some(directory.clone()), limit, &EngineOptions::default(), [].into_iter()).unwrap();
    (cache, directory)
}

#[test]
fn what_was_used_least_recently_is_removed_first() {
    let (cache, directory) = cache("cache", 250 + SEAL as u64);
    let start = SystemTime::now() - Duration::from_secs(10_000);
    let keys = [0u8, 1, 2, 3].map(|n| cache.key(&[n]));
    let path = |key: &Key| directory.join(key.file_name());
    for (i, key) in keys.iter().enumerate().skip(1) {
        fs::write(path(key), [0; 100]).unwrap();
        File::open(path(key)).unwrap().set_modified(start + Duration::from_secs([0, 3, 1, 2][i])).unwrap();
    }
    // An unfinished file, and a file that does not belong to the cache.
    let (left, other) = (path(&keys[0]).with_extension("1"), directory.join("other.so"));
    for path in [&left, &other] {
        fs::write(path, [0; 1000]).unwrap();
        File::open(path).unwrap().set_modified(start).unwrap();
    }
    cache.keep(&keys[0], &[0; 100]).unwrap();
    assert_eq!(keys.each_ref().map(|key| path(key).exists()), [true, true, false, false]);
    assert!(!left.exists() && other.exists());
    fs::remove_dir_all(directory).unwrap();
}

#[test]
fn a_directory_that_others_may_write_to_is_not_used() {
    let directory = std::env::temp_dir().join(format!("windlass-open-cache-{}", std::process::id()));
    fs::create_dir(&directory).unwrap();
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o777)).unwrap();
    let opened = Cache::open(Some(directory.clone()), 1, &EngineOptions::default(), [].into_iter());
    let error = opened.unwrap_err().to_string();
    assert!(error.contains("other users may write"), "{error}");
    fs::remove_dir(directory).unwrap();
}

#[test]
fn a_file_is_for_what_it_was_made_from() {
    let (cache, directory) = cache("seal", u64::MAX);
    let engine = Engine::new(windlass::Config::new().verify_precompiled(false)).unwrap();
    let modules = [1, 2].map(|n| wat(&format!("(module (func (export \"f\") (result i32) (i32.const {n})))")));
    for wasm in &modules {
        cache.load(&engine, wasm).unwrap();
    }
    let keys = modules.each_ref().map(|wasm| cache.key(wasm));
    assert!(keys.iter().all(|key| cache.find(&engine, key).is_some()));
    // Copy one over the other, as an attacker might.
    let [first, second] = keys.each_ref().map(|key| directory.join(key.file_name()));
    fs::copy(&second, &first).unwrap();
    assert!(cache.find(&engine, &keys[0]).is_none());
    // A truncated file, and one with trailing bytes.
    let good = fs::read(&second).unwrap();
    for bad in [&good[..good.len() - 1], &good[1..], &good[..SEAL], b"", &[&good[..], &[0]].concat()] {
        fs::write(&second, bad).unwrap();
        assert!(cache.find(&engine, &keys[1]).is_none(), "{} bytes", bad.len());
    }
    fs::write(&second, &good).unwrap();
    assert!(cache.find(&engine, &keys[1]).is_some());
    fs::remove_dir_all(directory).unwrap();
}

fn wat(text: &str) -> Vec<u8> {
    crate::source::translate(text.as_bytes(), "test").unwrap()
}

#[test]
fn a_large_file_is_known_until_it_changes() {
    let (cache, directory) = cache("identity", u64::MAX);
    let engine = Engine::default();
    let modules = [1, 2].map(|n| wat(&format!("(module (func (export \"f\") (result i32) (i32.const {n})))")));
    let path = std::env::temp_dir().join(format!("windlass-identity-{}.wasm", std::process::id()));
    fs::write(&path, &modules[0]).unwrap();
    let open = || File::open(&path).unwrap();
    let identity = Identity::settled(&open()).unwrap().unwrap();
    assert!(cache.load_kept(&engine, &open()).is_none());
    cache.fill(&engine, &modules[0], Some(&identity)).unwrap();
    assert!(cache.load_kept(&engine, &open()).is_some());
    // First modified in place, with the same size and times; then replaced by another file.
    let modified = open().metadata().unwrap().modified().unwrap();
    fs::write(&path, &modules[1]).unwrap();
    open().set_modified(modified).unwrap();
    assert_eq!(open().metadata().unwrap().modified().unwrap(), modified);
    assert!(cache.load_kept(&engine, &open()).is_none());
    let identity = Identity::settled(&open()).unwrap().unwrap();
    cache.fill(&engine, &modules[1], Some(&identity)).unwrap();
    assert!(cache.load_kept(&engine, &open()).is_some());
    fs::copy(&path, path.with_extension("copy")).unwrap();
    fs::rename(path.with_extension("copy"), &path).unwrap();
    assert!(cache.load_kept(&engine, &open()).is_none());
    // A key without code, and a truncated key.
    let names = fs::read_dir(&directory).unwrap().map(|file| file.unwrap().path());
    let known: Vec<_> = names.filter(|name| name.extension() == Some("id".as_ref())).collect();
    assert_eq!(known.len(), 2);
    let identity = Identity::of(&open()).unwrap();
    cache.remember(&identity, &Key([7; 32])).unwrap();
    assert!(cache.load_kept(&engine, &open()).is_none());
    cache.remember(&identity, &cache.key(&modules[1])).unwrap();
    assert!(cache.load_kept(&engine, &open()).is_some());
    fs::remove_file(path).unwrap();
    fs::remove_dir_all(directory).unwrap();
}
