/** A value that is there at once on the fast path, and a promise only where work is under way. */
export type Maybe<T> = T | Promise<T>;

/** Goes on with `next` at once when the value is there, else when its promise settles. */
export function chain<T, U>(value: Maybe<T>, next: (value: T) => Maybe<U>): Maybe<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
