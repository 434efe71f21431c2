import { tableRows } from './documents.js';

/** Tests that a guarantee names: a file, by the path that its link leads to, and words that stand there. */
export interface Proof {
  link: string;
  names: string[];
}

/** The proofs of each guarantee, from the last column of the tables. */
export function guarantees(document: string): { promise: string; proofs: Proof[] }[] {
  return tableRows(document).map((row) => ({ promise: row[0] ?? '', proofs: proofsIn(row.at(-1) ?? '') }));
}

/** Names follow the link to their file, each in quotation marks. */
function proofsIn(cell: string): Proof[] {
  const links = cell.matchAll(/\]\(([^)]+)\)(.*?)(?=\[|$)/g);
  return Array.from(links, ([, link = '', behind = '']) => ({
    link,
    names: Array.from(behind.matchAll(/"([^"]+)"/g), ([, name = '']) => name),
  }));
}

/** How a test or a group begins: as a call on its own, or behind its `each`. */
const opening = /(?:\b(?:describe|it|test)\b[^\n]*|\]\)|\))\(\s*$/;
const callback = /^,\s*(?:async )?[(_]/;

/** Whether a file of tests has one, or a group of them, with exactly this name. */
export function hasTest(source: string, name: string): boolean {
  return ["'", '"', '`'].some((quote) => {
    const parts = source.split(quote + name + quote);
    return parts.some((before, i) => opening.test(before) && callback.test(parts[i + 1] ?? ''));
  });
}
