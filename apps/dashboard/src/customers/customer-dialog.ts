import type { Customer } from '@postrider/contracts';

/** What every dialog about a customer is given. */
export interface CustomerDialogProps {
  customer: Customer;
  onClose: () => void;
}
