//! Waits for a time, for descriptors to be ready, or for whichever comes first.

use crate::WasiCtx;
use crate::abi::{Abi, EVENT_HANGUP, Rights};
use crate::clock::Clock;
use crate::descriptor::Object;
use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span, u32_at, u64_at};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{fstat, tell};
use rustix::io::ioctl_fionread;
use std::os::fd::{AsFd, BorrowedFd};

/// The maximum number of subscriptions in a call. The host usually has a lower limit.
const SUBSCRIPTIONS_MAX: u32 = 16_384;

/// Size in bytes of an `event`.
const EVENT_SIZE: usize = 32;

/// Set in the flags of a clock subscription if the timeout is absolute.
const ABSTIME: u16 = 1;

/// The type of a subscription. The discriminants are those of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum EventType {
    Clock = 0,
    FdRead = 1,
    FdWrite = 2,
}

/// A decoded subscription.
struct Subscription {
    userdata: u64,
    wish: Wish,
}

enum Wish {
    Time { id: u32, timeout: u64, absolute: bool },
    Ready { fd: u32, event: EventType },
}

impl Subscription {
    fn size(abi: Abi) -> u32 {
        match abi {
            Abi::Unstable => 56,
            Abi::Preview1 => 48,
        }
    }

    /// Decodes a record. In `wasi_unstable`, a clock has one more field, without a meaning.
    fn read(abi: Abi, record: &[u8]) -> Result<Subscription> {
        let clock = match abi {
            Abi::Unstable => 24,
            Abi::Preview1 => 16,
        };
        let wish = match record[8] {
            0 => {
                let flags = u32_at(record, clock + 24) as u16;
                if flags & !ABSTIME != 0 {
                    return Err(Errno::Inval);
                }
                let timeout = u64_at(record, clock + 8);
                Wish::Time { id: u32_at(record, clock), timeout, absolute: flags == ABSTIME }
            }
            1 => Wish::Ready { fd: u32_at(record, 16), event: EventType::FdRead },
            2 => Wish::Ready { fd: u32_at(record, 16), event: EventType::FdWrite },
            _ => return Err(Errno::Inval),
        };
        Ok(Subscription { userdata: u64_at(record, 0), wish })
    }
}

/// An event that occurred.
struct Event {
    userdata: u64,
    result: Result<()>,
    kind: EventType,
    bytes: u64,
    flags: u16,
}

impl Event {
    fn new(userdata: u64, kind: EventType) -> Event {
        Event { userdata, result: Ok(()), kind, bytes: 0, flags: 0 }
    }

    fn failed(userdata: u64, kind: EventType, error: Errno) -> Event {
        Event { result: Err(error), ..Event::new(userdata, kind) }
    }

    fn encode(&self) -> [u8; EVENT_SIZE] {
        let mut record = [0; EVENT_SIZE];
        let error = self.result.err().unwrap_or(Errno::Success);
        record[0..8].copy_from_slice(&self.userdata.to_le_bytes());
        record[8..10].copy_from_slice(&(error as u16).to_le_bytes());
        record[10] = self.kind as u8;
        record[16..24].copy_from_slice(&self.bytes.to_le_bytes());
        record[24..26].copy_from_slice(&self.flags.to_le_bytes());
        record
    }
}

/// A descriptor to poll on the host.
struct Waiting {
    userdata: u64,
    fd: u32,
    event: EventType,
}

/// A deadline on the guest's monotonic clock.
struct Deadline {
    userdata: u64,
    at: u64,
}

/// The subscriptions of a call, sorted by how they are handled.
#[derive(Default)]
struct Subscriptions {
    /// Events that have already occurred.
    events: Vec<Event>,
    waiting: Vec<Waiting>,
    deadlines: Vec<Deadline>,
}

impl WasiCtx {
    /// `poll_oneoff(*subscriptions, *events, count, *occurred)`
    pub(crate) fn poll_oneoff(
        &mut self,
        abi: Abi,
        memory: &mut GuestMemory<'_>,
        subscriptions: u32,
        events: u32,
        count: u32,
        occurred: u32,
    ) -> Result<()> {
        let place = memory.place(occurred)?;
        if count == 0 || count > SUBSCRIPTIONS_MAX {
            return Err(Errno::Inval);
        }
        // The limit rules out overflow of both products.
        let records = memory.slice(Span::new(subscriptions, count * Subscription::size(abi)))?;
        let out = memory.range(Span::new(events, count * EVENT_SIZE as u32))?;
        let records = records.chunks_exact(Subscription::size(abi) as usize);
        let list = records.map(|record| Subscription::read(abi, record)).collect::<Result<Vec<_>>>()?;

        let mut sorted = self.sort(list);
        self.wait(&mut sorted)?;
        for (place, event) in out.step_by(EVENT_SIZE).zip(&sorted.events) {
            memory.write(place, &event.encode());
        }
        // At most `count`.
        memory.put_u32(place, sorted.events.len() as u32);
        Ok(())
    }

