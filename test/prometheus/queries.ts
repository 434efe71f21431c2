import { parse } from 'yaml';

/** The names of Postrider's metrics, and of the process's own, in PromQL. A histogram's series count as the histogram. */
function metricsOf(query: string): string[] {
  const names = query.match(/\b(?:postrider|process|nodejs)_[a-z0-9_]+/g) ?? [];
  return names.map((name) => name.replace(/_(bucket|sum|count)$/, ''));
}

interface Panel {
  targets?: { expr: string }[];
  panels?: Panel[];
}

/** The queries of a Grafana board. */
export function queriesOfBoard(json: string): string[] {
  const of = (panels: readonly Panel[]): string[] =>
    panels.flatMap(({ targets = [], panels: inner = [] }) => [...targets.map(({ expr }) => expr), ...of(inner)]);
  return of((JSON.parse(json) as { panels: Panel[] }).panels);
}

export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export function rulesOf(yaml: string): Rule[] {
  const { groups } = parse(yaml) as { groups: { rules: Rule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

export const metricsOfBoard = (json: string): string[] => queriesOfBoard(json).flatMap(metricsOf);
export const metricsOfAlerts = (yaml: string): string[] => rulesOf(yaml).flatMap(({ expr }) => metricsOf(expr));

/** The metrics in the blocks of PromQL of a document. */
export const metricsOfText = (markdown: string): string[] =>
  [...markdown.matchAll(/```promql\n([\s\S]*?)```/g)].flatMap(([, query = '']) => metricsOf(query));
