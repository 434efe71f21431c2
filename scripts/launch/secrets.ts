import { randomBytes } from 'node:crypto';

import { readJsonFile, stringIn, writePrivateJson } from './json.ts';
import { paths } from './paths.ts';

export interface Secrets {
  readonly postgres_password: string;
  readonly redis_password: string;
  readonly encryption_keys: string;
  readonly operator_password: string;
}

/** Loads the secrets of this data directory. The first start creates them. */
export async function loadSecrets(): Promise<Secrets> {
  const kept = await readJsonFile(paths.secrets);
  if (kept) {
    const read = (key: keyof Secrets) => stringIn(kept, key, paths.secrets);
    return {
      postgres_password: read('postgres_password'),
      redis_password: read('redis_password'),
      encryption_keys: read('encryption_keys'),
      operator_password: read('operator_password'),
    };
  }
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
