//! The first call of a lazily compiled function.

use windlass_masm::vm::{CallRegs, VMContextHeader, VMFuncRef};

use crate::api::error::{Error, Result};
use crate::guest::activation::{Pending, StoreVm};
use crate::instances::instance_data::{ContextMemory, InstanceData};
use crate::platform::panics;
use crate::store::StoreOpaque;

/// Called by the trampoline of stubs: see `VMStoreContext::resolver`.
///
/// # Safety
/// Only the trampoline may call this, for the stub of a function of the context's instance.
pub(crate) unsafe extern "C" fn resolve(context: *mut VMContextHeader, at: usize, regs: *mut CallRegs) -> usize {
    // SAFETY: the context belongs to an instance. The innermost entry borrowed its store, does not use it meanwhile, and
    // `StoreOpaque` is the first field of the store. The registers are valid.
    unsafe {
        let vm = (*context).store.cast::<StoreVm>();
        (*vm).fuel.take_from(regs);
        let store = (*vm).store.cast::<StoreOpaque>();
        let instance = &(&(*store).instances)[ContextMemory::instance_of(context) as usize];
        let module = instance.module.inner();
        let Some(position) = module.stub_at(at) else {
            (*vm).record_exit(regs, 0);
            StoreVm::set_pending(vm, Pending::Error(Error::msg("internal error: called by an unknown stub")));
            return 0;
        };
        (*vm).record_exit(regs, module.call_stack_bytes(position));
        let pending = match panics::catch(|| compile(instance, position)) {
            Ok(Ok(address)) => return address,
            Ok(Err(error)) => Pending::Error(error),
            Err(payload) => Pending::Panic(payload),
        };
        StoreVm::set_pending(vm, pending);
        0
    }
}

/// Compiles the function, and updates the instance's function reference.
fn compile(instance: &InstanceData, position: u32) -> Result<usize> {
    let module = instance.module.inner();
    let address = module.compile(position)?;
    let info = module.info();
    if let Ok(escaping) = info.escaping.binary_search(&(info.imported_functions + position)) {
        let func_ref = instance.context.at(module.layout().func_ref(escaping as u32)).cast::<VMFuncRef>();
        // SAFETY: the address is that of the reference, which only guest code of this store reads, and it is waiting.
        unsafe { (*func_ref.as_ptr()).code = core::ptr::with_exposed_provenance(address) };
    }
    Ok(address)
}