    fn sort(&mut self, list: Vec<Subscription>) -> Subscriptions {
        let mut sorted = Subscriptions::default();
        for Subscription { userdata, wish } in list {
            match wish {
                Wish::Time { id, timeout, absolute } => match self.deadline(id, timeout, absolute) {
                    Ok(at) => sorted.deadlines.push(Deadline { userdata, at }),
                    Err(error) => sorted.events.push(Event::failed(userdata, EventType::Clock, error)),
                },
                Wish::Ready { fd, event } => match self.ready_without_waiting(fd, event) {
                    Ok(Some(bytes)) => sorted.events.push(Event { bytes, ..Event::new(userdata, event) }),
                    Ok(None) => sorted.waiting.push(Waiting { userdata, fd, event }),
                    Err(error) => sorted.events.push(Event::failed(userdata, event, error)),
                },
            }
        }
        sorted
    }

    /// Converts a timeout to a deadline on the monotonic clock.
    fn deadline(&mut self, id: u32, timeout: u64, absolute: bool) -> Result<u64> {
        let clock = Clock::try_from(id)?;
        let remaining = match clock {
            // CPU time does not advance while the guest waits.
            Clock::ProcessCpu | Clock::ThreadCpu => return Err(Errno::NotSup),
            _ if absolute => timeout.saturating_sub(self.clocks.now(clock)),
            // From when the call began, which may be tried again.
            _ => return Ok(self.watch.since(self.clocks.now(Clock::Monotonic)).saturating_add(timeout)),
        };
        Ok(self.clocks.now(Clock::Monotonic).saturating_add(remaining))
    }

    /// The number of bytes that can be transferred at once, if known without asking the host.
    fn ready_without_waiting(&self, fd: u32, event: EventType) -> Result<Option<u64>> {
        let descriptor = self.table.get(fd)?;
        descriptor.require(Rights::POLL_FD_READWRITE)?;
        match (&descriptor.object, event) {
            (Object::Host(file), _) if file.nature.may_wait() => Ok(None),
            (Object::Host(file), EventType::FdRead) => {
                let size = fstat(&file.fd)?.st_size.cast_unsigned();
                Ok(Some(size.saturating_sub(tell(&file.fd)?)))
            }
            (Object::Input(_), EventType::FdWrite) | (Object::Output(_), EventType::FdRead) => Err(Errno::Badf),
            _ => Ok(Some(0)),
        }
    }

    /// Waits for at least one event.
    fn wait(&mut self, sorted: &mut Subscriptions) -> Result<()> {
        let Subscriptions { events, waiting, deadlines } = sorted;
        let earliest = deadlines.iter().map(|deadline| deadline.at).min();
        loop {
            let now = self.clocks.now(Clock::Monotonic);
            let due = |deadline: &&Deadline| deadline.at <= now;
            events.extend(deadlines.iter().filter(due).map(|due| Event::new(due.userdata, EventType::Clock)));
            let left = earliest.map(|at| at.saturating_sub(now));
            // A fixed clock never waits for a time: check the descriptors once, then advance the clock.
            let timeout = if !events.is_empty() || (left.is_some() && self.clocks.is_fixed()) { Some(0) } else { left };
            self.poll_host(waiting, timeout, events)?;
            if !events.is_empty() {
                return Ok(());
            }
            if let Some(left) = left {
                self.clocks.skip(left);
            }
        }
    }

    /// Polls the descriptors on the host, for at most `timeout` nanoseconds, or without a limit.
    fn poll_host(&self, waiting: &[Waiting], timeout: Option<u64>, events: &mut Vec<Event>) -> Result<()> {
        if waiting.is_empty() && timeout == Some(0) {
            return Ok(());
        }
        self.watch.check()?;
        let mut fds = Vec::with_capacity(waiting.len());
        for wait in waiting {
            let wanted = if wait.event == EventType::FdRead { PollFlags::IN } else { PollFlags::OUT };
            fds.push(PollFd::from_borrowed_fd(self.host_fd(wait.fd)?, wanted));
        }
        let left = timeout;
        let timeout = self.watch.at_once(timeout).map(|left| Timespec {
            tv_sec: (left / 1_000_000_000).cast_signed(),
            tv_nsec: (left % 1_000_000_000) as _,
        });
        match poll(&mut fds, timeout.as_ref()) {
            Ok(0) if left != Some(0) => {
                let wanted =
                    |wait: &Waiting| if wait.event == EventType::FdRead { PollFlags::IN } else { PollFlags::OUT };
                let waits = waiting.iter().zip(&fds).map(|(wait, fd)| (fd.as_fd(), wanted(wait)));
                self.watch.leave_to_wait(waits, left)?;
            }
            Ok(_) => {}
            // The caller checks the time again, and whether the guest has to end.
            Err(rustix::io::Errno::INTR) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
        for (wait, fd) in waiting.iter().zip(&fds) {
            let ready = fd.revents();
            if ready.is_empty() {
                continue;
            }
            let mut event = Event::new(wait.userdata, wait.event);
            if ready.contains(PollFlags::NVAL) {
                event.result = Err(Errno::Badf);
            } else {
                if wait.event == EventType::FdRead {
                    event.bytes = ioctl_fionread(fd).unwrap_or(0);
                }
                // The guest's next read or write reports the error.
                if ready.intersects(PollFlags::HUP | PollFlags::ERR) {
                    event.flags = EVENT_HANGUP;
                }
            }
            events.push(event);
        }
        Ok(())
    }

    fn host_fd(&self, fd: u32) -> Result<BorrowedFd<'_>> {
        match &self.table.get(fd)?.object {
            Object::Host(file) => Ok(file.fd.as_fd()),
            _ => Err(Errno::Badf),
        }
    }
}
