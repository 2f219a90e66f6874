import type { ParamKind } from '../wasi/call.ts';
import { Writer } from '../wasm/encode.ts';

/** Answers of the host to the shim. An errno is 0 or more, and so is the fuel that a safepoint is given. */
export const GO = 0;
export const BLOCKED = -1;
export const ENDED = -2;
export const PARK = -3;

/** What a safepoint answers to the guest where the host has set its fuel already. */
const FUEL_IS_SET = -1;

/** A function that the shim wraps: its name in the shim, and the kinds of its parameters. */
export interface Wrapped {
  readonly name: string;
  readonly params: readonly ParamKind[];
  /** `proc_exit` alone gives the guest nothing back. */
  readonly returns: boolean;
}

const I32 = 0x7f;
const I64 = 0x7e;
const F64 = 0x7c;
const OP = {
  unreachable: 0x00,
  if: 0x04,
  end: 0x0b,
  return: 0x0f,
  call: 0x10,
  drop: 0x1a,
  localGet: 0x20,
  localTee: 0x22,
  localSet: 0x21,
  i32Const: 0x41,
  i32LtS: 0x48,
  i32Eq: 0x46,
  f64FromI64: 0xb9,
  emptyBlock: 0x40,
} as const;

/** The host functions at the front of the shim's imports, by index. */
const CHECK = 0;
const PARK_CALL = 1;
const WAIT = 2;
const SLEEP = 3;
const HOST_FUNCTIONS = 4;

/**
 * The module between guests and host, one instance a cpu. A guest's call goes to a plain import first; only where that
 * answers BLOCKED does the shim call a Suspending one, and where the task has to end it executes `unreachable`, which no
 * guest can catch. So a call that has nothing to wait for does not suspend, and no JavaScript frame stands between a
 * suspended guest and the host. Imports: `host` (check, park, wait, sleep) and `call` (the wrapped functions);
 * exports: `safepoint`, `atomicWait`, and the wrapped functions by name.
 */
export function buildShim(functions: readonly Wrapped[]): Uint8Array<ArrayBuffer> {
  const types = new TypeTable();
  const safepoint = types.index([I32], [I32]);
  const answer = types.index([], [I32]);
  const sleep = types.index([F64], [I32]);
  const atomicWait = types.index([I64], []);
  const hostTypes = functions.map((f) => types.index(f.params.filter(isPassed).map(hostType), [I32]));
  const guestTypes = functions.map((f) => types.index(f.params.map(guestType), f.returns ? [I32] : []));
  const first = HOST_FUNCTIONS + functions.length;

  const module = new Writer();
  module.bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  module.section(1, types.write());
  module.section(2, writeImports(functions, [safepoint, answer, answer, sleep], hostTypes));
  module.section(
    3,
    vector([safepoint, atomicWait, ...guestTypes], (out, type) => out.u32(type)),
  );
  const names = ['safepoint', 'atomicWait', ...functions.map((f) => f.name)];
  module.section(
    7,
    vector(names, (out, name, index) =>
      out
        .name(name)
        .u8(0)
        .u32(first + index),
    ),
  );
  const bodies = [
    safepointBody(),
    atomicWaitBody(),
    ...functions.map((f, index) => callBody(f, HOST_FUNCTIONS + index)),
  ];
  module.section(
    10,
    vector(bodies, (out, body) => out.u32(body.length).bytes(body)),
  );
  return module.finish();
}

function guestType(kind: ParamKind): number {
  return kind === 'i32' ? I32 : I64;
}

function isPassed(kind: ParamKind): boolean {
  return kind !== 'unused';
}

function hostType(kind: ParamKind): number {
  return kind === 'i32' ? I32 : kind === 'i64' ? I64 : F64;
}

function writeImports(
  functions: readonly Wrapped[],
  host: readonly number[],
  hostTypes: readonly number[],
): Uint8Array {
  const imports = [
    ...['check', 'park', 'wait', 'sleep'].map((name, index) => ({ module: 'host', name, type: host[index] ?? 0 })),
    ...functions.map((f, index) => ({ module: 'call', name: f.name, type: hostTypes[index] ?? 0 })),
  ];
  return vector(imports, (out, { module, name, type }) => out.name(module).name(name).u8(0).u32(type));
}

/** check(fuel) gives new fuel, or says PARK or ENDED; park() resolves with GO or ENDED. */
function safepointBody(): Uint8Array {
  const out = new Writer();
  out.u32(0).u8(OP.localGet).u32(0).u8(OP.call).u32(CHECK).u8(OP.localTee).u32(0);
  out.u8(OP.i32Const).i32(PARK).u8(OP.i32Eq).u8(OP.if).u8(OP.emptyBlock);
  endIfAsked(out.u8(OP.call).u32(PARK_CALL));
  out.u8(OP.i32Const).i32(FUEL_IS_SET).u8(OP.return).u8(OP.end);
  endIfAsked(out.u8(OP.localGet).u32(0));
  return out.u8(OP.localGet).u32(0).u8(OP.end).finish();
}

/** sleep() always blocks: what the guest waits for can only be the time. */
function atomicWaitBody(): Uint8Array {
  const out = new Writer();
  out.u32(0).u8(OP.localGet).u32(0).u8(OP.f64FromI64).u8(OP.call).u32(SLEEP).u8(OP.drop);
  endIfAsked(out.u8(OP.call).u32(WAIT));
  return out.u8(OP.end).finish();
}

function callBody(wrapped: Wrapped, callee: number): Uint8Array {
  const result = wrapped.params.length;
  const out = new Writer();
  out.u32(1).u32(1).u8(I32);
  wrapped.params.forEach((kind, index) => {
    if (!isPassed(kind)) return;
    out.u8(OP.localGet).u32(index);
    if (kind === 'f64') out.u8(OP.f64FromI64);
  });
  out.u8(OP.call).u32(callee).u8(OP.localTee).u32(result);
  out.u8(OP.i32Const).i32(BLOCKED).u8(OP.i32Eq).u8(OP.if).u8(OP.emptyBlock);
  out.u8(OP.call).u32(WAIT).u8(OP.localSet).u32(result).u8(OP.end);
  endIfAsked(out.u8(OP.localGet).u32(result));
  if (wrapped.returns) out.u8(OP.localGet).u32(result);
  return out.u8(OP.end).finish();
}

/** Takes an answer from the stack; below zero the task has to end, here and now. */
function endIfAsked(out: Writer): void {
  out.u8(OP.i32Const).i32(0).u8(OP.i32LtS).u8(OP.if).u8(OP.emptyBlock).u8(OP.unreachable).u8(OP.end);
}

class TypeTable {
  readonly #types: { readonly params: readonly number[]; readonly results: readonly number[] }[] = [];

  index(params: readonly number[], results: readonly number[]): number {
    return this.#types.push({ params, results }) - 1;
  }

  write(): Uint8Array {
    return vector(this.#types, (out, { params, results }) => {
      out.u8(0x60).u32(params.length).bytes(Uint8Array.from(params));
      out.u32(results.length).bytes(Uint8Array.from(results));
    });
  }
}

function vector<T>(items: readonly T[], write: (out: Writer, item: T, index: number) => void): Uint8Array {
  const out = new Writer().u32(items.length);
  items.forEach((item, index) => {
    write(out, item, index);
  });
  return out.finish();
}
