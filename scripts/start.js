// Runs on any Node: under one that is too old it says what to do, in words that it understands itself.
if (Number(process.versions.node.split('.')[0]) < 26) {
  process.stderr.write(
    `wasitop: it needs Node.js 26 or newer, and this is ${process.versions.node}. Install a newer one from https://nodejs.org, or run: npx -p node@26 -p wasitop wasitop\n`,
  );
  process.exit(1);
}
// Where files may not grow further (ulimit -f), writing fails as on a full disk; the signal would end the process, and leave its terminal as it is.
process.on('SIGXFSZ', () => {});
try {
  await import(process.argv[2] === 'run' ? './run.js' : './main.js');
} catch (error) {
  // Not even its own files can be opened.
  if (error.code !== 'EMFILE') throw error;
  process.stderr.write(`wasitop: ${error.message}\nTry 'ulimit -n 1024'.\n`);
  process.exit(1);
}
