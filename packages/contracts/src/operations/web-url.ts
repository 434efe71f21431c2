import { refusedInNames } from './common.js';

// URL parsers drop some control characters silently.
const unprintable = new RegExp(`[ ${refusedInNames}]`);

/** The checks of `urlProblem` that a regular expression can express, for JSON Schema. */
export const webUrlPattern = `^[Hh][Tt][Tt][Pp][Ss]?:[^ ${refusedInNames}]+$`;
export const httpsUrlPattern = webUrlPattern.replace('?', '');

interface ExpectedUrl {
  protocols: readonly string[];
  /** After "expected an". */
  name: string;
}

const webUrl: ExpectedUrl = { protocols: ['http:', 'https:'], name: 'http or https URL' };

/** What is wrong with an absolute URL; undefined if nothing is. */
export function urlProblem(value: string, { protocols, name }: ExpectedUrl = webUrl): string | undefined {
  if (unprintable.test(value)) return 'expected a URL without spaces or control characters';
  if (!value.isWellFormed()) return 'expected well-formed Unicode';
  if (!URL.canParse(value)) return `expected an absolute ${name}`;
  const { protocol, username, password } = new URL(value);
  if (!protocols.includes(protocol)) return `expected an ${name}`;
  if (username !== '' || password !== '') return 'expected a URL without user name or password';
  return undefined;
}

/** In a Content-Security-Policy, another host that URLs allow would be a pattern, or end its directive. */
export const isPlainHost = (hostname: string): boolean => /^([a-z\d.-]+|\[[\da-f:.]+\])$/.test(hostname);
