/** Writes the pieces of a WebAssembly binary (core specification, section 5): a growable buffer with LEB128 numbers. */
export class Writer {
  #buffer: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 64) {
    this.#buffer = new Uint8Array(Math.ceil(capacity));
  }

  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    if (this.#length === this.#buffer.length) this.#grow(1);
    this.#buffer[this.#length++] = value;
    return this;
  }

  /** An unsigned number below 2^32. */
  u32(value: number): this {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.u8(rest);
  }

  /** A signed 32-bit number. */
  i32(value: number): this {
    let rest = value | 0;
    while (rest < -64 || rest > 63) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return this.u8(rest & 0x7f);
  }

  /** A signed 64-bit number. */
  i64(value: bigint): this {
    let rest = BigInt.asIntN(64, value);
    while (rest < -64n || rest > 63n) {
      this.u8(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    return this.u8(Number(rest & 0x7fn));
  }

  bytes(bytes: Uint8Array): this {
    if (this.#length + bytes.length > this.#buffer.length) this.#grow(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** Copies `from[start..end)`; short pieces without making a view of them. */
  copy(from: Uint8Array, start: number, end: number): this {
    const size = end - start;
    if (size > 48) return this.bytes(from.subarray(start, end));
    if (this.#length + size > this.#buffer.length) this.#grow(size);
    for (let index = start; index < end; index++) this.#buffer[this.#length++] = from[index] as number;
    return this;
  }

  /** A name: its length in bytes and its UTF-8. */
  name(text: string): this {
    const bytes = new TextEncoder().encode(text);
    return this.u32(bytes.length).bytes(bytes);
  }

  /** A section: its id, its size, its content. */
  section(id: number, content: Uint8Array): this {
    return this.u8(id).u32(content.length).bytes(content);
  }

  /** What was written: a view of the buffer, valid as long as nothing more is written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  reset(): void {
    this.#length = 0;
  }

  #grow(by: number): void {
    const bigger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + by));
    bigger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = bigger;
  }
}
