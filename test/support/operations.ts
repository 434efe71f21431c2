import * as contracts from '@postrider/contracts';
import { isOperation, type Operation } from '@postrider/contracts';

/** All operations of the API, so that tests include new ones. */
export const operations: readonly Operation[] = Object.values<unknown>(contracts).filter(isOperation);
