{{/* What all pods share: (dict "root" $ "container" <YAML of the container without what is here> "own" <values>). */}}
{{- define "postrider.podSpec" -}}
{{- $values := .root.Values -}}
automountServiceAccountToken: false
# A Service named postrider-… would set POSTRIDER_… variables, which are no settings and end the process.
enableServiceLinks: false
{{- with $values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext: {{- toYaml $values.podSecurityContext | nindent 2 }}
containers:
  - image: {{ include "postrider.image" . | quote }}
    imagePullPolicy: {{ $values.image.pullPolicy }}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities: { drop: [ALL] }
    resources: {{- toYaml .own.resources | nindent 6 }}
    volumeMounts:
      - { name: tmp, mountPath: /tmp }
      {{- with $values.extraVolumeMounts }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- .container | nindent 4 }}
volumes:
  - name: tmp
    emptyDir: { sizeLimit: 64Mi }
  {{- with $values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{/* A variable from the Secret: (dict "secret" <name> "key" <name> "optional" <boolean>). */}}
{{- define "postrider.secretEnv" -}}
- name: {{ .key }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end }}
