import type { EventType } from '@postrider/contracts';
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { Card } from '../parts/card.js';
import type { EventTypeContent } from './event-type-calls.js';
import { JsonField } from '../parts/json-field.js';
import { type ParsedObject, parseJsonObject } from '../parts/parse-json-object.js';
import { FormError } from '../parts/form-error.js';
import { t } from '../texts/texts.js';

interface EventTypeFormProps {
  /** The type to change; without one it is a new one. */
  current?: EventType;
  pending: boolean;
  /** Error of the API. */
  error: Error | null;
  action: string;
  onSubmit: (content: EventTypeContent & { type: string }) => void;
  onCancel: () => void;
}

const pretty = (value: object | null | undefined): string => (value ? JSON.stringify(value, null, 2) : '');

export function EventTypeForm({ current, pending, error, action, onSubmit, onCancel }: EventTypeFormProps) {
  const [type, setType] = useState(current?.type ?? '');
  const [description, setDescription] = useState(current?.description ?? '');
  const [example, setExample] = useState(current ? pretty(current.example) : '{\n  \n}');
  const [schema, setSchema] = useState(pretty(current?.schema));

  const content = contentOf(example, schema);
  const { fields, rest } = refusals(error);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (content !== undefined) onSubmit({ type: type.trim(), description: description.trim(), ...content });
  };

  return (
    <Card narrow>
      {/* The API says what is wrong, in the same words for all its clients. */}
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {current === undefined && (
            <TextInput
              label={t(($) => $.eventTypes.form.name)}
              description={t(($) => $.eventTypes.form.nameHint)}
              value={type}
              onChange={(event) => {
                setType(event.currentTarget.value);
              }}
              error={fields.type}
              autoComplete="off"
              spellCheck={false}
              dir="ltr"
              required
            />
          )}
          <Textarea
            label={t(($) => $.eventTypes.form.description)}
            description={t(($) => $.eventTypes.form.descriptionHint)}
            value={description}
            onChange={(event) => {
              setDescription(event.currentTarget.value);
            }}
            error={fields.description}
            autosize
            minRows={2}
            dir="auto"
            required
          />
          <JsonField
            label={t(($) => $.eventTypes.example)}
            description={t(($) => $.eventTypes.form.exampleHint)}
            value={example}
            onChange={setExample}
            error={fields.example}
          />
          <JsonField
            label={t(($) => $.eventTypes.schema)}
            description={t(($) => $.eventTypes.form.schemaHint)}
            value={schema}
            onChange={setSchema}
            error={fields.schema}
            optional
          />
          <FormError message={rest} />
          <Group justify="flex-end" gap="xs">
            {content === undefined && (
              <Text size="sm" c="dimmed">
                {'problem' in parseJsonObject(example)
                  ? t(($) => $.eventTypes.form.exampleInvalid)
                  : t(($) => $.eventTypes.form.schemaInvalid)}
              </Text>
            )}
            <Button variant="default" onClick={onCancel}>
              {t(($) => $.parts.cancel)}
            </Button>
            <Button type="submit" loading={pending} disabled={content === undefined}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** Undefined while one of the texts is no JSON object. */
function contentOf(example: string, schema: string): Pick<EventTypeContent, 'example' | 'schema'> | undefined {
  const parsedExample = parseJsonObject(example);
  const parsedSchema: ParsedObject | undefined = schema.trim() === '' ? undefined : parseJsonObject(schema);
  if ('problem' in parsedExample) return undefined;
  if (parsedSchema === undefined) return { example: parsedExample.value, schema: null };
  return 'problem' in parsedSchema ? undefined : { example: parsedExample.value, schema: parsedSchema.value };
}

const fieldNames = ['type', 'description', 'example', 'schema'] as const;

/** A name that is taken belongs to the name, though the API's response names no field. */
function refusals(error: Error | null): ReturnType<typeof errorsByField<(typeof fieldNames)[number]>> {
  if (error === null) return { fields: {}, rest: undefined };
  const found = errorsByField(error, fieldNames);
  if (!isTaken(error)) return found;
  return { fields: { type: found.rest ?? '' }, rest: undefined };
}

const isTaken = (error: Error): boolean => 'code' in error && error.code === 'event_type_exists';
