const OLDEST = 20;

/** Ends the process with one line if this Node.js is too old to install the project with. */
export function requireHostNode() {
  const major = Number(process.versions.node.split('.', 1)[0]);
  if (major >= OLDEST) return;
  console.error(`Postrider needs Node.js ${OLDEST} or later; this is ${process.version}.`);
  process.exit(1);
}
