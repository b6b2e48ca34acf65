import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

export type Schema = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Schema => value !== null && typeof value === 'object' && !Array.isArray(value);

/** OpenAPI 3.0 writes "or null" as a keyword of its own, which JSON Schema does not know. */
const withoutNullable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNullable);
  if (!isObject(value)) return value;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNullable(item)]));
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
};

/** Validators of parts of a description; `$ref`s lead into its components. */
export class Description {
  readonly #ajv = addFormats.default(new Ajv({ strict: false, allErrors: true, formats: { int32: true, int64: true } }));
  readonly #components: Schema;
  readonly #compiled = new Map<unknown, ValidateFunction>();
  readonly violations: string[] = [];

  constructor(components: Schema) {
    this.#components = components;
    this.#ajv.addSchema({ $id: 'description', ...Object(withoutNullable({ components })) });
  }

  /** Checks a value against a schema of the description; what is wrong is kept as a violation. */
  check(what: string, schema: unknown, value: unknown): void {
    let validate = this.#compiled.get(schema);
    if (validate === undefined) {
      const absolute: unknown = JSON.parse(JSON.stringify(withoutNullable(schema)).replaceAll('"#/components/', '"description#/components/'));
      validate = this.#ajv.compile(Object(absolute));
      this.#compiled.set(schema, validate);
    }
    if (!validate(value)) this.violations.push(`${what}: ${this.#ajv.errorsText(validate.errors)}`);
  }

  /** Keys of an object that its schema does not describe. */
  checkKeys(what: string, schema: unknown, value: unknown): void {
    const known = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
    if (isObject(value)) for (const key of Object.keys(value)) if (!(key in known)) this.violations.push(`${what}: unknown key ${key}`);
  }

  /** The smallest value that a schema allows. */
  sample(schema: unknown): unknown {
    if (!isObject(schema) || schema['nullable'] === true) return null;
    const reference = schema['$ref'];
    if (typeof reference === 'string') return this.sample(reference.split('/').slice(2).reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), this.#components));
    for (const kind of ['oneOf', 'anyOf', 'allOf']) {
      const list = schema[kind];
      if (Array.isArray(list)) return this.sample(list[0]);
    }
    if (Array.isArray(schema['enum'])) return schema['enum'][0];
    switch (schema['type']) {
      case 'object': {
        const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
        const properties = isObject(schema['properties']) ? schema['properties'] : {};
        return Object.fromEntries(required.map((key) => [key, this.sample(properties[key])]));
      }
      case 'array': return [];
      case 'integer':
      case 'number': return 1;
      case 'boolean': return false;
      default: return schema['format'] === 'uri' ? 'https://example.com/' : schema['format'] === 'date-time' ? '2026-01-01T00:00:00Z' : 'text';
    }
  }
}
