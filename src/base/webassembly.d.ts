/** The part of the WebAssembly JavaScript API that we use, with JSPI; Node's types leave it to the browser's. */
declare namespace WebAssembly {
  interface ModuleExportDescriptor {
    readonly kind: string;
    readonly name: string;
  }
  interface ModuleImportDescriptor extends ModuleExportDescriptor {
    readonly module: string;
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
    static exports(module: Module): ModuleExportDescriptor[];
    static imports(module: Module): ModuleImportDescriptor[];
  }
  type Exported = ((...args: never[]) => unknown) | Memory | Table | Global;
  type Imports = Record<string, Record<string, unknown>>;
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Readonly<Record<string, Exported>>;
  }
  interface MemoryDescriptor {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }
  interface Memory64Descriptor {
    readonly initial: bigint;
    readonly maximum?: bigint;
    readonly shared?: boolean;
    readonly address: 'i64';
  }
  class Memory {
    constructor(descriptor: MemoryDescriptor | Memory64Descriptor);
    readonly buffer: ArrayBuffer;
  }
  class Table {
    set(index: number, value: unknown): void;
    readonly length: number;
  }
  /** `T` is number for i32, f32 and f64, bigint for i64. */
  class Global<T = unknown> {
    value: T;
  }
  class Suspending {
    constructor(run: (...args: never[]) => Promise<unknown>);
  }
  class Exception {}
  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}
  function promising(run: unknown): (...args: unknown[]) => Promise<unknown>;
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}
