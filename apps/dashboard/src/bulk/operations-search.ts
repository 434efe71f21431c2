export interface OperationsSearch {
  cursor?: string;
}

export const operationsSearch = ({ cursor }: Record<string, unknown>): OperationsSearch =>
  typeof cursor === 'string' && cursor !== '' ? { cursor } : {};
