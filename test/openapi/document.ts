import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

export interface OpenApiResponse {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, { $ref: string }>>;
  readonly content?: Readonly<Record<string, { schema: object; examples?: Readonly<Record<string, unknown>> }>>;
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: object }[];
  readonly requestBody?: { content: Readonly<Record<string, { schema: object }>> };
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly webhooks: Readonly<Record<string, { post: OpenApiOperation }>>;
  readonly components: { readonly responses: Readonly<Record<string, OpenApiResponse>> };
}

/** A served OpenAPI document, and what is wrong by its schemas. */
export class OpenApi {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  readonly #validators = new Map<object, ValidateFunction>();

  constructor(readonly document: Document) {
    this.#ajv.addSchema({ $id: 'openapi', ...document });
  }

  static async of(url: string): Promise<OpenApi> {
    const response = await fetch(`${url}/openapi.json`);
    if (response.status !== 200) throw new Error(`/openapi.json responded with ${response.status}`);
    return new OpenApi((await response.json()) as Document);
  }

  operation(name: string): OpenApiOperation {
    const all = Object.values(this.document.paths).flatMap((item) => Object.values(item));
    const found = all.find(({ operationId }) => operationId === name);
    if (!found) throw new Error(`${name} is not in the document`);
    return found;
  }

  response(operation: OpenApiOperation, status: number): OpenApiResponse {
    const response = operation.responses[String(status)];
    const name = response?.$ref?.split('/').at(-1);
    const found = name === undefined ? response : this.document.components.responses[name];
    if (!found) throw new Error(`${operation.operationId} documents no ${status}`);
    return found;
  }

  /** What is wrong with a value; nothing if it is as the schema says. */
  problems(schema: object, value: unknown): string[] {
    const known = this.#validators.get(schema);
    const validate = known ?? this.#ajv.compile(absolute(schema));
    this.#validators.set(schema, validate);
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  }
}

/** The schema with its references leading into the document. */
const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object;
