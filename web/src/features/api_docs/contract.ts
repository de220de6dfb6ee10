export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  examples?: unknown[];
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

type Content = Record<string, { schema?: Schema }>;

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { $ref?: string; description?: string; content?: Content }>;
  'x-kaoji-act'?: string;
}

export interface Contract {
  info: { title: string; version: string; summary?: string; description?: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, { description: string }>;
  };
}

export interface Route extends Operation {
  method: string;
  path: string;
}

const methods = ['get', 'post', 'put', 'delete'];

/** All operations of a tag, in the order of the file. */
export function routes_of(contract: Contract, tag: string): Route[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method]?.tags.includes(tag))
      .map((method) => ({ ...item[method]!, method, path })),
  );
}

export const name_of_ref = (ref: string): string => ref.split('/').at(-1)!;

export const parameter_of = (contract: Contract, p: Parameter): Parameter =>
  p.$ref ? contract.components.parameters[name_of_ref(p.$ref)]! : p;

/** The name of a schema that a type points to, if it does. */
export function target_of(schema: Schema | undefined): string | null {
  if (!schema) return null;
  if (schema.$ref) return name_of_ref(schema.$ref);
  return target_of(schema.items) ?? schema.oneOf?.map(target_of).find((n) => n !== null) ?? null;
}

/** A type in one line: `Plan[]`, `integer 1–200`, `初级 | 中级 | 高级`, `Scan | null`. */
export function type_of(schema: Schema | undefined): string {
  if (!schema) return '';
  if (schema.$ref) return name_of_ref(schema.$ref);
  if (schema.oneOf ?? schema.anyOf) return (schema.oneOf ?? schema.anyOf)!.map(type_of).join(' | ');
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.items) return `${type_of(schema.items)}[]`;
  const name = [schema.type ?? 'object'].flat().join(' | ');
  const range =
    schema.minimum !== undefined || schema.maximum !== undefined ? ` ${schema.minimum ?? ''}–${schema.maximum ?? ''}` : '';
  return name + (schema.format ? ` (${schema.format})` : '') + range;
}
