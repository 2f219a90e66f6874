import { SysError } from '../base/sys-error.ts';

/** Reads a WebAssembly binary (core specification, section 5). Every method throws SysError ENOEXEC past the end. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  u8(): number {
    if (this.at >= this.end) this.fail('it ends too early');
    return this.bytes[this.at++] as number;
  }

  u32(): number {
    const first = this.u8();
    if (first < 0x80) return first;
    let result = first & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      const byte = this.u8();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result <= 0xffff_ffff ? result : this.fail('a number is too large');
    }
    return this.fail('a number is too long');
  }

  /** An unsigned number that may have 64 bits; exact below 2^53. */
  u64(): number {
    let result = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.u8();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result;
    }
    return this.fail('a number is too long');
  }

  /** A signed 33-bit number: type indices and the one-byte types below zero. */
  s33(): number {
    let result = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return byte & 0x40 ? result - 2 ** (shift + 7) : result;
    }
    return this.fail('a number is too long');
  }

  /** A heap type: below zero one that has a name, else an index below `types`, for beyond the module's own stand those that are added. */
  heapType(types: number): number {
    const type = this.s33();
    return type < types ? type : this.fail(`there is no type ${type}`);
  }

  /** Passes over one LEB128 number of any size. */
  skipNumber(): void {
    for (let count = 0; count < 10; count++) if (this.u8() < 0x80) return;
    this.fail('a number is too long');
  }

  skip(count: number): void {
    this.at += count;
    if (this.at > this.end) this.fail('it ends too early');
  }

  name(): string {
    const length = this.u32();
    const start = this.at;
    this.skip(length);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes.subarray(start, this.at));
    } catch {
      return this.fail('a name is not UTF-8');
    }
  }

  /** A name, or undefined where it is malformed. */
  tryName(): string | undefined {
    try {
      return this.name();
    } catch (error) {
      if (error instanceof SysError) return undefined;
      throw error;
    }
  }

  /** A number of items, each of at least one byte. */
  count(): number {
    const count = this.u32();
    return count <= this.end - this.at ? count : this.fail(`${count} items cannot fit`);
  }

  fail(why: string): never {
    throw new SysError('ENOEXEC', 'load', undefined, `not a valid module: ${why} at byte ${this.at}`);
  }
}
