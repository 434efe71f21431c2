import { defined } from './defined.js';

/** Of a list, a replay or a listener. */
export const customerOption = ['--customer <customer>', 'only this customer: cus_…, or its uid'] as const;

/** Of an event. */
export const ofCustomerOption = [
  '--customer <customer>',
  'the customer whose endpoints get it: cus_…, or its uid',
] as const;
export const createCustomerOption = [
  '--create-customer',
  'create the customer if there is none with this uid',
] as const;

export interface CustomerOptions {
  customer?: string;
  createCustomer?: boolean;
}

export const ofCustomer = ({ customer, createCustomer }: CustomerOptions) =>
  defined({ customer, create_customer: createCustomer });
