use super::Flaw;

/// Reads bytes from the front; what is not there is a flaw.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Flaw> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Flaw::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Flaw> {
        self.take(N)?.try_into().map_err(|_| Flaw::Malformed)
    }

    pub fn u8(&mut self) -> Result<u8, Flaw> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    pub fn u16_be(&mut self) -> Result<u16, Flaw> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub fn u16_le(&mut self) -> Result<u16, Flaw> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub fn u24_le(&mut self) -> Result<u32, Flaw> {
        let [a, b, c] = self.array()?;
        Ok(u32::from_le_bytes([a, b, c, 0]))
    }

    pub fn u32_be(&mut self) -> Result<u32, Flaw> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    pub fn u32_le(&mut self) -> Result<u32, Flaw> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// A length that says how much follows.
    pub fn length_be(&mut self) -> Result<usize, Flaw> {
        usize::try_from(self.u32_be()?).map_err(|_| Flaw::Malformed)
    }

    /// The same, the other way round.
    pub fn length_le(&mut self) -> Result<usize, Flaw> {
        usize::try_from(self.u32_le()?).map_err(|_| Flaw::Malformed)
    }

    /// Refuses what does not go on with these bytes.
    pub fn expect(&mut self, bytes: &[u8]) -> Result<(), Flaw> {
        if self.take(bytes.len())? == bytes { Ok(()) } else { Err(Flaw::Malformed) }
    }
}
