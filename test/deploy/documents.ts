import { glob } from 'node:fs/promises';
import { join } from 'node:path';

import { checkout, readText } from './checkout.js';

/** Paths of the documents, from the checkout's folder. */
export async function documentPaths(): Promise<string[]> {
  const paths = [
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'examples/README.md',
    'examples/platform/README.md',
  ];
  for await (const path of glob('docs/**/*.md', { cwd: checkout })) paths.push(path);
  return paths.sort();
}

/** The code blocks in one language, in their order. */
export function codeBlocks(document: string, language: string): string[] {
  const pattern = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms');
  return Array.from(document.matchAll(pattern), ([, code = '']) => code);
}

/** What stands under a heading, up to the next one of its level or above. */
export function section(document: string, heading: string): string {
  const lines = document.split('\n');
  const start = lines.indexOf(heading);
  if (start === -1) throw new Error(`there is no heading "${heading}"`);
  const level = heading.indexOf(' ');
  let isCode = false;
  const end = lines.findIndex((line, i) => {
    if (line.startsWith('```')) isCode = !isCode;
    return i > start && !isCode && /^#+ /.test(line) && line.indexOf(' ') <= level;
  });
  return lines.slice(start + 1, end === -1 ? undefined : end).join('\n');
}

/** The cells of the tables in a text, without their heads. */
export function tableRows(text: string): string[][] {
  const cells = text.split('\n').flatMap((line) => (line.startsWith('|') ? [line.split('|').slice(1, -1)] : []));
  const rows = cells.map((row) => row.map((cell) => cell.trim()));
  return rows.filter((row, i) => !isRule(row) && !isRule(rows[i + 1] ?? []));
}

const isRule = (row: string[]): boolean => row.length > 0 && row.every((cell) => /^:?-+:?$/.test(cell));

/** The anchors that GitHub makes of a document's headings. */
export function anchors(document: string): string[] {
  const headings = Array.from(
    document.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#+ (.*)$/gm),
    ([, text = '']) => text,
  );
  return headings.map((text) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Relative links: the file that each leads to, from the checkout's folder, and its anchor. */
export async function relativeLinks(path: string): Promise<{ file: string; anchor: string }[]> {
  const text = (await readText(path)).replaceAll(/^```.*?^```$/gms, '');
  return Array.from(text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g), ([, target = '', anchor = '']) => ({
    file: target === '' ? path : join(path, '..', target),
    anchor,
  }));
}

const topFolders = ['apps', 'packages', 'docs', 'test', 'scripts', 'bench', 'examples', 'deploy'];
const rootFile = /^(\.[a-z-]+\.[cm]?js|[A-Za-z-]+\.(md|json|ya?ml)|\.env\.example)$/;

/**
 * Files and folders that a document names in code: from the checkout's folder, and in tables also from the folder that the
 * text above them says.
 */
export function namedFiles(document: string): string[] {
  const files: string[] = [];
  let base = '';
  for (const line of document.replaceAll(/^```.*?^```$/gms, '').split('\n')) {
    if (line.startsWith('#')) base = '';
    base = /Paths are below `([^`]+)`/.exec(line)?.[1] ?? base;
    for (const [, name = ''] of line.matchAll(/`([^`\s]+)`/g)) {
      if (topFolders.some((folder) => name.startsWith(`${folder}/`)) || rootFile.test(name)) files.push(name);
      else if (base !== '' && line.startsWith('|') && /\.tsx?$/.test(name)) files.push(`${base}/${name}`);
    }
  }
  return files;
}
