//! Configurations and engines.

use alloc::boxed::Box;
use core::ptr;

use windlass::{Config, Engine};

/// Settings for an engine.
pub(crate) struct windlass_config_t(Config);

/// The settings and the state that modules and stores share.
pub(crate) struct windlass_engine_t(pub(crate) Engine);

#[unsafe(no_mangle)]
extern "C" fn windlass_config_new() -> *mut windlass_config_t {
    Box::into_raw(Box::new(windlass_config_t(Config::new())))
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_config_max_wasm_stack_set(config: *mut windlass_config_t, size: usize) {
    // SAFETY: guaranteed by the caller.
    if let Some(config) = unsafe { config.as_mut() } {
        config.0.max_wasm_stack(size);
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_config_signals_based_traps_set(config: *mut windlass_config_t, enable: bool) {
    // SAFETY: guaranteed by the caller.
    if let Some(config) = unsafe { config.as_mut() } {
        config.0.signals_based_traps(enable);
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_config_delete(config: *mut windlass_config_t) {
    if !config.is_null() {
        // SAFETY: it came from `Box::into_raw`, and the caller does not use it again.
        drop(unsafe { Box::from_raw(config) });
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_engine_new(config: *mut windlass_config_t) -> *mut windlass_engine_t {
    let config = match config.is_null() {
        true => Config::new(),
        // SAFETY: it came from `Box::into_raw`, and the caller transfers ownership.
        false => unsafe { Box::from_raw(config) }.0,
    };
    match Engine::new(&config) {
        Ok(engine) => Box::into_raw(Box::new(windlass_engine_t(engine))),
        Err(_) => ptr::null_mut(),
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_engine_delete(engine: *mut windlass_engine_t) {
    if !engine.is_null() {
        // SAFETY: it came from `Box::into_raw`, and the caller does not use it again.
        drop(unsafe { Box::from_raw(engine) });
    }
}
