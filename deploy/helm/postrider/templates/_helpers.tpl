{{- define "postrider.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* Names of resources add at most "-dispatcher-metrics". */}}
{{- define "postrider.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 44 | trimSuffix "-" }}
{{- else if contains (include "postrider.name" .) .Release.Name }}
{{- .Release.Name | trunc 44 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "postrider.name" .) | trunc 44 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* The helpers below take (dict "root" $ "component" "gateway"). */}}

{{- define "postrider.componentName" -}}
{{- printf "%s-%s" (include "postrider.fullname" .root) .component }}
{{- end }}

{{- define "postrider.selectorLabels" -}}
app.kubernetes.io/name: {{ include "postrider.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "postrider.labels" -}}
{{ include "postrider.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 }}
{{- end }}

{{- define "postrider.secretName" -}}
{{- default (include "postrider.fullname" .) .Values.secrets.existing }}
{{- end }}

{{/* (dict "root" $ "own" <values of the component>) */}}
{{- define "postrider.image" -}}
{{- $image := .root.Values.image }}
{{- if .own.tag }}
{{- printf "%s:%s" $image.repository .own.tag }}
{{- else if $image.digest }}
{{- printf "%s@%s" $image.repository $image.digest }}
{{- else }}
{{- printf "%s:%s" $image.repository (default .root.Chart.AppVersion $image.tag) }}
{{- end }}
{{- end }}

{{/* What the probes and Services of this chart rely on. */}}
{{- define "postrider.fixedSettings" -}}
NODE_ENV: production
{{- if eq .component "gateway" }}
PORT: '3000'
{{- if .root.Values.metrics.enabled }}
POSTRIDER_METRICS_PORT: {{ .root.Values.metrics.port | toString | squote }}
{{- end }}
{{- else }}
POSTRIDER_DISPATCHER_HEALTH_PORT: '3001'
{{- end }}
{{- end }}

{{- define "postrider.settings" -}}
{{- $own := (get .root.Values .component).settings }}
{{- $fixed := include "postrider.fixedSettings" . | fromYaml }}
{{- mustMergeOverwrite (dict) .root.Values.settings $own $fixed | toYaml }}
{{- end }}

{{/* Five seconds more than the process takes at most. */}}
{{- define "postrider.gracePeriod" -}}
{{- $settings := include "postrider.settings" . | fromYaml }}
{{- $drain := get $settings "POSTRIDER_DRAIN_MS" | default "0" | int }}
{{- $shutdown := get $settings "POSTRIDER_SHUTDOWN_MS" | int }}
{{- add 5 (divf (add $drain $shutdown) 1000 | ceil | int) }}
{{- end }}
