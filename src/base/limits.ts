/** Every number that bounds something, with its unit and the reason for it. */

/**
 * Live tasks in one process. V8 allows 16,363 memories a process, and some 34,000 suspended stacks abort it: stay well below.
 */
export const MAX_LIVE_TASKS = 12_000;

/** Slots of the stat page: live tasks, and ended ones that are not reaped yet. */
export const TASK_SLOTS = 16_384;

/** Ended tasks kept for a look; the oldest goes first. Fewer than the slots left over by live tasks. */
export const MAX_ENDED_TASKS = 1_000;

/** Milliseconds that an ended task stays in the table: long enough for a person to come back and read why. */
export const REAP_AFTER_MS = 600_000;

/** Milliseconds of CPU a task gets before the cpu looks at its queues: short against a person's patience, long against a switch. */
export const SLICE_MS = 2;

/** Milliseconds at most between two turns of a cpu's event loop: microtasks alone would starve timers and messages. */
export const TURN_MS = 4;

/** Milliseconds of the longest timer that Node has; a longer one fires at once, so longer waits are divided. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Milliseconds between two notices that a limit has refused a task something: a loop of such requests would keep the kernel busy with them. */
export const REFUSAL_INTERVAL_MS = 100;

/** Fuel units granted at a time, some 50 to 100 µs of work: how late a kill or the end of a slice can be noticed. */
export const FUEL_QUANTUM = 100_000;

/** Bytes of log that a task may have under way to the log store before it waits. */
export const LOG_CREDIT = 128 * 1024;

/** Bytes of a cpu's log ring: a slice of flooding output from each of several tasks. */
export const LOG_RING_BYTES = 1024 * 1024;

/** Lines of a log that are kept: days of an ordinary one, and searched within a glance. */
export const LOG_LINES = 1_000_000;

/** Bytes of memory for one log: it may have all that there is for logs, while no other needs it. */
export const LOG_BYTES = 256 * 1024 * 1024;

/** Bytes of one line; a longer one is cut into several, so that no line fills the log or holds up the screen. */
export const LOG_LINE_BYTES = 16 * 1024;

/** Bytes of memory for all logs: two with LOG_LINES ordinary lines, and a fraction of what thousands of tasks take themselves. */
export const LOG_BYTES_IN_ALL = 256 * 1024 * 1024;

/** Connections that a listening socket holds for a guest that does not accept them; one more is reset. Linux's usual backlog. */
export const SOCKET_BACKLOG = 128;

/** Bytes that a connection holds each way, for a slow guest and for a slow peer; then the other side waits. */
export const SOCKET_BUFFER_BYTES = 64 * 1024;

/** Milliseconds that a closed connection has to hand its last bytes to a peer that takes none: a round trip around the world, thrice. */
export const SOCKET_LINGER_MS = 1_000;

/** Milliseconds that a killed task has to end by itself where it has a thread of its own; then the thread ends. */
export const LONE_KILL_GRACE_MS = 150;

/** Milliseconds between TERM and KILL when wasitop itself is asked to end. */
export const SHUTDOWN_GRACE_MS = 2_000;

/** Characters of a task's name; more is cut. */
export const MAX_NAME_LENGTH = 255;

/** Signals that wait to be read from one open note file; the oldest is dropped. A program that reads its signals never has so many waiting. */
export const MOST_NOTES = 256;

/** Bytes of arguments and environment together, as Linux's ARG_MAX has it. */
export const MAX_ARGS_BYTES = 2 * 1024 * 1024;

/** Names that one path call may walk and look up, links included: twice the longest path, and some milliseconds at most. */
export const MAX_WALK_STEPS = 8_192;

/** Names from the root of a namespace to a file: as many as a path may have, so that a lookup ends within milliseconds. */
export const MAX_PATH_NAMES = 2_048;

/** Bytes of a module: V8's own limit. */
export const MAX_MODULE_BYTES = 1024 ** 3;

