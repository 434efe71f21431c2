import type { Customer } from '@postrider/contracts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.js';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';

const customersPerPage = 50;

/** Customers change with the topic of endpoints. */
const topic = 'endpoints';

/** A page of the list, newest first. */
export const customerListQuery = (search: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: [topic, 'customers', 'list', search, cursor],
    queryFn: ({ signal }) =>
      manage<PageOf<Customer>>('GET', '/customers', { query: { search, cursor, limit: customersPerPage }, signal }),
    placeholderData: keepPreviousData,
  });

/** By either id. */
export const customerQuery = (reference: string) =>
  queryOptions({
    queryKey: [topic, 'customers', 'one', reference],
    queryFn: ({ signal }) => manage<Customer>('GET', path`/customers/${reference}`, { signal }),
  });

/** What can be said of a customer besides its uid. */
export type CustomerFields = Pick<
  Customer,
  'name' | 'metadata' | 'active' | 'rate_limit' | 'publish_limit' | 'max_endpoints' | 'allowed_event_types'
>;

/** The uid is another customer's. */
export class UidTakenError extends Error {
  override readonly name = 'UidTakenError';
}

export function useCreateCustomer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ uid, ...fields }: CustomerFields & { uid: string }) => {
      // The call would replace the fields of one that exists.
      if (await exists(uid)) throw new UidTakenError('this uid is taken');
      return manage<Customer>('PUT', path`/customers/${uid}`, { body: fields });
    },
    onSuccess: (customer) => {
      client.setQueryData(customerQuery(customer.id).queryKey, customer);
      return client.invalidateQueries({ queryKey: [topic, 'customers'] });
    },
  });
}

async function exists(uid: string): Promise<boolean> {
  try {
    await manage<Customer>('GET', path`/customers/${uid}`);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status < 500 && error.status !== 429) return false;
    throw error;
  }
}

export function useUpdateCustomer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<CustomerFields>) =>
      manage<Customer>('PATCH', path`/customers/${id}`, { body: changes }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['deliveries'] });
      return client.invalidateQueries({ queryKey: [topic] });
    },
  });
}

export function useDeleteCustomer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => manage<undefined>('DELETE', path`/customers/${id}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [topic, 'all'] });
      void client.invalidateQueries({ queryKey: [topic, 'customers', 'search'] });
      return client.invalidateQueries({ queryKey: [topic, 'customers', 'list'] });
    },
  });
}
