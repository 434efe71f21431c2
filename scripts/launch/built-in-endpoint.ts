import { type Postrider, PostriderError } from '@postrider/sdk';

import { readStrings, writePrivateJson } from './json.ts';
import { paths } from './paths.ts';

export interface BuiltInEndpoint {
  readonly endpoint_id: string;
  readonly signing_secret: string;
}

/** Points the endpoint of an earlier run at `url`, or creates one. */
export async function provideEndpoint(client: Postrider, url: string): Promise<BuiltInEndpoint> {
  const stored = await readStrings(paths.receiver, ['endpoint_id', 'signing_secret']);
  if (stored && (await isUpdated(client, stored.endpoint_id, url))) return stored;
  const { id, signing_secret } = await client.endpoints.create({
    url,
    event_types: ['*'],
    description: 'Built-in development receiver',
  });
  const endpoint = { endpoint_id: id, signing_secret };
  await writePrivateJson(paths.receiver, endpoint);
  return endpoint;
}

/** Rotates the secret, and lets the receiver know the new one alone. */
export async function replaceSecret(client: Postrider, { endpoint_id }: BuiltInEndpoint): Promise<BuiltInEndpoint> {
  const { signing_secret } = await client.endpoints.rotateSecret(endpoint_id);
  await client.endpoints.expirePreviousSecrets(endpoint_id);
  const endpoint = { endpoint_id, signing_secret };
  await writePrivateJson(paths.receiver, endpoint);
  return endpoint;
}

/** Returns whether the endpoint still exists. */
async function isUpdated(client: Postrider, id: string, url: string): Promise<boolean> {
  try {
    await client.endpoints.update(id, { url, active: true });
    return true;
  } catch (error) {
    if (error instanceof PostriderError && error.status === 404) return false;
    throw error;
  }
}
