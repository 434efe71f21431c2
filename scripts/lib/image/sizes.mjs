import { readFile, writeFile } from 'node:fs/promises';

/** @import { Layer } from './layer.mjs' */

const section = /(?<=<!-- sizes -->\n\n).*?(?=\n\n<!-- end of sizes -->)/s;
const contents = /** @type {Record<string, string>} */ ({
  base: 'Packages of Debian',
  node: 'Node.js',
  app: 'The programs and the dashboard',
});

/**
 * The sizes of an image's layers, as a table for the documents.
 * @param {Layer[]} layers
 */
export function sizesTable(layers) {
  const rows = layers.map(({ name, descriptor, unpackedBytes }) => [
    `${name}: ${contents[name] ?? ''}`,
    descriptor.size,
    unpackedBytes,
  ]);
  const total = (/** @type {(layer: Layer) => number} */ of) => layers.reduce((sum, layer) => sum + of(layer), 0);
  rows.push(['all', total(({ descriptor }) => descriptor.size), total(({ unpackedBytes }) => unpackedBytes)]);
  const cells = rows.map(([name, ...bytes]) => [String(name), ...bytes.map((each) => (Number(each) / 1e6).toFixed(1))]);
  return table([['Layer', 'Compressed, MB', 'Unpacked, MB'], ...cells]);
}

/** @param {string[][]} rows */
function table([head = [], ...rows]) {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)));
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/**
 * Replaces the sizes of a document.
 * @param {string} path
 * @param {Layer[]} layers
 */
export async function writeSizes(path, layers) {
  await writeFile(path, (await readFile(path, 'utf8')).replace(section, sizesTable(layers)));
}
