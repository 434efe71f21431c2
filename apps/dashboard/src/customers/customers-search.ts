/** The search and the place in the list, as in the URL. */
export interface CustomersSearch {
  /** Beginning of a uid or of a name. */
  q?: string;
  cursor?: string;
  /** Whether the dialog for a new customer is open. */
  create?: true;
}

export function customersSearchOf({ q, cursor, create }: Record<string, unknown>): CustomersSearch {
  // A query such as 42 comes from the URL as a number.
  const query = typeof q === 'string' || typeof q === 'number' ? String(q) : '';
  return {
    ...(query !== '' && { q: query }),
    ...(typeof cursor === 'string' && cursor !== '' && { cursor }),
    ...(create === true && { create }),
  };
}
