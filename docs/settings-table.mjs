// npm run docs:settings: writes the table of settings into README.md, between its markers.

import { readFile, writeFile } from 'node:fs/promises';

const begin = '<!-- settings: written by `npm run docs:settings` -->';
const end = '<!-- end of settings -->';

/** A Markdown table of the catalogue in packages/contracts/src/settings.ts. */
export function settingsTable(settings) {
  const rows = Object.entries(settings).map(([name, { schema, description, usedBy }]) =>
    [`\`${name}\``, fallback(name, schema), usedBy, description].map((cell) => cell.replaceAll('|', '\\|')),
  );
  const head = ['Setting', 'Default', 'Used by', 'What it is'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The document with this table between the markers. */
export function withTable(document, table) {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 || to === -1) throw new Error(`expected the lines ${begin} and ${end}`);
  return `${document.slice(0, from + begin.length)}\n\n${table}\n\n${document.slice(to)}`;
}

function fallback(name, schema) {
  const { success, data } = schema.safeParse(undefined);
  if (!success) return 'required';
  if (data === undefined) return '–';
  const size = readable(name, data);
  return size === undefined ? `\`${data}\`` : `\`${data}\` (${size})`;
}

const units = [
  { ending: '_MS', of: { d: 86_400_000, h: 3_600_000, min: 60_000, s: 1_000 } },
  { ending: '_BYTES', of: { MiB: 1_048_576, KiB: 1_024 } },
];

function readable(name, value) {
  const known = units.find(({ ending }) => name.endsWith(ending));
  const [unit, size] = Object.entries(known?.of ?? {}).find(([, factor]) => value > 0 && value % factor === 0) ?? [];
  return size === undefined ? undefined : `${value / size} ${unit}`;
}

if (import.meta.main) {
  const { settings } = await import('@postrider/contracts');
  const readme = new URL('../README.md', import.meta.url);
  await writeFile(readme, withTable(await readFile(readme, 'utf8'), settingsTable(settings)));
}
