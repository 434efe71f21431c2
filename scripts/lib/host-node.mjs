const OLDEST = 20;

/** Exits with a message if this Node.js is too old to install the project. */
export function requireHostNode() {
  const major = Number(process.versions.node.split('.', 1)[0]);
  if (major >= OLDEST) return;
  console.error(`Postrider needs Node.js ${OLDEST} or later; this is ${process.version}.`);
  process.exit(1);
}
