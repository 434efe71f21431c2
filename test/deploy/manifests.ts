import { join } from 'node:path';

import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import type { IServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { IService } from 'kubernetes-models/v1/Service';
import ts from 'typescript';

/** The kinds that the chart makes. The types are generated from the schemas of Kubernetes, KEDA and the Prometheus Operator. */
export type Manifest =
  | IConfigMap
  | IDeployment
  | IHorizontalPodAutoscaler
  | IIngress
  | IJob
  | INetworkPolicy
  | IPodDisruptionBudget
  | IPrometheusRule
  | IScaledObject
  | ISecret
  | IService
  | IServiceMonitor;

type OfKind<K extends Manifest['kind']> = Extract<Manifest, { kind: K }>;

export function ofKind<K extends Manifest['kind']>(manifests: readonly Manifest[], kind: K): OfKind<K>[] {
  return manifests.filter((manifest): manifest is OfKind<K> => manifest.kind === kind);
}

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  allowImportingTsExtensions: true,
};

/**
 * What TypeScript finds wrong with the manifests as literals of their types: unknown and missing fields, and values of the wrong
 * type. The schemas alone accept unknown fields.
 */
export function typeErrors(manifests: readonly unknown[]): string[] {
  const path = join(import.meta.dirname, 'rendered.ts');
  const literals = manifests.map((manifest) => `const _: Manifest = ${JSON.stringify(manifest, null, 2)};`);
  const text = [`import type { Manifest } from './manifests.ts';`, ...literals.map((each) => `{ ${each} }`)].join('\n');
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, version) =>
    name === path ? ts.createSourceFile(name, text, version) : getSourceFile(name, version);
  const program = ts.createProgram([path], options, host);
  const rendered = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(rendered), ...program.getSemanticDiagnostics(rendered)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
