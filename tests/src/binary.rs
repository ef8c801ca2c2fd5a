//! A writer for binary modules that are unusually large or strange in one respect.

/// Value types.
pub const I32: u8 = 0x7f;
/// See [`I32`].
pub const I64: u8 = 0x7e;
/// See [`I32`].
pub const F32: u8 = 0x7d;
/// See [`I32`].
pub const F64: u8 = 0x7c;
/// See [`I32`].
pub const V128: u8 = 0x7b;

/// Encodes unsigned LEB128.
pub fn leb(mut n: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (n & 0x7f) as u8;
        n >>= 7;
        if n == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

/// Encodes signed LEB128.
pub fn signed_leb(mut n: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (n & 0x7f) as u8;
        n >>= 7;
        if n == 0 && low & 0x40 == 0 || n == -1 && low & 0x40 != 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

/// Prefixes `bytes` with their length.
pub fn sized(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let bytes = bytes.as_ref();
    [&leb(bytes.len()), bytes].concat()
}

/// Encodes a vector: the items, prefixed with their count.
pub fn list<I: IntoIterator<Item: AsRef<[u8]>>>(items: I) -> Vec<u8> {
    let (mut count, mut bytes) = (0, Vec::new());
    for item in items {
        count += 1;
        bytes.extend_from_slice(item.as_ref());
    }
    [leb(count), bytes].concat()
}

/// A function type.
pub fn func_type(params: &[u8], results: &[u8]) -> Vec<u8> {
    [vec![0x60], sized(params), sized(results)].concat()
}

/// A function body. Locals are pairs of count and type.
pub fn body(locals: &[(usize, u8)], code: &[u8]) -> Vec<u8> {
    let locals = list(locals.iter().map(|&(count, ty)| [leb(count), vec![ty]].concat()));
    sized([&locals, code, &[0x0b]].concat())
}

/// `i32.const`.
pub fn i32_const(n: i32) -> Vec<u8> {
    [vec![0x41], signed_leb(n.into())].concat()
}

/// A module under construction. Sections appear in the order they are added.
#[derive(Clone, Debug)]
pub struct Binary(Vec<u8>);

impl Default for Binary {
    fn default() -> Binary {
        Binary::new()
    }
}

impl Binary {
    /// An empty module.
    pub fn new() -> Binary {
        Binary(b"\0asm\x01\0\0\0".to_vec())
    }

    /// The module's bytes.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }

    /// Adds a section.
    pub fn section(&mut self, id: u8, contents: impl AsRef<[u8]>) -> &mut Binary {
        self.0.push(id);
        self.0.extend(sized(contents));
        self
    }

    /// Adds a section that is a vector of items.
    pub fn items<I: IntoIterator<Item: AsRef<[u8]>>>(&mut self, id: u8, items: I) -> &mut Binary {
        self.section(id, list(items))
    }

    /// Adds function types.
    pub fn types(&mut self, types: &[Vec<u8>]) -> &mut Binary {
        self.items(1, types)
    }

    /// Adds function imports: module, name, type index.
    pub fn imports(&mut self, imports: &[(&str, &str, usize)]) -> &mut Binary {
        self.items(2, imports.iter().map(|(module, name, ty)| [sized(module), sized(name), vec![0], leb(*ty)].concat()))
    }

    /// Adds functions of these type indices.
    pub fn functions(&mut self, types: &[usize]) -> &mut Binary {
        self.items(3, types.iter().map(|ty| leb(*ty)))
    }

    /// Adds exports: name, kind, index.
    pub fn exports<N: AsRef<[u8]>>(&mut self, exports: &[(N, u8, usize)]) -> &mut Binary {
        self.items(7, exports.iter().map(|(name, kind, index)| [sized(name), vec![*kind], leb(*index)].concat()))
    }

    /// Adds function bodies.
    pub fn code(&mut self, bodies: &[Vec<u8>]) -> &mut Binary {
        self.items(10, bodies)
    }

    /// Adds a custom section.
    pub fn custom(&mut self, name: &str, contents: &[u8]) -> &mut Binary {
        self.section(0, [sized(name), contents.to_vec()].concat())
    }

    /// Adds the name section: names of the module and of functions.
    pub fn names(&mut self, module: Option<&str>, functions: &[(usize, &str)]) -> &mut Binary {
        let module = module.map(|name| [vec![0], sized(sized(name))].concat()).unwrap_or_default();
        let functions = list(functions.iter().map(|(index, name)| [leb(*index), sized(name)].concat()));
        self.custom("name", &[module, vec![1], sized(functions)].concat())
    }
}
