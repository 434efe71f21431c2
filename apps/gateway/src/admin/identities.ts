import { newId } from '@postrider/contracts';
import {
  apiKeyTable,
  organizationTable,
  type ApiKey,
  type ApiKeyKind,
  type Organization,
} from '@postrider/event-store';
import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import { makeApiKey } from '../auth/keys/api-key.js';

export type Bootstrapped =
  { created: true; organization_id: string; management_key: string; project_key: string } | { created: false };

/** Creates the first organization and its keys, unless one exists. Concurrent calls create one. */
export async function bootstrap(source: DataSource, name: string): Promise<Bootstrapped> {
  return source.transaction(async (manager) => {
    await manager.query('LOCK TABLE organizations IN EXCLUSIVE MODE');
    if ((await manager.count(organizationTable)) > 0) return { created: false };
    const organization = await insertOrganization(manager, name);
    const keyOf = async (kind: ApiKeyKind): Promise<string> =>
      (await insertKey(manager, { organization: organization.id, kind, name: 'first' })).key;
    return {
      created: true,
      organization_id: organization.id,
      management_key: await keyOf('management'),
      project_key: await keyOf('project'),
    };
  });
}

export function createOrganization(source: DataSource, name: string): Promise<Pick<Organization, 'id' | 'name'>> {
  return insertOrganization(source.manager, name);
}

async function insertOrganization(manager: EntityManager, name: string): Promise<Pick<Organization, 'id' | 'name'>> {
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

export function listOrganizations(source: DataSource): Promise<Pick<Organization, 'id' | 'name' | 'created_at'>[]> {
  return source.manager.find(organizationTable, {
    select: { id: true, name: true, created_at: true },
    order: { id: 'ASC' },
  });
}

interface NewKey {
  organization: string;
  kind: ApiKeyKind;
  name?: string;
}

export async function createKey(source: DataSource, key: NewKey): Promise<{ id: string; key: string }> {
  const exists = await source.manager.existsBy(organizationTable, { id: key.organization });
  if (!exists) throw new Error(`organization ${key.organization} not found`);
  return insertKey(source.manager, key);
}

async function insertKey(
  manager: EntityManager,
  { organization, kind, name }: NewKey,
): Promise<{ id: string; key: string }> {
  const { key, row } = makeApiKey({ organization_id: organization, kind, name: name ?? null }, await readNow(manager));
  await manager.insert(apiKeyTable, row);
  return { id: row.id, key };
}

export function listKeys(source: DataSource, organization_id?: string): Promise<Omit<ApiKey, 'hash'>[]> {
  return source.manager.find(apiKeyTable, {
    select: {
      id: true,
      organization_id: true,
      kind: true,
      name: true,
      last_four: true,
      created_at: true,
      last_used_at: true,
      revoked_at: true,
    },
    ...(organization_id !== undefined && { where: { organization_id } }),
    order: { id: 'ASC' },
  });
}

export async function revokeKey(source: DataSource, id: string): Promise<{ id: string; revoked: true }> {
  const { affected } = await source.manager.update(
    apiKeyTable,
    { id, revoked_at: IsNull() },
    { revoked_at: () => 'now()' },
  );
  if (affected === 0 && !(await source.manager.existsBy(apiKeyTable, { id }))) throw new Error(`key ${id} not found`);
  return { id, revoked: true };
}
