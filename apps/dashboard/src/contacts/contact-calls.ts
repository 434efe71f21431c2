import type { BodyOf, Contact, createContact } from '@postrider/contracts';
import { infiniteQueryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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

const testPollMs = 1_000;

/** Follows a test message until its outcome is known. */
export function useTestContact(contact: Contact) {
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: (): Promise<Contact> => manage('POST', path`/contacts/${contact.id}/test`),
  });
  const { data = test.data } = useQuery({
    queryKey: ['contacts', 'tested', contact.id, test.data?.last_test?.requested_at],
    queryFn: ({ signal }) => manage<Contact>('GET', path`/contacts/${contact.id}`, { signal }),
    enabled: test.data !== undefined,
    refetchInterval: ({ state }) => (state.data === undefined || isPending(state.data) ? testPollMs : false),
  });
  const reset = (): void => {
    test.reset();
    void client.invalidateQueries({ queryKey: ['contacts'] });
  };
  return { ...test, reset, result: test.data === undefined ? undefined : data?.last_test };
}

const isPending = ({ last_test }: Contact): boolean => last_test?.outcome === 'pending';

export function useDeleteContact(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<undefined> => manage('DELETE', path`/contacts/${id}`),
    // Not awaited: without its row, nothing would be announced.
    onSuccess: () => void client.invalidateQueries({ queryKey: ['contacts'] }),
  });
}
