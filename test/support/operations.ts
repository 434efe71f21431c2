import * as contracts from '@postrider/contracts';
import { isOperation, type Operation } from '@postrider/contracts';

/** Every operation of the API: a new one is tested without being named. */
export const operations: readonly Operation[] = Object.values<unknown>(contracts).filter(isOperation);
