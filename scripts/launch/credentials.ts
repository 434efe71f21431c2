import { PostriderError } from '@postrider/sdk';
import type { Admin } from '@postrider/testing';

import { clientOf } from './client.ts';
import { readStrings, writePrivateJson } from './json.ts';
import { LaunchError } from './launch-error.ts';
import { paths } from './paths.ts';

export interface Credentials {
  readonly url: string;
  readonly management_key: string;
  readonly project_key: string;
}

type Keys = Omit<Credentials, 'url'>;

/** Bootstraps an empty database and stores its keys, which are shown only once. */
export async function bootstrap(admin: Admin, url: string): Promise<void> {
  const created = await admin.bootstrap();
  if (created) await save(url, created);
}

/** Returns keys that the gateway at `url` accepts: those of an earlier run, or new ones. */
export async function loadCredentials(admin: Admin, url: string, signal: AbortSignal): Promise<Credentials> {
  const stored = await readStrings(paths.credentials, ['management_key', 'project_key']);
  if (stored && (await isAccepted(url, stored, signal))) return save(url, stored);

  const organization = await organizationId(admin);
  return save(url, {
    management_key: (await admin.createKey(organization, 'management')).key,
    project_key: (await admin.createKey(organization, 'project')).key,
  });
}

export async function organizationId(admin: Admin): Promise<string> {
  const { data } = (await admin.json('organizations', 'list')) as { data: { id: string }[] };
  const [first] = data;
  if (!first) throw new LaunchError('The database has no organization');
  return first.id;
}

/** The keys may be revoked, or DATABASE_URL may name another database than before. */
async function isAccepted(url: string, keys: Keys, signal: AbortSignal): Promise<boolean> {
  try {
    await clientOf(url, keys.management_key).endpoints.list({ limit: 1 }, { signal }).page();
    return true;
  } catch (error) {
    if (error instanceof PostriderError && error.status === 401) return false;
    throw error;
  }
}

async function save(url: string, { management_key, project_key }: Keys): Promise<Credentials> {
  const credentials = { url, management_key, project_key };
  await writePrivateJson(paths.credentials, credentials);
  return credentials;
}
