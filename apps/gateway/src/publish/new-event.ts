/** An event of a publish call. */
export interface NewEvent {
  /** `evt_…` */
  stream_id: string;
  /** The producer's own id. */
  id?: string | undefined;
  type: string;
  /** As the call names it. */
  customer?: string | undefined;
  /** Whether an unknown customer is created. */
  createCustomer?: boolean | undefined;
  /** Compact JSON text of the data. */
  dataJson: string;
  /** The path of the data in the call: `data`, `events.3.data`. */
  field: string;
  test: boolean;
}
