import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sealedFor, type SecretBox } from '@postrider/domain';
import { endpointTable } from '@postrider/event-store';
import { IsNull, type EntityManager } from 'typeorm';
import { organizationOf } from './sign-in-links.js';

export interface AddSecretsOptions {
  /** Default: the only organization. */
  organization?: string;
  /** A new file. Default: standard output. */
  output?: string;
}

/**
 * Copies a file of `postrider export` and adds the current signing secret of each endpoint of the organization. Endpoints of
 * others stay without: whoever gets the file may have written their ids into it.
 */
export async function addSecrets(
  manager: EntityManager,
  box: SecretBox,
  path: string,
  { organization, output }: AddSecretsOptions,
): Promise<void> {
  if (output === undefined && process.stdout.isTTY) {
    throw new Error(
      'signing secrets are not shown on a terminal: pass --output, or redirect standard output to a file',
    );
  }
  const organization_id = await organizationOf(manager, organization);
  const counts = { added: 0, missing: 0 };
  const lines = withSecrets(path, counts, async (id) => {
    const where = { id, organization_id, deleted_at: IsNull() };
    const endpoint = await manager.findOne(endpointTable, { select: { id: true, secrets: true }, where });
    const current = endpoint?.secrets.find(({ expires_at }) => expires_at === null);
    return current && box.open(current.sealed, sealedFor.endpoint(id));
  });
  await write(lines, output);
  const without =
    counts.missing > 0 ? `; ${String(counts.missing)} endpoints were not found in ${organization_id}` : '';
  process.stderr.write(`added ${String(counts.added)} signing secrets${without}\n`);
}

async function* withSecrets(
  path: string,
  counts: { added: number; missing: number },
  secretOf: (id: string) => Promise<string | undefined>,
): AsyncGenerator<string, void, undefined> {
  let number = 0;
  const input = path === '-' ? process.stdin : createReadStream(path);
  // Each byte is a character, so that each line can be decoded on its own.
  input.setEncoding('latin1');
  // Lines that are read before the loop begins would be lost.
  const lines = createInterface({ input, crlfDelay: Infinity });
  for await (const bytes of lines) {
    number += 1;
    const line = decoded(bytes, number);
    const value = parsed(line, number);
    const { type, id, signing_secret } = value;
    if (number === 1 && type !== 'postrider.export') throw new Error('expected a file of postrider export');
    if (type !== 'endpoint' || typeof id !== 'string' || typeof signing_secret === 'string') {
      yield `${line}\n`;
      continue;
    }
    const secret = await secretOf(id);
    if (secret === undefined) counts.missing += 1;
    else counts.added += 1;
    yield secret === undefined ? `${line}\n` : `${JSON.stringify({ ...value, signing_secret: secret })}\n`;
  }
  if (number === 0) throw new Error('expected a file of postrider export');
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: string, number: number): string {
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    throw new Error(`line ${String(number)}: expected UTF-8`);
  }
}

function parsed(line: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // V8's message repeats a part of the text.
  }
  throw new Error(`line ${String(number)}: expected a JSON object`);
}

async function write(lines: AsyncIterable<string>, path: string | undefined): Promise<void> {
  if (path === undefined) {
    await pipeline(Readable.from(lines), process.stdout as Writable, { end: false });
    return;
  }
  const file = await open(path, 'wx', 0o600);
  try {
    await pipeline(Readable.from(lines), file.createWriteStream());
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
