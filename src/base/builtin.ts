/**
 * Modules of Node that take milliseconds to load, and that many programs never need: loaded when they are first used, so that `wasitop run`
 * starts quickly.
 */
export const builtin = {
  get childProcess() {
    return process.getBuiltinModule('node:child_process');
  },
  get crypto() {
    return process.getBuiltinModule('node:crypto');
  },
  get net() {
    return process.getBuiltinModule('node:net');
  },
  get v8() {
    return process.getBuiltinModule('node:v8');
  },
  get vm() {
    return process.getBuiltinModule('node:vm');
  },
  get tty() {
    return process.getBuiltinModule('node:tty');
  },
};
