//! Regression tests: one script per defect that was fixed, run in every mode.

use std::path::Path;

use windlass::{Config, WasmVersion};
use windlass_cli::script::{self, Tally};

#[test]
fn what_was_wrong_once_is_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    let mut total = Tally::default();
    for entry in std::fs::read_dir(&folder).expect("the folder of scripts") {
        let file = entry.expect("an entry of the folder").path();
        let text = std::fs::read(&file).expect("a script");
        for (bounds_checks, baseline) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut config = Config::new();
            config.wasm_version(WasmVersion::V2).explicit_bounds_checks(bounds_checks);
            if baseline {
                config.baseline_cpu();
            }
            total += script::run(&text, &config, &mut |failed| {
                eprintln!("{} (bounds checks {bounds_checks}, baseline {baseline}): {failed}", file.display());
            });
        }
    }
    assert!(total.passed > 50, "the scripts are not all there: {total}");
    assert_eq!(total.failed, 0, "{total}");
}
