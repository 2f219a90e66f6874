/** A value type as text: `i32`, `i64`, `f32`, `f64`, `v128`, `funcref`, `externref`, `exnref`, or `ref` for all others. */
export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128' | 'funcref' | 'externref' | 'exnref' | 'ref';

export interface FunctionType {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** Sizes in pages of 64 KiB. */
export interface MemoryType {
  readonly min: number;
  readonly max: number | undefined;
  readonly shared: boolean;
  readonly is64: boolean;
}

export type ExternKind = 'function' | 'table' | 'memory' | 'global' | 'tag';

export interface ModuleImport {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternKind;
  /** Of functions. */
  readonly type?: FunctionType;
  /** Of memories. */
  readonly memory?: MemoryType;
}

export interface ModuleExport {
  readonly name: string;
  readonly kind: ExternKind;
  /** Of functions. */
  readonly type?: FunctionType;
}

/** What a module's instance does with V8's heap. */
export interface HeapUse {
  /** It can fill it with what it makes and keeps: objects of GC types, exceptions, tables that grow. */
  readonly usesHeap: boolean;
  readonly growsTables: boolean;
  /** Bytes that an instance begins with, about. */
  readonly instanceBytes: number;
  /** Bytes that its element segments, and references to its functions, come to at most once they are used. */
  readonly referenceBytes: number;
}

/** What wasitop knows of a module; it can be sent between threads. */
export interface ModuleInfo extends HeapUse {
  readonly imports: readonly ModuleImport[];
  /** The module's own exports, without the hidden ones. */
  readonly exports: readonly ModuleExport[];
  /** Imported ones first. */
  readonly memories: readonly MemoryType[];
  /** Elements that all its tables begin with. */
  readonly tableElements: number;
  readonly hasStart: boolean;
  /** Bytes of V8's heap that its constant expressions make. */
  readonly constantBytes: number;
  readonly functionCount: number;
  readonly typeCount: number;
  /** Bytes of the largest function's code. */
  readonly largestFunction: number;
  /** Slots of the function that has the most, see `MergeCost`. */
  readonly mostSlots: number;
  /** Slots of all functions. */
  readonly slots: number;
  /** How many of them were given a safepoint. */
  readonly safepointFunctions: number;
}
