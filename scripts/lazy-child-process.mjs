// What commander asks of node:child_process, for commands that are programs of their own, and terminal-size where there is no terminal: neither
// comes to that here, and loading it takes 2 ms.
export default {
  spawn: (...args) => process.getBuiltinModule('node:child_process').spawn(...args),
};

export function execFileSync(...args) {
  return process.getBuiltinModule('node:child_process').execFileSync(...args);
}
