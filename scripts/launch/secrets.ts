import { randomBytes } from 'node:crypto';

import { readStrings, writePrivateJson } from './json.ts';
import { paths } from './paths.ts';

const names = ['postgres_password', 'redis_password', 'encryption_keys', 'operator_password'] as const;
export type Secrets = Readonly<Record<(typeof names)[number], string>>;

/** Loads the secrets of this data directory. The first start creates them. */
export async function loadSecrets(): Promise<Secrets> {
  const stored = await readStrings(paths.secrets, names);
  if (stored) return stored;
  const made: Secrets = {
    postgres_password: password(),
    redis_password: password(),
    encryption_keys: `local1:${randomBytes(32).toString('base64')}`,
    operator_password: password(),
  };
  await writePrivateJson(paths.secrets, made);
  return made;
}

function password(): string {
  return randomBytes(18).toString('base64url');
}
