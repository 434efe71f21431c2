import type { Api } from './api.ts';
import { readJsonFile, stringIn, writePrivateJson } from './json.ts';
import { LaunchError } from './launch-error.ts';
import { paths } from './paths.ts';

export interface BuiltInEndpoint {
  readonly endpoint_id: string;
  readonly signing_secret: string;
}

const COLLECTION = '/manage/v1/webhooks/endpoints';

/** Points the endpoint of an earlier run at `url`, or makes one. */
export async function provideEndpoint(api: Api, url: string): Promise<BuiltInEndpoint> {
  const kept = await readKept();
  if (kept) {
    const path = `${COLLECTION}/${kept.endpoint_id}`;
    const { status, body } = await api.request('PATCH', path, { url, active: true });
    if (status === 200) return kept;
    if (status !== 404) {
      throw new LaunchError(`PATCH ${path} answered ${status}: ${JSON.stringify(body)}`);
    }
  }
  const created = await api.call(201, 'POST', COLLECTION, {
    url,
    event_types: ['*'],
    description: 'Built-in development receiver',
  });
  const endpoint: BuiltInEndpoint = {
    endpoint_id: stringIn(created, 'id', 'The new endpoint'),
    signing_secret: stringIn(created, 'signing_secret', 'The new endpoint'),
  };
  await writePrivateJson(paths.receiver, endpoint);
  return endpoint;
}

async function readKept(): Promise<BuiltInEndpoint | undefined> {
  const file = await readJsonFile(paths.receiver);
  return (
    file && {
      endpoint_id: stringIn(file, 'endpoint_id', paths.receiver),
      signing_secret: stringIn(file, 'signing_secret', paths.receiver),
    }
  );
}
