//! Sockets: those passed by the embedder, and the connections they accept.

use crate::WasiCtx;
use crate::abi::{FdFlags, RO_DATA_TRUNCATED, RiFlags, Rights, SdFlags};
use crate::descriptor::{Descriptor, HostFile, Nature, Object};
use crate::errno::{Errno, Result};
use crate::file::send;
use crate::guest_memory::{GuestMemory, Span};
use crate::iovec::{Parts, size};
use rustix::event::PollFlags;
use rustix::net::{RecvAncillaryBuffer, RecvFlags, ReturnFlags, Shutdown, SocketFlags, accept_with, recvmsg, shutdown};

impl WasiCtx {
    /// `sock_accept(fd, flags, *accepted)`
    pub(crate) fn sock_accept(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        flags: u32,
        accepted: u32,
    ) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let place = memory.place(accepted)?;
        let flags = FdFlags::try_from(flags)?;
        if !FdFlags::NONBLOCK.contains(flags) {
            return Err(Errno::Inval);
        }
        let listener = descriptor.socket(Rights::SOCK_ACCEPT)?;
        self.table.check_room()?;
        descriptor.would_block(PollFlags::IN)?;
        self.watch.wait_for(descriptor, PollFlags::IN)?;
        let mut host_flags = SocketFlags::CLOEXEC;
        host_flags.set(SocketFlags::NONBLOCK, flags.contains(FdFlags::NONBLOCK));
        let connection = self.watch.retry(|| accept_with(&listener.fd, host_flags))?;
        let nature = Nature::of(&connection)?;
        let number = self.table.insert(Descriptor {
            object: Object::Host(HostFile { fd: connection, nature, shared: false }),
            flags,
            // If the connection lacks an operation, the host returns the error.
            base: Rights::SOCKET,
            inheriting: Rights::empty(),
        })?;
        memory.put_u32(place, number);
        Ok(())
    }

    /// `sock_recv(fd, iovs, flags, *nread, *roflags)`
    pub(crate) fn sock_recv(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        iovs: Span,
        flags: u32,
        nread: u32,
        roflags: u32,
    ) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let (nread, roflags) = (memory.place(nread)?, memory.place::<2>(roflags)?);
        let parts = Parts::read(memory, iovs)?;
        let flags = RiFlags::try_from(flags)?;
        let socket = descriptor.socket(Rights::FD_READ)?;
        self.watch.wait_for(descriptor, PollFlags::IN)?;
        let mut host_flags = RecvFlags::empty();
        host_flags.set(RecvFlags::DONTWAIT, descriptor.flags.contains(FdFlags::NONBLOCK));
        host_flags.set(RecvFlags::PEEK, flags.contains(RiFlags::PEEK));
        host_flags.set(RecvFlags::WAITALL, flags.contains(RiFlags::WAITALL));
        let mut truncated = false;
        let bytes = parts.scatter(memory, |buffers| {
            let received =
                self.watch.retry(|| recvmsg(&socket.fd, buffers, &mut RecvAncillaryBuffer::default(), host_flags))?;
            truncated = received.flags.contains(ReturnFlags::TRUNC);
            // With this flag, the host may also count bytes that it dropped.
            Ok(received.bytes.min(buffers.iter().map(|part| part.len()).sum()))
        })?;
        memory.put_u32(nread, size(bytes)?);
        memory.put(roflags, if truncated { RO_DATA_TRUNCATED } else { 0 }.to_le_bytes());
        Ok(())
    }

    /// `sock_send(fd, iovs, flags, *nwritten)`
    pub(crate) fn sock_send(
        &mut self,
        memory: &mut GuestMemory<'_>,
        fd: u32,
        iovs: Span,
        flags: u32,
        nwritten: u32,
    ) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let place = memory.place(nwritten)?;
        let parts = Parts::read(memory, iovs)?;
        if flags != 0 {
            return Err(Errno::Inval);
        }
        let socket = descriptor.socket(Rights::FD_WRITE)?;
        self.watch.wait_for(descriptor, PollFlags::OUT)?;
        let bytes = parts.gather(memory, |parts| send(&self.watch, socket, descriptor.flags, parts))?;
        memory.put_u32(place, size(bytes)?);
        Ok(())
    }

    /// `sock_shutdown(fd, how)`
    pub(crate) fn sock_shutdown(&mut self, _: &mut GuestMemory<'_>, fd: u32, how: u32) -> Result<()> {
        let descriptor = self.table.get(fd)?;
        let how = SdFlags::try_from(how)?;
        let socket = descriptor.socket(Rights::SOCK_SHUTDOWN)?;
        let how = match (how.contains(SdFlags::RD), how.contains(SdFlags::WR)) {
            (true, true) => Shutdown::Both,
            (true, false) => Shutdown::Read,
            (false, true) => Shutdown::Write,
            (false, false) => return Err(Errno::Inval),
        };
        Ok(shutdown(&socket.fd, how)?)
    }
}
