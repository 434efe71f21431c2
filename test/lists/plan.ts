/** A node of what `EXPLAIN (ANALYZE, FORMAT JSON)` answers, as far as it is looked at. */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  /** A loop. */
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

export type Explained = [{ 'QUERY PLAN': [{ Plan: PlanNode }] }];

export interface PlanFigures {
  /** Tables that were read from end to end, with anything in them. */
  wholeTables: string[];
  /** Rows that were read from tables. */
  rowsRead: number;
  /** Most rows that were sorted. */
  rowsSorted: number;
}

/** What the plan of a statement came to when it ran. */
export function figuresOf([row]: Explained): PlanFigures {
  const nodes = allNodes(row['QUERY PLAN'][0].Plan);
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined);
  return {
    wholeTables: scans
      .filter((node) => node['Node Type'] === 'Seq Scan' && rowsReadBy(node) > 0)
      .map((node) => node['Relation Name'] ?? ''),
    rowsRead: scans.reduce((sum, node) => sum + rowsReadBy(node), 0),
    rowsSorted: Math.max(0, ...nodes.filter((node) => node['Node Type'] === 'Sort').map(rowsInto)),
  };
}

const allNodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(allNodes)];
const rowsInto = (node: PlanNode): number =>
  (node.Plans ?? []).reduce((sum, child) => sum + child['Actual Rows'] * child['Actual Loops'], 0);
const rowsReadBy = (node: PlanNode): number =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
