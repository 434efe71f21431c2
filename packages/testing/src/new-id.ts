import { newId as newIdAt, type IdKind } from '@postrider/contracts';

/** A new id by the clock of this machine, which is also that of the servers that tests start. */
export const newId = (kind: IdKind): string => newIdAt(kind, new Date());
