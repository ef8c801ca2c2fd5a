//! Runs all tests of this program again without `openat2`, in a process that simulates a kernel without it.

use crate::kernel;

#[test]
fn all_again_without_openat2() {
    if !kernel::has_filters() {
        return;
    }
    kernel::take_openat2_away();
    let tests = std::env::current_exe().unwrap();
    let output = std::process::Command::new(tests).args(["--skip", "all_again_without_openat2"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("no_way_leads_out ... ok"), "{told}");
}
