import { LEVELS, lineLevel } from './line-level.ts';

const SPACE = 0x20;
const TAB = 0x09;

/** What stands at the left edge, and belongs to what was before: what other languages say within a stack trace. */
const EDGE = new RegExp(
  [
    'Caused by: ', // Java
    String.raw`\.\.\. \d+ (?:more|common)`,
    'Suppressed: ',
    'During handling of the above', // Python
    'The above exception was',
    'stack backtrace:', // Rust
    'note: (?:run with|Some details|the following|this error)',
    String.raw`goroutine \d+ \[`, // Go
    String.raw`\[signal `,
    'created by ',
    String.raw`exit status \d+$`,
    ' *---> ', // .NET
    '--- End of ',
    String.raw`from .+:\d+:in `, // Ruby
    String.raw`[}\])]+[,;]?$`, // the end of what was dumped over several lines
  ].join('|'),
  'y',
);

/** The last line of a Python traceback, after its frames: `ValueError: x`, `json.decoder.JSONDecodeError: x`, `KeyboardInterrupt`. */
const PYTHON_ERROR =
  /^(?:[a-z_]\w*\.)*(?:[A-Z]\w*(?:Error|Exception|Warning|Group|Interrupt|Exit|Iteration)(?:: |$)|[A-Z]\w*[a-z][A-Z]\w*: )/;

/** In Go's blocks a function stands at the edge, above where it is. */
const GO_FUNCTION = /^[\w./*()-]+\(.*\)(?: in goroutine \d+)?$|^created by /;
const GO_BEFORE = /^goroutine \d+ \[|^\t.+\.(?:go|s):\d+|^panic: |^\[signal /;

/** The name of what was thrown, at the edge: a logger puts it below the line that tells of it. */
const THROWN =
  /^(?:Traceback \(most recent call last\):$|(?:[a-z_$][\w$]*\.)*[A-Z][\w$]*(?:Exception|Error|Throwable)(?:: |$))/;

const TELLING = LEVELS.indexOf('warn');

/** Whether a line with a level of its own tells of something that was thrown. */
function tells(previous: string): boolean {
  const level = THROWN.test(previous) ? undefined : lineLevel(previous);
  return level !== undefined && LEVELS.indexOf(level) >= TELLING;
}

/** Whether a line goes on with the one before: a stack trace, a traceback, what is indented, or the end of a dump. @param previous the line before */
export function continues(text: string, previous: string): boolean {
  const first = text.charCodeAt(0);
  if (first === SPACE || first === TAB) return true;
  // Empty lines stand between the blocks of Go, and in Python's chains of errors.
  if (text === '') return GO_BEFORE.test(previous);
  EDGE.lastIndex = 0;
  if (MAY_BEGIN.has(first) && EDGE.test(text)) return true;
  if (THROWN.test(text) && tells(previous)) return true;
  switch (previous.charCodeAt(0)) {
    case SPACE:
      return (previous.startsWith('    ') || previous.startsWith('  File "')) && PYTHON_ERROR.test(text);
    case TAB:
    case 0x67: // g, of a goroutine
    case 0x70: // p, of a panic
    case 0x5b: // [, of a signal
      return GO_BEFORE.test(previous) && GO_FUNCTION.test(text);
  }
  return false;
}

/** The characters with which what stands at the edge begins. */
const MAY_BEGIN = new Set([...'C.SDTsngc[e-f}])'].map((character) => character.charCodeAt(0)));
