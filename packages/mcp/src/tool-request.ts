import { errorCodes, isDataParameter, type ErrorBody, type FieldError, type Operation } from '@postrider/contracts';
import type { ApiRequest } from './api-call.js';
import { takesIdempotencyKey } from './tool-schema.js';

type Arguments = Readonly<Record<string, unknown>>;

/** Arguments that do not make a request, as an error body of the API. */
export class WrongArguments extends Error {
  override name = 'WrongArguments';
  readonly body: ErrorBody;

  constructor(fields: FieldError[]) {
    const message = fields.map((field) => `${field.field}: ${field.message}`).join('; ');
    super(message);
    const { type } = errorCodes.validation_failed;
    this.body = { error: { type, message, code: 'validation_failed', field: fields[0]?.field, fields } };
  }
}

/** Maximum number of unknown arguments in an error, and of characters of a name. */
const maxNamed = 10;
const maxName = 200;

/** Maximum length of the URL of a request over HTTP. */
const maxUrl = 16_000;

/**
 * Returns the API call for the arguments of a tool. The API validates the values. `known` are the names of the tool's
 * arguments; unknown arguments are refused first. Throws WrongArguments.
 */
export function toolRequest(operation: Operation, known: ReadonlySet<string>, given: Arguments): ApiRequest {
  refuseUnknown(given, known);
  const { idempotency_key: key, ...others } = given;
  const args = takesIdempotencyKey(operation) ? others : given;
  const problems: FieldError[] = [];
  const inPath = new Set(Array.from(operation.path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name));
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathSegment(name, args[name], problems));
  const rest = Object.entries(args).filter(([name, value]) => !inPath.has(name) && value !== undefined);
  const query = operation.method === 'GET' ? queryString(rest, problems) : '';
  const headers: Record<string, string> = {};
  if (key !== undefined && takesIdempotencyKey(operation)) headers['idempotency-key'] = headerValue(key, problems);
  if (path.length + query.length > maxUrl) {
    problems.push({
      field: 'arguments',
      message: `expected at most ${String(maxUrl)} characters in the URL of the call`,
    });
  }
  if (problems.length > 0) throw new WrongArguments(problems);
  if (operation.method === 'GET' || rest.length === 0) return { method: operation.method, path: path + query, headers };
  const body = JSON.stringify(Object.fromEntries(rest));
  return { method: operation.method, path, headers: { ...headers, 'content-type': 'application/json' }, body };
}

/** Names only the first few: a call can have hundreds of thousands of unknown arguments. */
function refuseUnknown(given: Arguments, known: ReadonlySet<string>): void {
  const unknown = Object.keys(given).filter((name) => !known.has(name));
  const fields = unknown.slice(0, maxNamed).map((name): FieldError => ({
    field: name.length > maxName ? `${name.slice(0, maxName - 1)}…` : name,
    message: 'is not an argument of this tool',
  }));
  const left = unknown.length - fields.length;
  if (left > 0) fields.push({ field: 'arguments', message: `and ${String(left)} more unknown arguments` });
  if (fields.length > 0) throw new WrongArguments(fields);
}

function pathSegment(name: string, value: unknown, problems: FieldError[]): string {
  if (typeof value !== 'string' || value === '') {
    problems.push({ field: name, message: value === undefined ? 'is required: expected string' : 'expected an id' });
    return '';
  }
  // As a relative path these values would reach a different operation than the permitted one.
  if (value === '.' || value === '..') problems.push({ field: name, message: 'expected an id' });
  return encodeURIComponent(value.toWellFormed());
}

function queryString(entries: readonly (readonly [string, unknown])[], problems: FieldError[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of entries.flatMap(parametersOf)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      query.append(name, String(value));
    } else {
      problems.push({ field: name, message: 'expected a string, a number or a boolean' });
    }
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** In a query string, each member of `data` is a parameter of its own. */
const parametersOf = ([name, value]: readonly [string, unknown]): (readonly [string, unknown])[] =>
  name === 'data' && typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).map(([member, of]) => [isDataParameter(member) ? member : `data.${member}`, of] as const)
    : [[name, value]];

function headerValue(value: unknown, problems: FieldError[]): string {
  if (typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value)) return value;
  problems.push({ field: 'idempotency_key', message: 'expected 1 to 255 printable ASCII characters without spaces' });
  return '';
}