/** Bytes of a file with a module: clang has 76 MB. Instrumenting takes some five times as much memory, and 50 ms a MB. */
export const MAX_MODULE_FILE_BYTES = 128 * 1024 ** 2;

/** MiB of the loader's heap: enough to instrument the largest module, with room in which V8 notices a heap that is full and ends the thread alone. */
export const LOADER_HEAP_MB = 2_048;

/** Calls in a module's code, each of some 32 bytes while it is instrumented: six times clang's. */
export const MAX_CALLS = 8_000_000;

/** Sections of a module, custom ones included: compilers make some 20. The instrumenter and V8 keep a record of each. */
export const MAX_SECTIONS = 10_000;

/** Bytes of all sections of a module but code, data and custom ones: ten times those of clang's, and a second to read. */
export const MAX_DECLARATION_BYTES = 16 * 1024 ** 2;

/**
 * Types of a module: V8 keeps each different one as long as the process lives, and ends the process at 2,000,000. Programs with GC types have some
 * thousands.
 */
export const MAX_TYPES = 50_000;

/** Types of all modules that one process has loaded: V8's 2,000,000, less those that wasitop's own code adds. */
export const MAX_TYPES_IN_ALL = 1_900_000;

/** Globals or tags of a module: V8's own limit. */
export const MAX_DEFINITIONS = 1_000_000;

/** Functions of a module: three times clang's. V8 takes 0.3 s to make an instance of them, and seconds with a million; nothing interrupts it. */
export const MAX_MODULE_FUNCTIONS = 400_000;

/** Imports or exports of a module: each becomes objects in V8's heap, and messages between threads name them. */
export const MAX_EXTERNS = 100_000;

/** Memories of a module: V8 has 16,363 for the whole process. */
export const MAX_MODULE_MEMORIES = 100;

/** Tables of a module: a growth asks each for its size. */
export const MAX_MODULE_TABLES = 1_000;

/** Memories of all live tasks together; a task without one counts for one. V8 allows 16,363 a process, some of them of ended tasks. */
export const MAX_LIVE_MEMORIES = 14_000;

/** Live tasks that have a thread of their own, of some 9 MB each beside what they may use. */
export const MAX_ISOLATED_TASKS = 128;

/**
 * Bytes that a task's objects, arrays and exceptions may take in V8's heap, which ends the process where it is full. `--memory` lowers it. Such a task
 * has a thread to itself.
 */
export const MAX_HEAP_BYTES = 256 * 1024 ** 2;

/** Bytes by which V8's own cap on such a thread's heap is higher: what the thread itself takes, and what a task makes between two looks at its heap. */
export const HEAP_SLACK_BYTES = 160 * 1024 ** 2;

/** Bytes of V8's heap that an instance takes of a shared cpu: a larger one has a thread to itself, since to make it takes tens of milliseconds. */
export const MAX_SHARED_INSTANCE_BYTES = 1024 ** 2;

/**
 * Bytes of V8's heap that element segments and references to functions come to on a shared cpu: a task with more has a thread to itself, since one
 * instruction that uses a segment makes all of it, in some 10 ms.
 */
export const MAX_SHARED_REFERENCE_BYTES = 4 * 1024 ** 2;

/** Bytes of V8's heap that all instances on shared cpus take, with what their references come to: a fraction of the heap of one. */
export const MAX_SHARED_INSTANCES_BYTES = 1024 ** 3;

/** Bytes of all tables of a task: they lie in V8's heap, which ends the process where it is full. `--memory` lowers it. */
export const MAX_TABLE_BYTES = 256 * 1024 ** 2;

/**
 * Slots, see `src/wasm/merge-cost.ts`, of one function: V8's baseline compiler takes some 14 bytes and 40 ns for each, so 110 MB and 0.3 s.
 * Eight times what any function of clang or yosys has.
 */
export const MAX_FUNCTION_SLOTS = 8_000_000;

