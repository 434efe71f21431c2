import { parseArgs } from 'node:util';

export interface StdioOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: string;
  readonly readOnly: boolean;
}

export const usage = `Usage: POSTRIDER_URL=<url> POSTRIDER_KEY=<key> npx @postrider/mcp [--read-only]

Webhook tools for an MCP client that starts this program and speaks to it over stdin and stdout.

  --read-only   only the tools that change nothing
  --version     the version
  --help        this text

  POSTRIDER_URL             where Postrider's gateway is, such as https://postrider.example.com
  POSTRIDER_KEY             a management key (mlx_mk_…)
  POSTRIDER_MCP_READ_ONLY   true does the same as --read-only
`;

export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was asked for; throws a UsageError that says what is wrong. */
export function stdioOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StdioOptions | 'help' | 'version' {
  const flags = parseFlags(argv);
  if (flags.help) return 'help';
  if (flags.version) return 'version';
  const { POSTRIDER_URL: url, POSTRIDER_KEY: key, POSTRIDER_MCP_READ_ONLY: readOnly = 'false' } = env;
  const problems = [
    !isHttpUrl(url) && 'POSTRIDER_URL: expected a URL that begins with http:// or https://',
    !isKey(key) && 'POSTRIDER_KEY: expected an API key',
    readOnly !== 'true' && readOnly !== 'false' && 'POSTRIDER_MCP_READ_ONLY: expected true or false',
  ].filter((problem) => problem !== false);
  if (problems.length > 0 || url === undefined || key === undefined) throw new UsageError(problems.join('\n'));
  return { url: url.replace(/\/+$/, ''), key, readOnly: flags['read-only'] || readOnly === 'true' };
}

function parseFlags(argv: readonly string[]): { 'read-only': boolean; help: boolean; version: boolean } {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ args: [...argv], options: { 'read-only': flag, help: flag, version: flag } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the arguments cannot be read');
  }
}

const isHttpUrl = (url = ''): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
const isKey = (key = ''): boolean => /^[\x21-\x7e]+$/.test(key);
