//! Clocks: those of the host, or reproducible ones.

use crate::errno::{Errno, Result};
use crate::guest_memory::GuestMemory;
use crate::{WasiCtx, abi};
use rustix::time::{ClockId, Timespec, clock_getres, clock_gettime};

/// A fixed clock advances by this at each reading, in nanoseconds, so that a guest that polls it does not poll forever.
const FIXED_STEP: u64 = 1_000;

/// The clocks of WASI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    Realtime,
    Monotonic,
    ProcessCpu,
    ThreadCpu,
}

impl Clock {
    fn host(self) -> ClockId {
        match self {
            Clock::Realtime => ClockId::Realtime,
            Clock::Monotonic => ClockId::Monotonic,
            Clock::ProcessCpu => ClockId::ProcessCPUTime,
            Clock::ThreadCpu => ClockId::ThreadCPUTime,
        }
    }
}

impl TryFrom<u32> for Clock {
    type Error = Errno;

    fn try_from(id: u32) -> Result<Clock> {
        match id {
            0 => Ok(Clock::Realtime),
            1 => Ok(Clock::Monotonic),
            2 => Ok(Clock::ProcessCpu),
            3 => Ok(Clock::ThreadCpu),
            _ => Err(Errno::Inval),
        }
    }
}

/// The source of the guest's clocks.
#[derive(Debug)]
pub(crate) enum Clocks {
    /// The host. The guest's monotonic clock starts at `monotonic_start`, so that it does not reveal the host's uptime.
    Host { monotonic_start: u64 },
    /// The real-time clock starts at `realtime_start`, the others at zero. They advance by [`FIXED_STEP`] at each
    /// reading, and by the time that the guest sleeps.
    Fixed { realtime_start: u64, elapsed: u64 },
}

impl Clocks {
    pub(crate) fn host() -> Clocks {
        Clocks::Host { monotonic_start: host_now(Clock::Monotonic) }
    }

    pub(crate) fn fixed(realtime_start: u64) -> Clocks {
        Clocks::Fixed { realtime_start, elapsed: 0 }
    }

    /// Reads a clock, in nanoseconds.
    pub(crate) fn now(&mut self, clock: Clock) -> u64 {
        match self {
            Clocks::Host { monotonic_start } => {
                let now = host_now(clock);
                if clock == Clock::Monotonic { now.saturating_sub(*monotonic_start) } else { now }
            }
            Clocks::Fixed { realtime_start, elapsed } => {
                *elapsed = elapsed.saturating_add(FIXED_STEP);
                if clock == Clock::Realtime { realtime_start.saturating_add(*elapsed) } else { *elapsed }
            }
        }
    }

    fn resolution(&self, clock: Clock) -> u64 {
        match self {
            Clocks::Host { .. } => nanoseconds(clock_getres(clock.host())),
            Clocks::Fixed { .. } => FIXED_STEP,
        }
    }

    /// Whether sleeping takes no real time.
    pub(crate) fn is_fixed(&self) -> bool {
        matches!(self, Clocks::Fixed { .. })
    }

    /// Advances a fixed clock. Has no effect on the host's.
    pub(crate) fn skip(&mut self, nanoseconds: u64) {
        if let Clocks::Fixed { elapsed, .. } = self {
            *elapsed = elapsed.saturating_add(nanoseconds);
        }
    }
}

fn host_now(clock: Clock) -> u64 {
    nanoseconds(clock_gettime(clock.host()))
}

// The width of the nanoseconds depends on the target.
#[allow(clippy::unnecessary_cast)]
fn nanoseconds(time: Timespec) -> u64 {
    abi::nanoseconds(time.tv_sec, time.tv_nsec as u64)
}

impl WasiCtx {
    /// `clock_res_get(id, *resolution)`
    pub(crate) fn clock_res_get(&mut self, memory: &mut GuestMemory<'_>, id: u32, resolution: u32) -> Result<()> {
        let place = memory.place(resolution)?;
        let clock = Clock::try_from(id)?;
        memory.put_u64(place, self.clocks.resolution(clock));
        Ok(())
    }

    /// `clock_time_get(id, precision, *time)`
    pub(crate) fn clock_time_get(
        &mut self,
        memory: &mut GuestMemory<'_>,
        id: u32,
        _precision: u64,
        time: u32,
    ) -> Result<()> {
        let place = memory.place(time)?;
        let clock = Clock::try_from(id)?;
        memory.put_u64(place, self.clocks.now(clock));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_repeats_itself() {
        let run = || {
            let mut clocks = Clocks::fixed(5_000_000);
            let first = clocks.now(Clock::Realtime);
            clocks.skip(1_000_000);
            (first, clocks.now(Clock::Monotonic), clocks.now(Clock::Realtime))
        };
        assert_eq!(run(), (5_001_000, 1_002_000, 6_003_000));
        assert_eq!(run(), run());
    }

    #[test]
    fn the_monotonic_clock_starts_near_zero() {
        let mut clocks = Clocks::host();
        let first = clocks.now(Clock::Monotonic);
        assert!(first < 60_000_000_000);
        assert!(clocks.now(Clock::Monotonic) >= first);
        assert!(clocks.now(Clock::Realtime) > 1_600_000_000_000_000_000);
    }
}
