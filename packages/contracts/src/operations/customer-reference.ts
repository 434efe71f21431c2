import * as z from 'zod';
import { isId } from '../ids.js';

export const uidLength = 256;

/** Characters that are safe in a header. Not every client escapes a percent sign in a path. */
const printable = new RegExp(`^[!-$&-~]{1,${String(uidLength)}}$`);
const expected = `expected 1 to ${String(uidLength)} printable ASCII characters without spaces and percent signs`;

/** Either id of a customer. */
export const CustomerReference = z
  .string()
  .regex(printable, expected)
  .describe('Id of the customer: `cus_…`, or your own `uid`.');

/** An id that the platform chooses. */
export const Uid = z.string().regex(printable, expected);

/** Paths drop `.` and `..`, and the form of an id would make a reference ambiguous. */
export const CustomerUid = Uid.refine((uid) => uid !== '.' && uid !== '..' && !isId('customer', uid), {
  error: 'expected an id of your own: neither ".", ".." nor one of the form cus_…',
});

/** Which customer something belongs to. */
export const OwnerCustomer = z
  .object({
    id: z.string().describe('`cus_…`'),
    uid: z.string().describe("The platform's own id of the customer."),
  })
  .meta({ id: 'CustomerReference' });
export type OwnerCustomer = z.infer<typeof OwnerCustomer>;