/** Slots of all functions of a module: three times those of clang, 10 s of compiling. */
export const MAX_MODULE_SLOTS = 256_000_000;

/** Values on the operand stack of a function, of 24 bytes each while it is validated; compilers make some 30. */
export const MAX_OPERAND_STACK = 1_000_000;

/** Places in the code of a module where something is put in, of some 64 bytes each while it is instrumented: five times clang's. */
export const MAX_EDITS = 2_000_000;

/** Locals of a function, its parameters included: V8's own limit. */
export const MAX_LOCALS = 50_000;

/** Bytes of a function's code with its locals: V8's own limit. */
export const MAX_FUNCTION_BYTES = 7_654_321;

/** Compiled modules that are kept for the next task that runs the same one: more than a manifest names. */
export const MAX_LOADED_MODULES = 64;

/** Bytes of their files: compiled, a module takes some three times as much. One that is larger is kept alone. */
export const MAX_LOADED_BYTES = 64 * 1024 ** 2;

/** Bytes of a ram disk for which it has one inode, which takes about a page of memory: as tmpfs has it. */
export const RAM_BYTES_AN_INODE = 4_096;

/** Inodes of a ram disk, however small: what a build leaves in a folder. */
export const LEAST_RAM_INODES = 1_024;

/** Inodes of a ram disk, however large: 60 bytes each are kept for those that are open. */
export const MOST_RAM_INODES = 1_048_576;

/** Threads that serve one ram disk at a time, a multiple of 32: a bit for each stands beside every open inode. */
export const RAM_DISK_THREADS = 256;

/** Names of an open directory that are remembered, by a hash each, for readers that go back: most directories have fewer. */
export const MAX_COOKIE_NAMES = 4_096;

/** Characters of a text of others that is shown, such as a message of an engine: as many as a path may have. */
export const MAX_SHOWN_TEXT = 4_096;

/** Characters of one name in a list of them: a mangled name of C++ is still known by these. */
export const MAX_SHOWN_NAME = 200;

/** Names that a message lists: what fits on a screen. */
export const MAX_SHOWN_NAMES = 10;

/** Bytes of a manifest: hundreds of entries, and read within a second whatever stands there. */
export const MAX_MANIFEST_BYTES = 256 * 1024;

/** Bytes of a configuration: hundreds of times what there is to say in it. */
export const MAX_CONFIG_BYTES = 1024 * 1024;

/** Milliseconds after which a call on a disk is given up: longer than a person likes to wait. A disk that was asleep answers the next try. */
export const DISK_LIMIT_MS = 5_000;

/** Milliseconds for which quitting waits while the history and the configuration are written. */
export const KEEP_LIMIT_MS = 1_000;

/** Milliseconds of silence after which the screen says that a disk does not answer: no healthy disk takes so long. */
export const DISK_SILENT_MS = 2_000;

/** Bytes of followed files under way from the thread that reads them: enough to keep it reading, and some milliseconds of storing. */
export const TAIL_CREDIT = 2 * 1024 * 1024;

/** The limits of a task that asks for none. 0 means no limit. */
export const DEFAULT_LIMITS: TaskLimits = {
  memory: 4 * 1024 ** 3, // all that a 32-bit memory can address
  fuel: 0,
  wallMs: 0,
  cpuMs: 0,
  files: 1_024, // as ulimit -n of most systems
  children: 1_000, // stops a fork bomb, and no honest program
  logRate: 4 * 1024 ** 2, // bytes a second: some 100,000 lines, which cost the monitor 7 % of a core
};

/** What a task may use. 0 means no limit, except for `files` and `children`, where it means none. */
export interface TaskLimits {
  /** Bytes of linear memory and tables. */
  readonly memory: number;
  /** Weighted units, see `src/wasm/instrument.ts`. */
  readonly fuel: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly files: number;
  readonly children: number;
  /** Bytes a second of stdout and stderr together, while they go to the log. */
  readonly logRate: number;
}
