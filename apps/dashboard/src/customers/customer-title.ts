import type { Customer } from '@postrider/contracts';

/** The name, or else the uid. */
export const customerTitle = ({ name, uid }: Pick<Customer, 'name' | 'uid'>): string => name ?? uid;
