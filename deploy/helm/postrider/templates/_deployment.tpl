{{/*
The Deployment of gateways or dispatchers, with their ConfigMap.
(dict "root" $ "component" "gateway" "command" <list> "ports" <map of name to number> "secrets" <list>)
*/}}
{{- define "postrider.deployment" -}}
{{- $own := get .root.Values .component -}}
{{- $name := include "postrider.componentName" . -}}
{{- $settings := include "postrider.settings" . -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  labels: {{- include "postrider.labels" . | nindent 4 }}
data: {{- $settings | nindent 2 }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels: {{- include "postrider.labels" . | nindent 4 }}
spec:
  {{- if not $own.autoscaling.enabled }}
  replicas: {{ $own.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  selector:
    matchLabels: {{- include "postrider.selectorLabels" . | nindent 6 }}
  strategy:
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
  template:
    metadata:
      annotations:
        # Pods read settings and secrets at their start only.
        checksum/settings: {{ $settings | sha256sum }}
        {{- if not .root.Values.secrets.existing }}
        checksum/secrets: {{ .root.Values.secrets | toJson | sha256sum }}
        {{- end }}
        {{- with $own.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      labels:
        {{- include "postrider.labels" . | nindent 8 }}
        {{- with $own.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      terminationGracePeriodSeconds: {{ include "postrider.gracePeriod" . }}
      {{- include "postrider.podSpec" (dict "root" .root "own" $own "container" (include "postrider.container" .)) | nindent 6 }}
      {{- with $own.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with $own.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $own.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $own.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        {{- if $own.topologySpreadConstraints }}
        {{- toYaml $own.topologySpreadConstraints | nindent 8 }}
        {{- else }}
        {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
        - maxSkew: 1
          topologyKey: {{ . }}
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "postrider.selectorLabels" $ | nindent 14 }}
          # Each revision by itself, so that a rollout does not unbalance the next one.
          matchLabelKeys: [pod-template-hash]
        {{- end }}
        {{- end }}
{{- with $own.maxUnavailable }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  labels: {{- include "postrider.labels" $ | nindent 4 }}
spec:
  maxUnavailable: {{ . }}
  # While Postgres is down no pod is ready. That must not keep a node from being drained.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "postrider.selectorLabels" $ | nindent 6 }}
{{- end }}
{{- end }}

{{- define "postrider.container" -}}
name: {{ .component }}
command: {{ toJson .command }}
envFrom:
  - configMapRef: { name: {{ include "postrider.componentName" . }} }
env:
  {{- range .secrets }}
  {{- include "postrider.secretEnv" (dict "secret" (include "postrider.secretName" $.root) "key" .name "optional" .optional) | nindent 2 }}
  {{- end }}
  {{- with .root.Values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
ports:
  {{- range $name, $port := .ports }}
  - { name: {{ $name }}, containerPort: {{ $port }} }
  {{- end }}
# The process waits for Postgres and its schema (POSTRIDER_START_WAIT_MS, one minute) before it listens.
startupProbe:
  httpGet: { path: /health/live, port: {{ .probePort }} }
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: { path: /health/live, port: {{ .probePort }} }
  periodSeconds: 10
  timeoutSeconds: 5
# Responds within two seconds, also when a server does not.
readinessProbe:
  httpGet: { path: /health/ready, port: {{ .probePort }} }
  periodSeconds: 5
  timeoutSeconds: 4
  failureThreshold: 2
{{- end }}
