import type { Admin } from './admin.ts';
import { Api } from './api.ts';
import { readJsonFile, stringIn, writePrivateJson } from './json.ts';
import { paths } from './paths.ts';

export interface Credentials {
  readonly url: string;
  readonly management_key: string;
  readonly project_key: string;
}

type Keys = Omit<Credentials, 'url'>;

/** Fills an empty database, and keeps the keys that only this moment shows. */
export async function bootstrap(admin: Admin, url: string): Promise<void> {
  const result = await admin.bootstrap();
  if (!result.created) return;
  await save(url, { management_key: result.managementKey, project_key: result.projectKey });
}

/** The keys that the gateway at `url` takes; new ones if those of an earlier run are lost. */
export async function loadCredentials(admin: Admin, url: string, signal: AbortSignal): Promise<Credentials> {
  const kept = await readKeys();
  if (kept && (await isAccepted(url, kept, signal))) return save(url, kept);

  const organizationId = await admin.organizationId();
  return save(url, {
    management_key: await admin.createKey(organizationId, 'management'),
    project_key: await admin.createKey(organizationId, 'project'),
  });
}

async function readKeys(): Promise<Keys | undefined> {
  const file = await readJsonFile(paths.credentials);
  return (
    file && {
      management_key: stringIn(file, 'management_key', paths.credentials),
      project_key: stringIn(file, 'project_key', paths.credentials),
    }
  );
}

/** They may have been revoked, or DATABASE_URL may name another database than before. */
async function isAccepted(url: string, keys: Keys, signal: AbortSignal): Promise<boolean> {
  const api = new Api(url, keys.management_key, signal);
  return (await api.request('GET', '/manage/v1/webhooks/endpoints?limit=1')).status !== 401;
}

async function save(url: string, keys: Keys): Promise<Credentials> {
  const credentials = { url, ...keys };
  await writePrivateJson(paths.credentials, credentials);
  return credentials;
}
