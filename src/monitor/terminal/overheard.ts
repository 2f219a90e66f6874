import type { WriteStream } from 'node:tty';

/** A terminal that says before each write that there is one. All else is the terminal's own. */
export function overheard(stream: WriteStream, heard: () => void): WriteStream {
  return new Proxy(stream, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (key === 'write') heard();
        return Reflect.apply(value, target, args);
      };
    },
  });
}
