import { expect, test } from 'vitest';
import { continues } from '../../src/logs/continuation.ts';

/** Blocks whose first line begins something, and all others go on with it. */
const BLOCKS: Readonly<Record<string, string>> = {
  JavaScript: `TypeError: x is not a function
    at Object.<anonymous> (/app/main.js:12:5)
    at node:internal/main:1:2 {
  code: 'E'
}`,
  Java: `Exception in thread "main" java.lang.IllegalStateException: x
\tat com.example.App.main(App.java:12)
Caused by: java.lang.NullPointerException
\tat com.example.App.run(App.java:5)
\t... 12 more
... 3 common frames omitted
Suppressed: java.io.IOException: closed`,
  Python: `Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
    raise ValueError('x')
    ~~~~~^^^^
ValueError: x`,
  'Python, of a module': `Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
json.decoder.JSONDecodeError: Expecting value: line 1`,
  'Python, by a signal': `Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
    time.sleep(1)
KeyboardInterrupt`,
  Go: `panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
main.run(0x5, {0x1, 0x2})
\t/app/main.go:12 +0x1d
main.(*App).serve(...)
\t/app/main.go:8
created by main.main in goroutine 1
\t/app/main.go:5 +0x2c

goroutine 18 [chan receive]:
net/http.(*Server).Serve(0xc00)
\t/usr/lib/go/src/net/http/server.go:3 +0x1
exit status 2`,
  Rust: `thread 'main' panicked at src/main.rs:2:5:
stack backtrace:
   0: rust_begin_unwind
             at /rustc/library/std/src/panicking.rs:5
   1: core::panicking::panic_fmt
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
  '.NET': `Unhandled exception. System.InvalidOperationException: x
 ---> System.NullReferenceException: y
   at App.Run() in /app/App.cs:line 5
   --- End of inner exception stack trace ---
   at App.Main() in /app/App.cs:line 12
--- End of stack trace from previous location ---`,
  Ruby: `main.rb:2:in 'run': x (RuntimeError)
\tfrom main.rb:5:in '<main>'
from main.rb:6:in '<main>'`,
  'a Java logger': `2026-11-20 12:00:01 ERROR c.e.App - boom
java.lang.IllegalStateException: oops
\tat com.example.App.main(App.java:12)
Caused by: java.io.IOException: closed
\t... 12 more`,
  'a Python logger': `ERROR:root:it broke
Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
ValueError: x`,
  'a JavaScript logger': `[error] cannot serve
TypeError: x is not a function
    at serve (/app/main.js:12:5)`,
  'a dump': `2026-11-20T12:00:01Z INFO configuration {
  "a": [
    1
  ]
}`,
};

test.for(Object.entries(BLOCKS))('%s', ([, block]) => {
  const lines = block.split('\n');
  expect(lines.map((text, at) => continues(text, lines[at - 1] ?? ''))).toEqual(lines.map((_, at) => at > 0));
});

test.for([
  ['2026-11-20T12:00:02Z INFO up', '    at Object.<anonymous> (/app/main.js:12:5)'],
  ['2026-11-20T12:00:02Z INFO up', '}'],
  ['INFO: up', '    raise x'],
  ['Done', '    1 file'],
  ['at 10:30 all was well', 'up'],
  ['created', 'up'],
  ['', 'up'],
  ['panic: x', 'up'],
  ['Traceback (most recent call last):', 'up'],
  ['ValueError: x', 'up'],
  ['main.run(1)', 'up'],
  ['[signal] up', 'up'],
  ['{"level":30}', '{"level":30}'],
  ['[1] up', 'goroutine pool started'],
])('%s begins anew after %s', ([text = '', previous = '']) => {
  expect(continues(text, previous)).toBe(false);
});
