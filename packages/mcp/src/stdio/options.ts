import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { secretText } from '@postrider/contracts';

export interface StdioOptions {
  /** Without a trailing slash. */
  readonly url: string;
  readonly key: string;
  readonly readOnly: boolean;
}

export const usage = `Usage: POSTRIDER_URL=<url> POSTRIDER_KEY=<key> postrider-mcp [--read-only]

MCP server for the webhook operations of Postrider, over stdin and stdout.

  --read-only   offer only the tools that change nothing
  --version     print the version
  --help        print this text

  POSTRIDER_URL             URL of the gateway, such as https://postrider.example.com
  POSTRIDER_KEY             management key (mlx_mk_…)
  POSTRIDER_KEY_FILE        file with the key, instead of POSTRIDER_KEY
  POSTRIDER_MCP_READ_ONLY   true has the same effect as --read-only
`;

export class UsageError extends Error {
  override name = 'UsageError';
}

/** Parses the arguments and the environment. Throws a UsageError with every problem. */
export function stdioOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StdioOptions | 'help' | 'version' {
  const flags = parseFlags(argv);
  if (flags.help) return 'help';
  if (flags.version) return 'version';
  const { POSTRIDER_URL: url, POSTRIDER_MCP_READ_ONLY: readOnly = 'false' } = env;
  const key = keyOf(env);
  const problems = [
    !isHttpUrl(url) && 'POSTRIDER_URL: expected a URL that begins with http:// or https://',
    !isKey(key) && 'POSTRIDER_KEY: expected an API key',
    readOnly !== 'true' && readOnly !== 'false' && 'POSTRIDER_MCP_READ_ONLY: expected true or false',
  ].filter((problem) => problem !== false);
  if (problems.length > 0 || url === undefined || key === undefined) throw new UsageError(problems.join('\n'));
  return { url: url.replace(/\/+$/, ''), key, readOnly: flags['read-only'] || readOnly === 'true' };
}

function keyOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  try {
    return secretText(env, 'POSTRIDER_KEY', (path) => readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseFlags(argv: readonly string[]): { 'read-only': boolean; help: boolean; version: boolean } {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ args: [...argv], options: { 'read-only': flag, help: flag, version: flag } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'invalid arguments');
  }
}

const isHttpUrl = (url = ''): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
const isKey = (key = ''): boolean => /^[\x21-\x7e]+$/.test(key);
