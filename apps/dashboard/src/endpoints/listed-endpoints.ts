import type { Endpoint, EndpointActivity, EndpointCondition } from '@postrider/contracts';
import { endpointState } from '../shared/endpoint-state.js';

/** An endpoint of the list. */
export interface EndpointRow {
  endpoint: Endpoint;
  /** Undefined until it is loaded. */
  activity: EndpointActivity | undefined;
}

interface Stated {
  endpoint: Pick<Endpoint, 'active' | 'disabled_reason'>;
  activity: Pick<EndpointActivity, 'state'> | undefined;
}

const worstFirst = ['failing', 'degraded', 'active', 'inactive'] as const satisfies readonly EndpointCondition[];

const stateOf = ({ endpoint, activity }: Stated): EndpointCondition => endpointState(endpoint, activity).key;

/** An endpoint that Postrider has deactivated is worse than one that fails; one that somebody deactivated comes last. */
const rankOf = (row: Stated): number =>
  stateOf(row) === 'inactive' && endpointState(row.endpoint, row.activity).tone === 'bad'
    ? -1
    : worstFirst.indexOf(stateOf(row));

/** The worst first; in the order of the list where the states are the same. */
export const byState = <Row extends Stated>(rows: readonly Row[]): Row[] =>
  rows.toSorted((one, other) => rankOf(one) - rankOf(other));

/** Number of endpoints in a state. */
export const countIn = (rows: readonly Stated[], state: EndpointCondition): number =>
  rows.filter((row) => stateOf(row) === state).length;
