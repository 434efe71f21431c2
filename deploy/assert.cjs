// What bundled dependencies get as `node:assert`. For a message, that one would read and parse the whole bundle, each time a
// receiver makes undici assert something, and it fails where a source map has a part without a source.

const assert = process.getBuiltinModule('node:assert');

function ok(value, message) {
  if (value) return;
  if (message instanceof Error) throw message;
  throw new assert.AssertionError({ actual: value, expected: true, operator: '==', message });
}

module.exports = Object.assign(ok, assert, { ok });
