import { parseDocument, stringify } from 'yaml';
import { UsageError } from '../usage-error.js';

/** How often aliases may repeat values: a small text could be a huge value otherwise. */
const mostAliases = 100;

/** Parses YAML. Throws a UsageError with the first error and its line. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text);
  const [error] = document.errors;
  // The rest of the message is the text around it, which may be a secret.
  if (error) throw new UsageError(`no valid YAML: ${error.message.split('\n')[0]?.replace(/:$/, '') ?? error.code}`);
  try {
    return document.toJS({ maxAliasCount: mostAliases }) as unknown;
  } catch (cause) {
    throw new UsageError(`no valid YAML: ${(cause as Error).message}`);
  }
}

/** Long texts are not folded, so that a changed word is a changed line. */
export const toYaml = (value: object): string => stringify(value, { lineWidth: 0 });
