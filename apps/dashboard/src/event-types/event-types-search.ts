export interface EventTypesSearch {
  /** Part of a type's name or description. */
  q?: string;
}

export const eventTypesSearch = ({ q }: Record<string, unknown>): EventTypesSearch =>
  typeof q === 'string' && q !== '' ? { q } : {};
