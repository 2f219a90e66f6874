// What commander asks of node:child_process, for commands that are programs of their own: wasitop has none, and loading it takes 2 ms.
export default {
  spawn: (...args) => process.getBuiltinModule('node:child_process').spawn(...args),
};
