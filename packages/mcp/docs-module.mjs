// npm run docs:mcp: writes src/generated/docs.ts, the pages of the documentation that are resources.

import { readFile, writeFile } from 'node:fs/promises';

import { format, resolveConfig } from 'prettier';

const names = ['receiving', 'request-format', 'customers', 'operational-events', 'sdk'];
const target = new URL('src/generated/docs.ts', import.meta.url);

/** A module with the text of each page. Links between the pages lead to the resources. */
export async function docsModule() {
  const pages = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
      const linked = text.replaceAll(/\]\(([\w-]+)\.md(#[\w-]+)?\)/g, (link, page, anchor = '') =>
        names.includes(page) ? `](postrider://docs/${page}${anchor})` : link,
      );
      return `${JSON.stringify(name)}: \`${linked.replaceAll(/[\\`]|\$\{/g, String.raw`\$&`)}\`,`;
    }),
  );
  const source = `/** Written by \`npm run docs:mcp\` from docs/. */\nexport const docs = {\n${pages.join('\n')}\n} as const;\n`;
  return format(source, { ...(await resolveConfig(target)), parser: 'typescript' });
}

if (process.argv[1] === import.meta.filename) await writeFile(target, await docsModule());
