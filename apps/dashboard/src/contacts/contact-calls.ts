import type { BodyOf, Contact, createContact } from '@postrider/contracts';
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { manage, path } from '../api/request.js';

const perPage = 20;

/** Newest first, a page at a time: those of one customer, or all. */
export const contactsQuery = (customerId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['contacts', customerId],
    queryFn: ({ pageParam, signal }): Promise<PageOf<Contact>> =>
      manage('GET', '/contacts', { query: { customer: customerId, limit: perPage, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

export function useCreateContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createContact>): Promise<Contact> => manage('POST', '/contacts', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  });
}

export function useDeleteContact(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<undefined> => manage('DELETE', path`/contacts/${id}`),
    // Not awaited: without its row, nothing would be announced.
    onSuccess: () => void client.invalidateQueries({ queryKey: ['contacts'] }),
  });
}
