import { parseDocument, stringify, type ScalarTag, type Tags } from 'yaml';
import { keepUnusualNumber } from '../input/raw-json.js';
import { UsageError } from '../usage-error.js';

interface RawNumber {
  rawJSON: string;
}

/** Numbers of JSON, in their spelling. */
const jsonNumber: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => JSON.isRawJSON(value),
  test: /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/,
  resolve: (text) => JSON.parse(text, keepUnusualNumber) as unknown,
  stringify: ({ value }) => (value as RawNumber).rawJSON,
};

const customTags = (tags: Tags): Tags => [jsonNumber, ...tags];

/** As deep as a value can be that aliases repeat: a small text could be a huge value otherwise. */
const mostAliases = 100;

/** Parses YAML with the values of JSON. Throws a UsageError with the first error and its line. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { customTags, prettyErrors: true });
  const [error] = document.errors;
  // The rest of the message is the text around it, which may be a secret.
  if (error) throw new UsageError(`no valid YAML: ${error.message.split('\n')[0]?.replace(/:$/, '') ?? error.code}`);
  return document.toJS({ maxAliasCount: mostAliases }) as unknown;
}

/** Long texts are not folded, so that a changed word is a changed line. */
export const toYaml = (value: object): string => stringify(value, { customTags, lineWidth: 0 });
