import * as contracts from '@postrider/contracts';
import type { Operation } from '@postrider/contracts';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

/** Every operation of the API: a new one is tested without being named. */
export const operations: readonly Operation[] = Object.values<unknown>(contracts).filter(isOperation);
