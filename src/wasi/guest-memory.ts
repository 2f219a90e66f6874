import { SysError } from '../base/sys-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** A view of no length: one made of a buffer that a growth has detached would throw. */
const NO_BYTES = new Uint8Array(0);

/** Bytes of a text; the longest path of any host is far shorter. */
const MOST_TEXT = 65_536;

/** Characters up to which it takes longer to call a decoder than to look at each. */
const SHORT_TEXT = 12;

/** Undefined where it is more than ASCII. */
function asciiOf(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (byte > 0x7f) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

/**
 * A guest's linear memory. Views are made anew when it has grown; none may be kept across anything that lets the guest run.
 * Every access is checked, and throws SysError EFAULT outside of the memory. Pointers are taken as unsigned.
 */
export class GuestMemory {
  readonly #memory: WebAssembly.Memory;
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView<ArrayBuffer>;
  /** What `bytes` gave last: programs read and write through the same buffer again and again. */
  #last: Uint8Array<ArrayBuffer>;
  #lastStart = 0;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
    this.#last = this.#bytes.subarray(0, 0);
  }

  /** A view of `length` bytes at `pointer`, valid until the guest runs again. */
  bytes(pointer: number, length: number): Uint8Array<ArrayBuffer> {
    const start = pointer >>> 0;
    const size = length >>> 0;
    const end = start + size;
    if (end > this.#bytes.length) this.#refresh(end);
    if (size === 0) return NO_BYTES;
    if (start !== this.#lastStart || size !== this.#last.length) {
      this.#last = this.#bytes.subarray(start, end);
      this.#lastStart = start;
    }
    return this.#last;
  }

  /** Throws unless `length` bytes at `pointer` exist. */
  check(pointer: number, length: number): void {
    const end = (pointer >>> 0) + length;
    if (end > this.#bytes.length) this.#refresh(end);
  }

  /** Text at `pointer`: a path or a link's target. @throws SysError ENAMETOOLONG, EILSEQ where it is not UTF-8. */
  text(pointer: number, length: number): string {
    if (length >>> 0 > MOST_TEXT) {
      this.check(pointer, length >>> 0);
      throw new SysError('ENAMETOOLONG', 'read text');
    }
    const bytes = this.bytes(pointer, length);
    const short = bytes.length <= SHORT_TEXT ? asciiOf(bytes) : undefined;
    if (short !== undefined) return short;
    try {
      return decoder.decode(bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice());
    } catch {
      throw new SysError('EILSEQ', 'read text');
    }
  }

  u8(pointer: number): number {
    this.check(pointer, 1);
    return this.#bytes[pointer >>> 0] as number;
  }

  u16(pointer: number): number {
    this.check(pointer, 2);
    return this.#view.getUint16(pointer >>> 0, true);
  }

  u32(pointer: number): number {
    this.check(pointer, 4);
    return this.#view.getUint32(pointer >>> 0, true);
  }

  u64(pointer: number): bigint {
    this.check(pointer, 8);
    return this.#view.getBigUint64(pointer >>> 0, true);
  }

  setU8(pointer: number, value: number): void {
    this.check(pointer, 1);
    this.#bytes[pointer >>> 0] = value;
  }

  setU16(pointer: number, value: number): void {
    this.check(pointer, 2);
    this.#view.setUint16(pointer >>> 0, value, true);
  }

  setU32(pointer: number, value: number): void {
    this.check(pointer, 4);
    this.#view.setUint32(pointer >>> 0, value, true);
  }

  setU64(pointer: number, value: bigint): void {
    this.check(pointer, 8);
    this.#view.setBigUint64(pointer >>> 0, value, true);
  }

  /** Writes a number from 0 to 2^53 as 64 bits, without a BigInt. */
  setSize(pointer: number, value: number): void {
    this.check(pointer, 8);
    this.#view.setUint32(pointer >>> 0, value % 2 ** 32, true);
    this.#view.setUint32((pointer >>> 0) + 4, Math.floor(value / 2 ** 32), true);
  }

  /** Writes bytes. @throws SysError EFAULT before the first one where they do not fit. */
  set(pointer: number, bytes: Uint8Array): void {
    this.bytes(pointer, bytes.length).set(bytes);
  }

  /** Writes texts one behind the other, each with a NUL, and their addresses into an array (args_get, environ_get). */
  setStrings(strings: readonly string[], array: number, buffer: number): void {
    const encoded = strings.map((text) => encoder.encode(`${text}\0`));
    this.check(array, 4 * strings.length);
    this.check(
      buffer,
      encoded.reduce((sum, bytes) => sum + bytes.length, 0),
    );
    let at = buffer >>> 0;
    for (const [index, bytes] of encoded.entries()) {
      this.setU32((array >>> 0) + 4 * index, at);
      this.set(at, bytes);
      at += bytes.length;
    }
  }

  #refresh(end: number): void {
    if (this.#memory.buffer.byteLength !== this.#bytes.length) {
      this.#bytes = new Uint8Array(this.#memory.buffer);
      this.#view = new DataView(this.#memory.buffer);
      this.#last = this.#bytes.subarray(0, 0);
      this.#lastStart = 0;
    }
    if (end > this.#bytes.length) throw new SysError('EFAULT', 'access memory');
  }
}
