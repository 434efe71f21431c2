import { newId as newIdAt, type IdKind } from '@postrider/contracts';

/** A new id by the clock of this machine, which the test servers share. */
export const newId = (kind: IdKind): string => newIdAt(kind, new Date());
