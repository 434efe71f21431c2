import { createReadStream, type ReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { decodeUtf8 } from '../input/utf8.js';
import { UsageError } from '../usage-error.js';
import { header, isObject, lineTypeOf } from './line-type.js';
import { InvalidLine } from './line.js';
import type { SourceItem } from './source.js';

/** Reads a file, or standard input for `-`. Throws a UsageError if its first line is not that of an export. */
export async function* fileSource(path: string): AsyncGenerator<SourceItem, void, undefined> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  try {
    yield* linesSource(byteLines(input));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new UsageError(`cannot read ${path}: ${error.message}`);
    throw error;
  }
}

async function* byteLines(input: ReadStream | NodeJS.ReadStream): AsyncGenerator<Uint8Array, void, undefined> {
  // Each byte is a character, so that each line can be decoded on its own.
  input.setEncoding('latin1');
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield Buffer.from(line, 'latin1');
}

/** The lines of a file. Empty lines are skipped. */
export async function* linesSource(lines: AsyncIterable<Uint8Array>): AsyncGenerator<SourceItem, void, undefined> {
  let number = 0;
  for await (const bytes of lines) {
    number += 1;
    const line = decodeUtf8(bytes);
    if (number === 1) requireHeader(line ?? '');
    else if (line === undefined) yield undecodable(`line ${number}`);
    else if (line.trim() !== '') yield item(line, `line ${number}`);
  }
  if (number === 0) requireHeader('');
}

const undecodable = (place: string): SourceItem => ({
  place,
  type: undefined,
  read: () => {
    throw new InvalidLine([{ message: 'expected UTF-8' }]);
  },
});

function item(line: string, place: string): SourceItem {
  const value = parsed(line);
  return {
    place,
    type: lineTypeOf(value),
    read: () => {
      if (value instanceof SyntaxError) throw new InvalidLine([{ message: `expected JSON: ${value.message}` }]);
      return { value };
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    // V8 repeats a part of the text, which may be a secret.
    return new SyntaxError((error as Error).message.replace(/, \.{0,3}".*$/s, ''));
  }
}

function requireHeader(line: string): void {
  const value = parsed(line.replace(/^\ufeff/, ''));
  if (!isObject(value) || value.type !== header.type) {
    throw new UsageError(`expected a file of postrider export: its first line is ${JSON.stringify(header)}`);
  }
  if (value.version !== header.version) {
    throw new UsageError(
      `the file has version ${JSON.stringify(value.version)}; this postrider reads version ${header.version}`,
    );
  }
}
