import { isId } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import { callDatabase } from '@postrider/event-store';
import { IsNull, type Repository } from 'typeorm';
import { notFound } from '../http/api-error.js';

/** Reads an endpoint without a lock. 404 unless it is the organization's own and not deleted. */
export async function findEndpoint(
  endpoints: Repository<EndpointState>,
  { organization_id, id }: { organization_id: string; id: string },
): Promise<EndpointState> {
  const own = { id, organization_id, deleted_at: IsNull() };
  const state = isId('endpoint', id) ? await callDatabase(() => endpoints.findOneBy(own)) : null;
  if (!state) throw notFound.endpoint(id);
  return state;
}
