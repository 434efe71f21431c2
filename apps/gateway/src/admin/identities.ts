import { newId } from '@postrider/contracts';
import { apiKeyTable, organizationTable, type ApiKeyKind } from '@postrider/event-store';
import { IsNull, type EntityManager } from 'typeorm';
import { makeApiKey } from '../auth/keys/api-key.js';

/** Creates the first organization and its keys, unless one exists. Concurrent calls create one. */
export function bootstrap(outer: EntityManager, { name }: { name: string }) {
  return outer.transaction(async (manager) => {
    await manager.query('LOCK TABLE organizations IN EXCLUSIVE MODE');
    if ((await manager.count(organizationTable)) > 0) return { created: false };
    const organization = await createOrganization(manager, { name });
    const keyOf = async (kind: ApiKeyKind): Promise<string> =>
      (await insertKey(manager, { organization: organization.id, kind, name: `first ${kind} key` })).key;
    return {
      created: true,
      organization_id: organization.id,
      management_key: await keyOf('management'),
      project_key: await keyOf('project'),
    };
  });
}

export async function createOrganization(manager: EntityManager, { name }: { name: string }) {
  const organization = { id: newId('organization', await readNow(manager)), name };
  // A copy, because TypeORM writes generated columns into its argument.
  await manager.insert(organizationTable, { ...organization });
  return organization;
}

/** Returns the time of Postgres's clock, which is part of each id. */
async function readNow(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>('SELECT clock_timestamp() AS now');
  if (!row) throw new Error('the SELECT returned no row');
  return row.now;
}

export async function listOrganizations(manager: EntityManager) {
  const select = { id: true, name: true, forward_traceparent: true, created_at: true };
  return { data: await manager.find(organizationTable, { select, order: { id: 'ASC' } }) };
}

/** Attempts that begin from now on pass the `traceparent` of their event on to receivers, or do not. */
export async function forwardTraceparent(manager: EntityManager, id: string, mode: 'on' | 'off') {
  const forward_traceparent = mode === 'on';
  const { affected } = await manager.update(organizationTable, { id }, { forward_traceparent });
  if (affected === 0) throw new Error(`organization ${id} not found`);
  return { id, forward_traceparent };
}

interface NewKey {
  organization: string;
  kind: ApiKeyKind;
  name?: string;
}

export async function createKey(manager: EntityManager, key: NewKey) {
  const exists = await manager.existsBy(organizationTable, { id: key.organization });
  if (!exists) throw new Error(`organization ${key.organization} not found`);
  return insertKey(manager, key);
}

async function insertKey(manager: EntityManager, { organization, kind, name }: NewKey) {
  const { key, row } = makeApiKey({ organization_id: organization, kind, name: name ?? null }, await readNow(manager));
  await manager.insert(apiKeyTable, row);
  return { id: row.id, key };
}

export async function listKeys(manager: EntityManager, { organization }: { organization?: string }) {
  const select = {
    id: true,
    organization_id: true,
    kind: true,
    name: true,
    last_four: true,
    created_at: true,
    last_used_at: true,
    revoked_at: true,
  };
  const where = organization === undefined ? {} : { organization_id: organization };
  return { data: await manager.find(apiKeyTable, { select, where, order: { id: 'ASC' } }) };
}

export async function revokeKey(manager: EntityManager, id: string) {
  const unrevoked = { id, revoked_at: IsNull() };
  const { affected } = await manager.update(apiKeyTable, unrevoked, { revoked_at: () => 'now()' });
  if (affected === 0 && !(await manager.existsBy(apiKeyTable, { id }))) throw new Error(`key ${id} not found`);
  return { id, revoked: true };
}
